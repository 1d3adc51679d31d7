import Pdfkit from 'pdfkit';
import { fail } from '../../errors.ts';
import type { Paper } from '../../api/paper.ts';
import { breakLines } from './lines.ts';
import { MOST_PAGES } from './paper-job.ts';
import { Typeface, type Weight } from './typeface.ts';

/** Points of a millimetre. */
export const MM = 72 / 25.4;
export const INK = '#1a1d23';
export const PALE = '#62676f';
export const RULE = '#85888a';
export const TINT = '#eeeee8';

const LEADING = 1.55;
const MARGIN = { side: 22 * MM, top: 24 * MM, foot: 26 * MM };

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly align?: 'left' | 'center' | 'right';
  readonly colour?: string;
}

type Pdf = InstanceType<typeof Pdfkit>;
export type Element = ReturnType<Pdf['struct']>;

/** A place in the tree of the document that content is added to, wherever it stands. */
export interface Tagged {
  readonly element: Element;
  readonly tag: string;
}

/** The sheets of one document: where the next thing goes, and how lines are drawn. */
export class Sheets {
  readonly pdf: Pdf;
  readonly type = new Typeface();
  readonly left = MARGIN.side;
  readonly width: number;
  readonly top = MARGIN.top;
  readonly bottom: number;
  y = MARGIN.top;
  pages = 0;
  readonly #named = new Set<string>();

  constructor({ title, app, size, landscape, locale, issuedAt }: Paper) {
    this.pdf = new Pdfkit({
      autoFirstPage: false, bufferPages: true, size, layout: landscape ? 'landscape' : 'portrait', margin: 0, pdfVersion: '1.7', tagged: true, displayTitle: true, lang: locale, font: '',
      info: { Title: title, Subject: app, Creator: 'Scenario Studio', Producer: 'Scenario Studio', CreationDate: new Date(issuedAt), ModDate: new Date(issuedAt) },
    });
    this.turn();
    this.width = this.pdf.page.width - 2 * MARGIN.side;
    this.bottom = this.pdf.page.height - MARGIN.foot;
  }

  /** A new sheet. @throws SCN_PAPER_PAGES */
  turn(): void {
    if (this.pages >= MOST_PAGES) throw fail('SCN_PAPER_PAGES', { most: MOST_PAGES });
    this.pdf.addPage();
    this.pages += 1;
    this.y = this.top;
  }

  /** Begins a new sheet unless so much is left of this one. */
  need(height: number): void {
    if (this.y + height > this.bottom && this.y > this.top) this.turn();
  }


  lines(text: string, width: number, { size, weight = 400 }: Style): readonly string[] {
    return breakLines(this.type.drawable(text), width, (char) => this.type.width(char, weight) * size);
  }

  lineHeight({ size }: Style): number {
    return size * LEADING;
  }

  /** One line at a place. */
  line(text: string, x: number, y: number, width: number, style: Style): void {
    const { size, weight = 400, align = 'left', colour = INK } = style;
    const wide = Array.from(text).reduce((sum, char) => sum + this.type.width(char, weight) * size, 0);
    let at = x + (align === 'right' ? width - wide : align === 'center' ? (width - wide) / 2 : 0);
    this.pdf.fillColor(colour).fontSize(size);
    for (const { face, text: part } of this.type.stretches(text, weight)) {
      if (!this.#named.has(face.name)) {
        this.pdf.registerFont(face.name, face.bytes);
        this.#named.add(face.name);
      }
      this.pdf.font(face.name).text(part, at, y, { lineBreak: false });
      at += Array.from(part).reduce((sum, char) => sum + this.type.width(char, weight) * size, 0);
    }
  }

  /** Draws as content of an element; a thing that goes over sheets is added on each. */
  tagged({ element, tag }: Tagged, draw: () => void): void {
    const content = this.pdf.markStructureContent(tag);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Draws what is no content: rules, running heads. */
  artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** A paragraph over as many sheets as it takes. */
  paragraph(text: string, style: Style, tagged: Tagged, after = 6): void {
    const height = this.lineHeight(style);
    for (const line of this.lines(text, this.width, style)) {
      this.need(height);
      this.tagged(tagged, () => this.line(line, this.left, this.y, this.width, style));
      this.y += height;
    }
    this.y += after;
  }

  struct(tag: string, options: { readonly alt?: string; readonly title?: string } = {}): Element {
    return this.pdf.struct(tag, options);
  }
}
