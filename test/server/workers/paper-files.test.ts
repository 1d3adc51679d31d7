import { unzipSync, strFromU8 } from 'fflate';
import { deflateSync, inflateSync } from 'node:zlib';
import decodeQr from 'qr/decode.js';
import { Parser } from 'saxen';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { pairLines } from '../../../runtime/schema/paper.ts';
import type { Paper, PaperBlock } from '../../../server/api/paper.ts';
import { greyPng } from '../../../server/services/public/png.ts';
import { makeDocx } from '../../../server/workers/paper/docx.ts';
import { breakLines, pieces } from '../../../server/workers/paper/lines.ts';
import { MOST_PAGES } from '../../../server/workers/paper/paper-job.ts';
import { makePdf } from '../../../server/workers/paper/pdf.ts';
import { pictureSize } from '../../../server/workers/paper/picture-size.ts';
import { Typeface } from '../../../server/workers/paper/typeface.ts';

const VERIFY = 'https://studio.example/portal/verify#20261129-ABCD1234.ABCDE12345';
const rows = (count: number) => Array.from({ length: count }, (_, index) => [String(index + 1), `项目${index + 1}`, `${index}.50 元`]);
const list = (count: number): PaperBlock => ({ block: 'list', title: '明细', columns: [{ title: '序号', width: 1, figures: true }, { title: '检查项目', width: 4, figures: false }, { title: '金额', width: 2, figures: true }], rows: rows(count) });
const BLOCKS: readonly PaperBlock[] = [
  { block: 'heading', text: '检查检验结果互认告知书' },
  { block: 'text', text: '患者王小明，原检查在有效期内。\nSecond paragraph.' },
  { block: 'fields', title: '情况', pairs: 2, rows: [{ label: '姓名', value: '王小明' }, { label: '节省', value: '180.00 元' }, { label: '说明', value: '图像质量合格，与本次诊疗需要相符，不再重复检查；原检查由省质控中心评为合格。' }] },
  list(60),
  { block: 'picture', title: '签名', width: 30, file: { id: 'f-1', name: 'sign.png', type: 'image/png' } },
  { block: 'picture', width: 30, file: { id: 'f-2', name: '心电图.pdf', type: 'application/pdf' } },
  { block: 'basis', title: '依据', items: ['《办法》第八条'] },
  { block: 'qr', value: VERIFY, text: '扫码核验', width: 30 },
  { block: 'seal', text: '杭州市第一人民医院', date: '2026年11月29日' },
];
const paper = (blocks: readonly PaperBlock[], more: Partial<Paper> = {}): Paper => ({
  id: 'notice', title: '检查检验结果互认告知书', app: '浙医互认', locale: 'zh-CN', size: 'A4', landscape: false, header: '杭州市第一人民医院', footer: '一式两份', numbers: true, synthetic: true,
  blocks: [...blocks], number: '20261129-ABCD1234', code: 'ABCDE12345', digest: '0123456789abcdef'.repeat(4), issuedAt: '2026-11-29T12:00:00.000Z', verify: VERIFY, ...more,
});
const PICTURES = { 'f-1': greyPng(40, 20, new Uint8Array(800).fill(120)) };
const pdfOf = (blocks: readonly PaperBlock[], more: Partial<Paper> = {}) => makePdf({ format: 'pdf', paper: paper(blocks, more), pictures: PICTURES });
/** Text by sheet, without the spaces that extraction puts between pieces. */
async function sheetsOf(pdf: Buffer): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((sheet) => sheet.replaceAll(/\s+/g, ''));
}

/** A picture as somebody may forge it: the header says one thing, the rest another. */
function forged({ width, height, colour = 6, interlace = 0, rows, second = false }: { readonly width: number; readonly height: number; readonly colour?: number; readonly interlace?: number; readonly rows: Buffer; readonly second?: boolean }): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const [length, end] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, end]);
  };
  const header = (wide: number) => {
    const data = Buffer.alloc(13);
    data.writeUInt32BE(wide, 0);
    data.writeUInt32BE(height, 4);
    data.set([8, colour, 0, 0, interlace], 8);
    return chunk('IHDR', data);
  };
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), header(width), ...(second ? [header(1_000_000)] : []), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** Reads a code as a phone would: from its black squares alone. */
function decodeSquares(dark: (x: number, y: number) => boolean, side: number): string {
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y += 1) for (let x = 0; x < side; x += 1) data.set(dark(x, y) ? [0, 0, 0, 255] : [255, 255, 255, 255], (y * side + x) * 4);
  return decodeQr({ width: side, height: side, data });
}

/** The streams of a PDF, unpacked. */
function streamsOf(pdf: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at);
    try {
      found.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // Fonts and pictures are packed in other ways.
    }
  }
  return found;
}

describe('a document as PDF', () => {
  it('says every value, with Chinese in embedded fonts, and names the sheets', async () => {
    const pdf = await pdfOf(BLOCKS);
    const sheets = await sheetsOf(pdf);
    const all = sheets.join('');
    for (const text of ['检查检验结果互认告知书', '患者王小明，原检查在有效期内。', 'Secondparagraph.', '180.00元', '图像质量合格，与本次诊疗需要相符，不再重复检查；原检查由省质控中心评为合格。', '《办法》第八条', '扫码核验', '杭州市第一人民医院', '2026年11月29日', '（图片“心电图.pdf”的格式不能放进文书）']) expect(all).toContain(text);
    for (const cells of rows(60)) expect(all).toContain(cells.join('').replaceAll(' ', ''));
    for (const [index, sheet] of sheets.entries()) {
      expect(sheet).toContain(`第${index + 1}页，共${sheets.length}页`);
      expect(sheet).toContain('编号20261129-ABCD1234');
      expect(sheet).toContain('内容摘要0123456789abcdef');
      expect(sheet).toContain('合成数据，仅供演示');
    }
  });

  it('says the headings of a table again on every sheet', async () => {
    const sheets = await sheetsOf(await pdfOf([list(60)]));
    expect(sheets.length).toBeGreaterThan(1);
    expect(sheets.map((sheet) => sheet.includes('序号检查项目金额'))).toEqual(sheets.map(() => true));
  });

  it('has a title, a language and a tree of tags, and no font outside of it', async () => {
    const pdf = await pdfOf(BLOCKS);
    const proxy = await getDocumentProxy(new Uint8Array(pdf));
    const { info } = await getMeta(proxy);
    expect([info['Title'], info['Language'], (await proxy.getMarkInfo())?.Marked]).toEqual(['检查检验结果互认告知书', 'zh-CN', true]);
    const tags: string[] = [];
    const walk = (node: { readonly role?: string; readonly children?: readonly unknown[] }): void => {
      if (node.role) tags.push(node.role);
      for (const child of node.children ?? []) walk(child as { readonly role?: string });
    };
    walk(await (await proxy.getPage(1)).getStructTree());
    for (const tag of ['Document', 'H1', 'P', 'Table', 'TR', 'TH', 'TD']) expect(tags).toContain(tag);
    const fonts = pdf.toString('latin1').match(/\/BaseFont \/[^\s/]+/g) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/\/[A-Z]{6}\+NotoSansSC/);
  });

  it('shows what no font has by its number, never as an empty box', async () => {
    const [sheet = ''] = await sheetsOf(await pdfOf([{ block: 'text', text: '\u{20BB7}野家 😀 龘①→㎡ Ａ\u{FE0F}\u0007\u{202E}' }]));
    expect(sheet).toContain('〔U+20BB7〕野家');
    expect(sheet).toContain('〔U+1F600〕');
    expect(sheet).toContain('龘①→');
    for (const char of ['\u{FE0F}', '\u0007', '\u{202E}', '\u{FFFD}']) expect(sheet).not.toContain(char);
  });

  it('carries a code that leads where it should', async () => {
    const stream = streamsOf(await pdfOf([{ block: 'qr', value: VERIFY, width: 30 }])).find((one) => (one.match(/ re\n/g) ?? []).length > 200) ?? '';
    const squares = [...stream.matchAll(/([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re\n/g)].map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number]);
    const [field, ...dark] = squares;
    const [left, top, side] = field ?? [0, 0, 0, 0];
    const found = dark.filter(([, , w]) => w < side / 10);
    const scale = 300 / side;
    expect(decodeSquares((x, y) => found.some(([sx, sy, w, h]) => (x + 0.5) / scale >= sx - left && (x + 0.5) / scale < sx - left + w && (y + 0.5) / scale >= sy - top && (y + 0.5) / scale < sy - top + h), 300)).toBe(VERIFY);
  });

  it('says so where no code can be made of a value, in either kind of file', async () => {
    for (const value of ['长'.repeat(777), 'x'.repeat(2001), '\u{D800}']) {
      const blocks = [{ block: 'qr' as const, value, text: '扫码核验', width: 30 }];
      const [sheet = ''] = await sheetsOf(await pdfOf(blocks));
      expect([sheet.includes('（这个值做不成二维码：最多2000字节）'), sheet.includes('扫码核验')]).toEqual([true, true]);
      const xml = strFromU8(unzipSync(await makeDocx({ format: 'docx', paper: paper(blocks, { locale: 'en' }), pictures: {} }))['word/document.xml'] ?? new Uint8Array());
      expect([xml.includes('No QR code can be made of this value'), xml.includes('扫码核验'), xml.includes('<w:drawing>')]).toEqual([true, true, false]);
    }
  });

  it('holds a picture with transparency or interlacing, and names one that is broken or too large instead of failing', async () => {
    const block: PaperBlock = { block: 'picture', width: 30, file: { id: 'f-1', name: 'sign.png', type: 'image/png' } };
    const drawn = async (picture: Buffer) => {
      const pdf = await makePdf({ format: 'pdf', paper: paper([block]), pictures: { 'f-1': picture } });
      return [pdf.toString('latin1').includes('/Subtype /Image'), (await sheetsOf(pdf)).join('').includes('（图片“sign.png”的格式不能放进文书）')];
    };
    const row = Buffer.alloc(8 * 4 + 1);
    const rows = (of: Buffer, count: number) => deflateSync(Buffer.concat(Array.from({ length: count }, () => of)));
    const sound = rows(row, 8);
    // 8 × 8 pixels in seven passes: 1, 1, 2 × 1, 2 × 2, 4 × 2, 4 × 4 and 8 × 4 of them.
    const passes = deflateSync(Buffer.alloc(64 * 4 + 1 + 1 + 1 + 2 + 2 + 4 + 4));
    expect([await drawn(forged({ width: 8, height: 8, rows: sound })), await drawn(forged({ width: 8, height: 8, interlace: 1, rows: passes })), await drawn(Buffer.from(PICTURES['f-1']))]).toEqual([[true, false], [true, false], [true, false]]);
    const broken = [
      forged({ width: 30_000, height: 30_000, rows: sound }), forged({ width: 4_000_000_000, height: 4_000_000_000, rows: sound }), forged({ width: 0, height: 8, rows: sound }), forged({ width: 8, height: 8, rows: sound, second: true }),
      forged({ width: 8, height: 8, rows: Buffer.from('no such stream') }), forged({ width: 8, height: 8, rows: sound.subarray(0, 10) }), forged({ width: 8, height: 8, rows: rows(row, 4) }), forged({ width: 8, height: 8, rows: rows(row, 100_000) }), forged({ width: 8, height: 8, rows: rows(Buffer.alloc(row.length, 9), 8) }),
      forged({ width: 8, height: 8, colour: 5, rows: sound }), forged({ width: 8, height: 8, interlace: 2, rows: sound }), forged({ width: 8, height: 8, rows: sound }).subarray(0, 60), Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 0, 0, 0]),
    ];
    for (const [index, picture] of broken.entries()) expect([index, await drawn(picture)]).toEqual([index, [false, true]]);
  });

  it('stops at 200 sheets with a coded error', async () => {
    await expect(pdfOf(Array.from({ length: MOST_PAGES }, () => ({ block: 'break' as const })))).rejects.toMatchObject({ code: 'SCN_PAPER_PAGES', details: { most: 200 } });
    expect((await sheetsOf(await pdfOf(Array.from({ length: MOST_PAGES - 1 }, () => ({ block: 'break' as const }))))).length).toBe(200);
  });

  it('goes on over sheets with a cell that no sheet can hold, and loses nothing', async () => {
    const long = Array.from({ length: 400 }, (_, index) => `第${index}句话。`).join('');
    const all = (await sheetsOf(await pdfOf([{ block: 'fields', pairs: 1, rows: [{ label: '经过', value: long }] }], { size: 'A5' }))).join('');
    for (let index = 0; index < 400; index += 1) expect(all).toContain(`第${index}句`);
  });
});

describe('a document as DOCX', () => {
  it('opens: sound XML with the text, headings that stand again, numbers of sheets, and the code as a picture', async () => {
    const files = unzipSync(await makeDocx({ format: 'docx', paper: paper(BLOCKS), pictures: PICTURES }));
    for (const [name, bytes] of Object.entries(files)) {
      if (!/\.(xml|rels)$/.test(name)) continue;
      const errors: unknown[] = [];
      new Parser().on('error', (error) => errors.push(error)).on('warn', (warning) => errors.push(warning)).parse(strFromU8(bytes));
      expect([name, errors]).toEqual([name, []]);
    }
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const text = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, words]) => words).join('');
    for (const words of ['检查检验结果互认告知书', '患者王小明，原检查在有效期内。', '180.00 元', '项目60', '杭州市第一人民医院', '（图片“心电图.pdf”的格式不能放进文书）']) expect(text).toContain(words);
    expect(xml).toContain('<w:tblHeader/>');
    expect(Object.entries(files).filter(([name]) => /footer\d*\.xml$/.test(name)).map(([, bytes]) => strFromU8(bytes)).join('')).toMatch(/NUMPAGES/);
    const codes = Object.entries(files).filter(([name]) => name.startsWith('word/media/')).map(([, bytes]) => bytes).filter((bytes) => (pictureSize(bytes)?.width ?? 0) > 100);
    expect(codes).toHaveLength(1);
    const side = pictureSize(codes[0] ?? new Uint8Array())?.width ?? 0;
    const png = Buffer.from(codes[0] ?? new Uint8Array());
    const data = inflateSync(png.subarray(png.indexOf('IDAT') + 4, png.length - 16));
    expect(decodeSquares((x, y) => data[y * (side + 1) + 1 + x] === 0, side)).toBe(VERIFY);
  });
});

describe('lines', () => {
  it('begin with no sign that ends something and end with none that begins something', () => {
    expect(pieces('好。（王）《法》ok then')).toEqual(['好。', '（王）', '《法》', 'ok ', 'then']);
    const lines = breakLines('一二三四，五六七八（九）十。', 4, () => 1);
    expect(lines.join('')).toBe('一二三四，五六七八（九）十。');
    for (const line of lines) expect(line).not.toMatch(/^[，。）]|（$/);
    expect(breakLines('abcdefghij', 4, () => 1)).toEqual(['abcd', 'efgh', 'ij']);
    expect(breakLines('a\n\nb', 4, () => 1)).toEqual(['a', '', 'b']);
  });

  it('take short pairs beside each other and long ones alone', () => {
    const short = { value: '短' };
    const long = { value: '长'.repeat(30) };
    expect(pairLines([short, short, long, short], 2).map((line) => line.length)).toEqual([2, 1, 1]);
    expect(pairLines([short, short], 1).map((line) => line.length)).toEqual([1, 1]);
  });

  it('know how wide Chinese and Latin are', () => {
    const type = new Typeface();
    expect(type.width('国', 400)).toBe(1);
    expect(type.width('i', 400)).toBeLessThan(0.5);
    expect(type.stretches('国①', 400).map(({ text }) => text)).toEqual(['国', '①']);
  });
});
