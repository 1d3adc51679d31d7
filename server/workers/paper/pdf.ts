import { once } from 'node:events';
import { pairLines } from '../../../runtime/schema/paper.ts';
import type { Paper, PaperBlock } from '../../api/paper.ts';
import { PAPER_WORDS, printedDigest, printedMoment, type PaperJob, type PaperWords } from './paper-job.ts';
import { drawLetterhead } from './letterhead.ts';
import { drawTable, type TableCell } from './pdf-table.ts';
import { qrModules } from './qr.ts';
import { pictureSize } from './picture-size.ts';
import { MM, PALE, RULE, Sheets, type Element } from './sheet.ts';
import { unpackedBytes } from './unpacked-png.ts';

/** Pixels of one picture: a JPEG goes into the document as it is, of a PNG the library may unpack every one. */
const MOST_PIXELS = { png: 25_000_000, jpg: 200_000_000 } as const;
/** Bytes of all pictures of a document that are unpacked. */
const MOST_UNPACKED = 128 * 1_048_576;

interface Drawing {
  readonly sheets: Sheets;
  readonly root: Element;
  readonly words: PaperWords;
  readonly pictures: PaperJob['pictures'];
  /** The largest heading is the first. */
  titled: boolean;
  /** How many bytes of pictures may still be unpacked. */
  room: number;
}

type BlockOf<Kind extends PaperBlock['block']> = Extract<PaperBlock, { readonly block: Kind }>;

/** Draws something as one element of the document. */
function within(drawing: Drawing, tag: string, draw: (element: Element) => void, options: { readonly alt?: string } = {}): void {
  const element = drawing.sheets.struct(tag, options);
  draw(element);
  element.end();
  drawing.root.add(element);
}

function words(drawing: Drawing, { block, text, align }: BlockOf<'heading' | 'text'>): void {
  const { sheets } = drawing;
  if (block === 'text') return within(drawing, 'P', (element) => sheets.paragraph(text, { size: 11, align: align ?? 'left' }, { element, tag: 'P' }));
  const tag = drawing.titled ? 'H2' : 'H1';
  const style = drawing.titled ? { size: 13, weight: 700 as const, align: align ?? ('left' as const) } : { size: 20, weight: 700 as const, align: align ?? ('center' as const) };
  drawing.titled = true;
  sheets.need(sheets.lineHeight(style) + 40);
  within(drawing, tag, (element) => sheets.paragraph(text, style, { element, tag }, tag === 'H1' ? 12 : 6));
}

function caption(drawing: Drawing, title: string | undefined): void {
  if (title === undefined) return;
  drawing.sheets.need(60);
  within(drawing, 'P', (element) => drawing.sheets.paragraph(title, { size: 11, weight: 700 }, { element, tag: 'P' }, 2));
}

function fields(drawing: Drawing, { title, pairs, rows }: BlockOf<'fields'>): void {
  caption(drawing, title);
  const lines = pairLines(rows, pairs).map((line) => line.flatMap(({ label, value }): readonly TableCell[] => [{ text: label, head: true }, { text: value, ...(pairs === 2 && line.length === 1 ? { span: 3 } : {}) }]));
  drawTable(drawing.sheets, drawing.root, { widths: pairs === 2 ? [3, 5, 3, 5] : [3, 9], rows: lines });
}

function list(drawing: Drawing, { title, columns, rows }: BlockOf<'list'>): void {
  caption(drawing, title);
  const line = (cells: readonly string[]): readonly TableCell[] => columns.map(({ figures }, at) => ({ text: cells[at] ?? '', right: figures }));
  drawTable(drawing.sheets, drawing.root, { widths: columns.map(({ width }) => width), head: columns.map((column) => ({ text: column.title, head: true, right: column.figures })), rows: rows.length === 0 ? [columns.map((_, at) => ({ text: at === 0 ? drawing.words.none : '' }))] : rows.map(line) });
}

/** A note in place of what cannot be drawn. */
function note(drawing: Drawing, text: string): void {
  within(drawing, 'P', (element) => drawing.sheets.paragraph(text, { size: 10, colour: PALE }, { element, tag: 'P' }));
}

interface OpenImage {
  readonly width: number;
  readonly height: number;
}

/** Whether a picture is sound and small enough to be given to the library. */
function isDrawable(drawing: Drawing, bytes: Uint8Array): boolean {
  const size = pictureSize(bytes);
  if (!size || size.width * size.height > MOST_PIXELS[size.type]) return false;
  const unpacked = size.type === 'png' ? unpackedBytes(bytes, drawing.room) : 0;
  drawing.room -= unpacked ?? 0;
  return unpacked !== null;
}

/** The library reads a picture once and draws it as often as wanted; its types leave that out. @throws what is wrong with the picture */
function openImage({ pdf }: Sheets, bytes: Uint8Array): OpenImage {
  return (pdf as unknown as { readonly openImage: (bytes: Buffer) => OpenImage }).openImage(Buffer.from(bytes));
}

function picture(drawing: Drawing, { title, width, file }: BlockOf<'picture'>): void {
  const { sheets, pictures, words: say } = drawing;
  caption(drawing, title);
  if (!file) return note(drawing, say.noPicture);
  const bytes = pictures[file.id];
  if (!bytes || !isDrawable(drawing, bytes)) return note(drawing, say.other(file.name));
  try {
    const image = openImage(sheets, bytes);
    const wide = Math.min(width * MM, sheets.width);
    const scale = Math.min(1, (sheets.bottom - sheets.top) / ((wide * image.height) / image.width));
    const [w, h] = [wide * scale, ((wide * image.height) / image.width) * scale];
    sheets.need(h);
    within(drawing, 'Figure', (element) => sheets.tagged({ element, tag: 'Figure' }, () => sheets.pdf.image(image as unknown as Buffer, sheets.left, sheets.y, { width: w, height: h })), { alt: title ?? file.name });
    sheets.y += h + 8;
  } catch {
    note(drawing, say.other(file.name));
  }
}

function qr(drawing: Drawing, { value, text, width }: BlockOf<'qr'>): void {
  const { sheets } = drawing;
  const modules = qrModules(value);
  if (!modules) {
    note(drawing, drawing.words.noQr);
    if (text !== undefined) within(drawing, 'P', (element) => sheets.paragraph(text, { size: 10 }, { element, tag: 'P' }));
    return;
  }
  const side = Math.min(width * MM, sheets.width);
  const step = side / modules.length;
  const told = text === undefined ? [] : sheets.lines(text, sheets.width - side - 12, { size: 10 });
  sheets.need(side);
  within(drawing, 'Figure', (element) => sheets.tagged({ element, tag: 'Figure' }, () => {
    sheets.pdf.rect(sheets.left, sheets.y, side, side).fill('#ffffff');
    for (const [y, row] of modules.entries()) for (const [x, on] of row.entries()) if (on) sheets.pdf.rect(sheets.left + x * step, sheets.y + y * step, step + 0.05, step + 0.05);
    sheets.pdf.fill('#000000');
  }), { alt: `${drawing.words.qr}: ${value}` });
  if (told.length > 0) within(drawing, 'P', (element) => told.forEach((line, at) => sheets.tagged({ element, tag: 'P' }, () => sheets.line(line, sheets.left + side + 12, sheets.y + (side - told.length * 15.5) / 2 + at * 15.5, sheets.width - side - 12, { size: 10 }))));
  sheets.y += Math.max(side, told.length * 15.5) + 8;
}

/** The organisation and the day at the right, with a circle that says where the seal goes. */
function seal(drawing: Drawing, { text, date }: BlockOf<'seal'>): void {
  const { sheets, words: say } = drawing;
  const [side, wide] = [42 * MM, 78 * MM];
  sheets.need(side + 8);
  const x = sheets.left + sheets.width - wide;
  const top = sheets.y;
  sheets.artifact(() => {
    sheets.pdf.lineWidth(0.8).dash(4, { space: 3 }).circle(x + wide / 2, top + side / 2, side / 2).stroke(RULE).undash();
    sheets.line(say.seal, x, top + side - 26, wide, { size: 9, align: 'center', colour: PALE });
  });
  const lines = [...sheets.lines(text, wide, { size: 12 }), ...(date === undefined ? [] : [date])];
  const height = sheets.lineHeight({ size: 12 });
  within(drawing, 'P', (element) => lines.forEach((line, at) => sheets.tagged({ element, tag: 'P' }, () => sheets.line(line, x, top + side / 2 - (lines.length * height) / 2 + at * height - 4, wide, { size: 12, align: 'center' }))));
  sheets.y = top + side + 8;
}

function basis(drawing: Drawing, { title, items }: BlockOf<'basis'>): void {
  const { sheets } = drawing;
  caption(drawing, title ?? drawing.words.basis);
  for (const [index, item] of items.entries()) within(drawing, 'P', (element) => sheets.paragraph(`${index + 1}. ${item}`, { size: 10 }, { element, tag: 'P' }, 1));
  sheets.y += 6;
}

function draw(drawing: Drawing, block: PaperBlock): void {
  if (block.block === 'heading' || block.block === 'text') return words(drawing, block);
  if (block.block === 'fields') return fields(drawing, block);
  if (block.block === 'list') return list(drawing, block);
  if (block.block === 'picture') return picture(drawing, block);
  if (block.block === 'qr') return qr(drawing, block);
  if (block.block === 'seal') return seal(drawing, block);
  if (block.block === 'basis') return basis(drawing, block);
  return drawing.sheets.turn();
}

/** Heads and feet of every sheet, which are no content: a reader of the screen hears them once, from the record of the document. */
function frame(sheets: Sheets, paper: Paper, say: PaperWords): void {
  const { start, count } = sheets.pdf.bufferedPageRange();
  const { left, width, pdf } = sheets;
  const small = { size: 8.5, colour: PALE };
  const [mark, digest] = [`${say.number} ${paper.number}　${say.code} ${paper.code}`, `${say.digest} ${printedDigest(paper.digest)}`];
  const made = `${say.made} ${printedMoment(paper.issuedAt)}`;
  const tiny = { ...small, size: 7.5 };
  // A small sheet has no room for all of it on one line.
  const isNarrow = sheets.lines(`${mark}　${digest}　${made}`, width, tiny).length > 1;
  for (let at = start; at < start + count; at += 1) {
    pdf.switchToPage(at);
    pdf.markContent('Artifact', { type: 'Pagination' });
    const end = pdf.page.height;
    if (paper.header !== undefined) sheets.line(sheets.lines(paper.header, width * 0.7, small)[0] ?? '', left, 11 * MM, width, small);
    if (paper.synthetic) sheets.line(say.synthetic, left, 11 * MM, width, { ...small, align: 'right' });
    pdf.lineWidth(0.5).moveTo(left, end - 20 * MM).lineTo(left + width, end - 20 * MM).stroke(RULE);
    if (paper.footer !== undefined) sheets.line(sheets.lines(paper.footer, width * 0.7, small)[0] ?? '', left, end - 18.5 * MM, width, small);
    if (paper.numbers) sheets.line(say.sheet(at - start + 1, count), left, end - 18.5 * MM, width, { ...small, align: 'right' });
    sheets.line(isNarrow ? mark : `${mark}　${digest}`, left, end - 14 * MM, width, tiny);
    if (isNarrow) sheets.line(digest, left, end - 10.5 * MM, width, tiny);
    sheets.line(made, left, end - 14 * MM, width, { ...tiny, align: 'right' });
    pdf.endMarkedContent();
  }
}

/** A document as PDF: tagged, with its language and title, and with the characters it uses embedded. @throws SCN_PAPER_PAGES */
export async function makePdf({ paper, pictures }: PaperJob): Promise<Buffer> {
  const sheets = new Sheets(paper);
  const chunks: Buffer[] = [];
  sheets.pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(sheets.pdf, 'end');
  const say = PAPER_WORDS[paper.locale];
  const root = sheets.struct('Document');
  sheets.pdf.addStructure(root);
  const drawing: Drawing = { sheets, root, words: say, pictures, titled: false, room: MOST_UNPACKED };
  drawLetterhead(sheets, paper);
  if (paper.blocks.length === 0) note(drawing, say.empty);
  for (const block of paper.blocks) draw(drawing, block);
  root.end();
  frame(sheets, paper, say);
  sheets.pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
