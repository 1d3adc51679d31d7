import { create, type Font } from 'fontkit';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sfntOf } from './sfnt.ts';

/** The folder with the fonts: beside the bundle, or of the package when run from source. */
function fontFolder(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('../../../node_modules/@fontsource/noto-sans-sc/', import.meta.url) : new URL('fonts/', import.meta.url);
}

const FAMILY = 'noto-sans-sc';
/** Some 8,000 characters in one file; the others come in slices of about a hundred, opened when one of their characters is met. */
const MAIN = 'chinese-simplified';

export type Weight = 400 | 700;

/** One file of the typeface. */
export interface Face {
  readonly name: string;
  readonly bytes: Buffer;
  readonly font: Font;
}

/** A stretch of text in one face. */
export interface Stretch {
  readonly face: Face;
  readonly text: string;
}

/** Ranges of `unicode.json`, by slice. */
type Slices = readonly { readonly slice: string; readonly holds: (code: number) => boolean }[];

function readSlices(): Slices {
  const table = JSON.parse(readFileSync(new URL('unicode.json', fontFolder()), 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(table).map(([key, text]) => {
    const ranges = text.split(',').map((range) => {
      const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    });
    return { slice: key.replaceAll(/[[\]]/g, ''), holds: (code) => ranges.some(([from, to]) => code >= from && code <= to) };
  });
}

/** Characters that are not drawn: controls, joiners, marks of direction, choices of form. */
const UNSEEN = /[\p{Cc}\p{Cf}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u;
/** Composed, and everything unseen but the ends of lines left out. */
export const readable = (text: string): string => Array.from(text.normalize('NFC').replaceAll(/\r\n?|\u2028|\u2029/g, '\n').replaceAll(/[\t\u00A0]/g, ' ')).filter((char) => char === '\n' || !UNSEEN.test(char)).join('');

/**
 * Noto Sans SC with everything its package has. A character that no slice holds is shown by its number,
 * such as 〔U+20BB7〕: nothing comes out as an empty box.
 */
export class Typeface {
  readonly #faces = new Map<string, Face | null>();
  readonly #faceOf = new Map<string, Face | null>();
  readonly #widths = new Map<string, number>();
  #slices: Slices | undefined;

  #open(slice: string, weight: Weight): Face | null {
    const name = `${FAMILY}-${slice}-${weight}`;
    const known = this.#faces.get(name);
    if (known !== undefined) return known;
    const path = fileURLToPath(new URL(`files/${name}-normal.woff`, fontFolder()));
    let face: Face | null = null;
    if (existsSync(path)) {
      const bytes = sfntOf(readFileSync(path));
      const font = create(bytes);
      // A slice without a character map holds nothing that could be asked for.
      if ('glyphForCodePoint' in font && 'cmap' in font && font['cmap'] !== undefined) face = { name, bytes, font };
    }
    this.#faces.set(name, face);
    return face;
  }

  #faceFor(char: string, weight: Weight): Face | null {
    const key = `${weight}${char}`;
    const known = this.#faceOf.get(key);
    if (known !== undefined) return known;
    const code = char.codePointAt(0) ?? 0;
    const has = (face: Face | null) => face?.font.hasGlyphForCodePoint(code) === true;
    const main = this.#open(MAIN, weight);
    let found = has(main) ? main : null;
    if (!found) {
      this.#slices ??= readSlices();
      for (const { slice } of this.#slices.filter(({ holds }) => holds(code))) {
        const face = this.#open(slice, weight);
        if (has(face)) found = face;
        if (found) break;
      }
    }
    this.#faceOf.set(key, found);
    return found;
  }

  /** The text with what cannot be drawn as its number. */
  drawable(text: string): string {
    return Array.from(readable(text)).map((char) => (char === '\n' || this.#faceFor(char, 400) ? char : `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`)).join('');
  }

  /** Width of one character in ems. */
  width(char: string, weight: Weight): number {
    const key = `${weight}${char}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const face = this.#faceFor(char, weight);
    const width = face ? face.font.glyphForCodePoint(char.codePointAt(0) ?? 0).advanceWidth / face.font.unitsPerEm : 1;
    this.#widths.set(key, width);
    return width;
  }

  /** Text that `drawable` gave, cut where the face changes. */
  stretches(text: string, weight: Weight): readonly Stretch[] {
    const made: { face: Face; text: string }[] = [];
    for (const char of text) {
      const face = this.#faceFor(char, weight) ?? this.#faceFor(char, 400);
      if (!face) continue;
      const last = made.at(-1);
      if (last?.face === face) last.text += char;
      else made.push({ face, text: char });
    }
    return made;
  }
}
