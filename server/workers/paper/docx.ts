import { AlignmentType, BorderStyle, Document, Footer, Header, HeadingLevel, ImageRun, Packer, PageBreak, PageNumber, PageOrientation, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType, type FileChild } from 'docx';
import { pairLines } from '../../../runtime/schema/paper.ts';
import type { Paper, PaperBlock } from '../../api/paper.ts';
import { PAPER_WORDS, printedDigest, printedMoment, type PaperJob, type PaperWords } from './paper-job.ts';
import { drawnLogo, LOGO_MM } from './letterhead.ts';
import { pictureSize } from './picture-size.ts';
import { qrPng } from './qr.ts';
import { readable } from './typeface.ts';

/** Sides of sheets in twentieths of a point. */
const SIDES = { A3: [16838, 23811], A4: [11906, 16838], A5: [8391, 11906] } as const;
const MARGIN = { top: 1360, bottom: 1470, left: 1247, right: 1247 };
/** Pixels of a millimetre, as the format counts them. */
const PX = 96 / 25.4;
const FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimSun', cs: 'Arial' };
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const PALE = '62676f';

type BlockOf<Kind extends PaperBlock['block']> = Extract<PaperBlock, { readonly block: Kind }>;

interface Making {
  readonly say: PaperWords;
  readonly pictures: PaperJob['pictures'];
  readonly width: number;
  titled: boolean;
}

interface Look {
  readonly bold?: boolean;
  readonly size?: number;
  readonly color?: string;
}

/** Text with its ends of lines. */
function runs(text: string, look: Look = {}): TextRun[] {
  return readable(text).split('\n').map((line, index) => new TextRun({ text: line, ...(index === 0 ? {} : { break: 1 }), ...look }));
}

const plain = (text: string, look: Look = {}, align?: keyof typeof ALIGN): Paragraph => new Paragraph({ children: runs(text, look), spacing: { after: 120, line: 320 }, ...(align ? { alignment: ALIGN[align] } : {}) });
const caption = (title: string | undefined): Paragraph[] => (title === undefined ? [] : [new Paragraph({ children: runs(title, { bold: true }), keepNext: true, spacing: { before: 120, after: 60 } })]);

function words(making: Making, { block, text, align }: BlockOf<'heading' | 'text'>): FileChild[] {
  if (block === 'text') return [plain(text, {}, align)];
  const isFirst = !making.titled;
  making.titled = true;
  return [new Paragraph({ children: runs(text), heading: isFirst ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, alignment: ALIGN[align ?? (isFirst ? 'center' : 'left')], keepNext: true, spacing: { before: 160, after: isFirst ? 240 : 120 } })];
}

interface Cell {
  readonly text: string;
  readonly head?: boolean;
  readonly right?: boolean;
  readonly span?: number;
}

function table(making: Making, shares: readonly number[], rows: readonly (readonly Cell[])[], head?: readonly Cell[]): Table {
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.floor((share / sum) * making.width));
  const cellOf = ({ text, head: isHead, right, span }: Cell, at: number) => new TableCell({
    width: { size: span === undefined ? (widths[at] ?? 0) : widths.slice(at, at + span).reduce((total, one) => total + one, 0), type: WidthType.DXA },
    ...(span === undefined ? {} : { columnSpan: span }),
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 60, bottom: 60, left: 90, right: 90 },
    ...(isHead === true ? { shading: { type: ShadingType.CLEAR, fill: 'EEEEE8', color: 'auto' } } : {}),
    children: [new Paragraph({ children: runs(text, { size: 20, bold: isHead === true }), alignment: right === true ? AlignmentType.RIGHT : AlignmentType.LEFT })],
  });
  const line = (cells: readonly Cell[], tableHeader: boolean) => new TableRow({ children: cells.map(cellOf), cantSplit: true, tableHeader });
  return new Table({ width: { size: making.width, type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, rows: [...(head ? [line(head, true)] : []), ...rows.map((cells) => line(cells, false))] });
}

const gap = (): Paragraph => new Paragraph({ children: [], spacing: { after: 60 } });

function fields(making: Making, { title, pairs, rows }: BlockOf<'fields'>): FileChild[] {
  const lines = pairLines(rows, pairs).map((line) => line.flatMap(({ label, value }): readonly Cell[] => [{ text: label, head: true }, { text: value, ...(pairs === 2 && line.length === 1 ? { span: 3 } : {}) }]));
  return [...caption(title), table(making, pairs === 2 ? [3, 5, 3, 5] : [3, 9], lines), gap()];
}

function list(making: Making, { title, columns, rows }: BlockOf<'list'>): FileChild[] {
  const lines = rows.length === 0 ? [columns.map((_, at) => ({ text: at === 0 ? making.say.none : '' }))] : rows.map((cells) => columns.map(({ figures }, at) => ({ text: cells[at] ?? '', right: figures })));
  return [...caption(title), table(making, columns.map(({ width }) => width), lines, columns.map((column) => ({ text: column.title, head: true, right: column.figures }))), gap()];
}

function picture({ pictures, say }: Making, { title, width, file }: BlockOf<'picture'>): FileChild[] {
  const bytes = file ? pictures[file.id] : undefined;
  const size = bytes ? pictureSize(bytes) : null;
  if (!file || !bytes || !size) return [...caption(title), plain(file ? say.other(file.name) : say.noPicture, { color: PALE })];
  const wide = Math.round(Math.min(width, 160) * PX);
  return [...caption(title), new Paragraph({ children: [new ImageRun({ type: size.type, data: bytes, transformation: { width: wide, height: Math.round((wide * size.height) / size.width) }, altText: { name: file.name, title: title ?? file.name, description: title ?? file.name } })], spacing: { after: 120 } })];
}

function qr({ say }: Making, { value, text, width }: BlockOf<'qr'>): FileChild[] {
  const side = Math.round(width * PX);
  const data = qrPng(value);
  const below = text === undefined ? [] : [plain(text, { size: 20 })];
  if (!data) return [plain(say.noQr, { color: PALE }), ...below];
  return [new Paragraph({ children: [new ImageRun({ type: 'png', data, transformation: { width: side, height: side }, altText: { name: say.qr, title: say.qr, description: value } })], keepNext: text !== undefined }), ...below];
}

function seal({ say }: Making, { text, date }: BlockOf<'seal'>): FileChild[] {
  const line = (words: string, look: Look = {}) => new Paragraph({ children: runs(words, look), alignment: AlignmentType.RIGHT, keepNext: true, spacing: { after: 80 } });
  return [line(text, { size: 24 }), ...(date === undefined ? [] : [line(date, { size: 24 })]), new Paragraph({ children: runs(say.seal, { color: PALE, size: 18 }), alignment: AlignmentType.RIGHT, spacing: { after: 120 } })];
}

function childrenOf(making: Making, block: PaperBlock): FileChild[] {
  if (block.block === 'heading' || block.block === 'text') return words(making, block);
  if (block.block === 'fields') return fields(making, block);
  if (block.block === 'list') return list(making, block);
  if (block.block === 'picture') return picture(making, block);
  if (block.block === 'qr') return qr(making, block);
  if (block.block === 'seal') return seal(making, block);
  if (block.block === 'basis') return [...caption(block.title ?? making.say.basis), ...block.items.map((item, index) => plain(`${index + 1}. ${item}`, { size: 20 }))];
  return [new Paragraph({ children: [new PageBreak()] })];
}

/** The number of the sheet among all of them, as fields that the reader's program fills in. */
function sheetNumber({ locale }: Paper): TextRun {
  const children = locale === 'en' ? ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] : ['第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页'];
  return new TextRun({ children, size: 17, color: PALE });
}

/** Logo and name over a rule in the colour of the space. */
function letterhead(paper: Paper): Paragraph[] {
  if (!paper.letterhead) return [];
  const logo = drawnLogo(paper);
  const { name = '', colour = '#85888A' } = paper.letterhead;
  const height = Math.round(LOGO_MM * PX);
  return [new Paragraph({
    border: { bottom: { style: BorderStyle.SINGLE, size: 10, color: colour.slice(1), space: 6 } },
    spacing: { after: 240 },
    children: [
      ...(logo ? [new ImageRun({ type: logo.type, data: logo.bytes, transformation: { width: Math.round(height * logo.ratio), height }, altText: { name: 'logo', title: name, description: name } }), new TextRun('　')] : []),
      ...runs(name, { bold: true, size: 26 }),
    ],
  })];
}

/** A document as DOCX, to be worked on: the same parts, headings that stand again on every sheet, real text throughout. */
export async function makeDocx({ paper, pictures }: PaperJob): Promise<Buffer> {
  const say = PAPER_WORDS[paper.locale];
  const [short, long] = SIDES[paper.size];
  const wide = (paper.landscape ? long : short) - MARGIN.left - MARGIN.right;
  const making: Making = { say, pictures, width: wide, titled: false };
  const small = (text: string) => runs(text, { size: 17, color: PALE });
  const head = [paper.header, paper.synthetic ? say.synthetic : undefined].filter((part) => part !== undefined).join('　');
  const foot = `${say.number} ${paper.number}　${say.code} ${paper.code}　${say.digest} ${printedDigest(paper.digest)}　${say.made} ${printedMoment(paper.issuedAt)}`;
  const border = { style: BorderStyle.SINGLE, size: 4, color: '85888A', space: 4 };
  const document = new Document({
    title: paper.title, subject: paper.app, creator: 'Scenario Studio', lastModifiedBy: 'Scenario Studio', description: `${say.number} ${paper.number}`,
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, language: { value: paper.locale === 'en' ? 'en-GB' : 'zh-CN', eastAsia: 'zh-CN' } } },
        heading1: { run: { font: FONT, size: 40, bold: true, color: '000000' } },
        heading2: { run: { font: FONT, size: 26, bold: true, color: '000000' } },
      },
    },
    sections: [{
      properties: { page: { margin: MARGIN, size: { width: short, height: long, orientation: paper.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT } } },
      headers: { default: new Header({ children: head === '' ? [new Paragraph({})] : [new Paragraph({ children: small(head) })] }) },
      footers: { default: new Footer({ children: [
        new Paragraph({ border: { top: border }, children: [...(paper.footer === undefined ? [] : small(`${paper.footer}　`)), ...(paper.numbers ? [sheetNumber(paper)] : [])] }),
        new Paragraph({ children: runs(foot, { size: 15, color: PALE }) }),
      ] }) },
      children: paper.blocks.length === 0 ? [...letterhead(paper), plain(say.empty)] : [...letterhead(paper), ...paper.blocks.flatMap((block) => childrenOf(making, block))],
    }],
  });
  return Packer.toBuffer(document);
}
