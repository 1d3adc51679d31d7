import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readSheets } from '../../../../builder/src/designer/table/import/read-sheets.ts';
import { readDmn } from '../../../../runtime/dmn/read-dmn.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const codeOf = async (bytes: Uint8Array): Promise<unknown> => readSheets({ name: 'a.xlsx', bytes }).then((sheets) => `taken: ${JSON.stringify(sheets.map(({ rows }) => rows)).slice(0, 80)}`, (error: unknown) => (error as { readonly code: string }).code);
const whole = async () => writeXlsx({ sheets: [{ name: 'a', rows: [['品名', '限价'], ...Array.from({ length: 200 }, (_, n) => [`第${n}种`, n])] }] });

/** CRC-32 as ZIP has it. */
function crc(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xed_b8_83_20 : 0);
  }
  return ~sum >>> 0;
}

/** A ZIP of texts, not compressed. */
function zip(files: Readonly<Record<string, string>>): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, body] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04_03_4b_50, 0);
    head.writeUInt32LE(crc(body), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(body.length, 22);
    head.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02_01_4b_50, 0);
    head.copy(entry, 16, 14, 26);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(head, path, body);
    central.push(entry, path);
    at += 30 + path.length + body.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, list, end]));
}

const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PARTS = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/workbook.xml': `<workbook xmlns="${NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${NS}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`,
};
const without = (name: keyof typeof PARTS) => zip(Object.fromEntries(Object.entries(PARTS).filter(([part]) => part !== name)));
const withSheet = (xml: string) => zip({ ...PARTS, 'xl/worksheets/sheet1.xml': xml });

describe('a workbook broken in many ways', () => {
  it('is read when it is whole', async () => {
    expect(await codeOf(zip(PARTS))).toBe('taken: [[["x"]]]');
  });

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    ['cut in the middle', 'SCN_TABLE_FILE_BROKEN', async () => (await whole()).subarray(0, 2000)],
    ['cut before its list of parts', 'SCN_TABLE_FILE_BROKEN', async () => (await whole()).subarray(0, -30)],
    ['with bytes changed in its sheet', 'SCN_TABLE_FILE_BROKEN', async () => { const bytes = (await whole()).slice(); bytes.fill(0xff, 200, 1200); return bytes; }],
    ['with its list of parts elsewhere', 'SCN_TABLE_FILE_BROKEN', async () => { const bytes = (await whole()).slice(); new DataView(bytes.buffer, bytes.byteOffset).setUint32(bytes.length - 6, 7, true); return bytes; }],
    ['without a workbook', 'SCN_TABLE_FILE_BROKEN', () => without('xl/workbook.xml')],
    ['without its sheet', 'SCN_TABLE_FILE_BROKEN', () => without('xl/worksheets/sheet1.xml')],
    ['without relations', 'SCN_TABLE_FILE_BROKEN', () => without('xl/_rels/workbook.xml.rels')],
    ['whose sheet is no XML', 'SCN_TABLE_FILE_EMPTY', () => withSheet('{"a": 1}')],
    ['whose sheet ends in the middle of a tag', 'SCN_TABLE_FILE_BROKEN', () => withSheet(`<worksheet xmlns="${NS}"><sheetData><row r="1"><c r="A1`)],
    ['whose sheet is empty', 'SCN_TABLE_FILE_EMPTY', () => withSheet(`<worksheet xmlns="${NS}"><sheetData/></worksheet>`)],
    ['whose text is not in the list of texts', 'SCN_TABLE_FILE_EMPTY', () => withSheet(`<worksheet xmlns="${NS}"><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>`)],
    ['with a cell beyond every sheet', 'SCN_TABLE_FILE_BROKEN', () => withSheet(`<worksheet xmlns="${NS}"><sheetData><row r="1"><c r="ZZZZZZ1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`)],
    ['that is another kind of ZIP', 'SCN_TABLE_FILE_BROKEN', () => zip({ 'word/document.xml': '<w:document/>' })],
    ['that is a page of HTML', 'SCN_TABLE_FILE_BROKEN', () => utf8('<html><body><table><tr><td>x</td></tr></table></body></html>')],
    ['that is a picture', 'SCN_TABLE_FILE_BROKEN', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['with a password', 'SCN_TABLE_FILE_OLD', () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ])('%s is refused with %s', async (_, code, make) => {
    expect(await codeOf(await make())).toBe(code);
  });

  it('asks for nothing of the reader: what an entity stands for is not looked up', async () => {
    const xml = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet xmlns="${NS}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`;
    expect(await codeOf(withSheet(xml))).toBe('taken: [[["&a;"]]]');
  });
});

interface Told {
  readonly code: string;
  readonly words: { readonly 'zh-CN': string; readonly en: string };
}
const toldOf = async (name: string, content: string): Promise<Told | string> => readSheets({ name, bytes: utf8(content) }, { most: 100 }).then((sheets) => `taken: ${JSON.stringify(sheets.map(({ rows }) => rows))}`, (error: unknown) => error as Told);

describe('a text file broken in many ways', () => {
  it.each<[string, string, string, string, number?]>([
    ['a quote that never ends', 'a.csv', 'SCN_DATA_FILE_QUOTE', '编号,说明\nA,好\nB,"坏\nC,好\n', 3],
    ['a quote that never ends, in the headings', 'a.csv', 'SCN_DATA_FILE_QUOTE', '"编号,说明\nA,好\n', 1],
    ['a quote that never ends, between tabs', 'a.tsv', 'SCN_DATA_FILE_QUOTE', '编号\t说明\nA\t"坏\n', 2],
    ['a quote that never ends, after a line break in a cell', 'a.csv', 'SCN_DATA_FILE_QUOTE', '编号,说明\nA,"一\n二"\nB,"坏', 4],
    ['nothing', 'a.csv', 'SCN_TABLE_FILE_EMPTY', ''],
    ['blank lines only', 'a.csv', 'SCN_TABLE_FILE_EMPTY', '\n\n  \n'],
    ['a page of HTML', 'a.csv', 'SCN_TABLE_FILE_BROKEN', '<!doctype html><html>'],
    ['XML', 'a.csv', 'SCN_TABLE_FILE_BROKEN', '<?xml version="1.0"?><rows/>'],
    ['zero bytes', 'a.csv', 'SCN_TABLE_FILE_BROKEN', 'a,b\n\u0000,1\n'],
    ['more columns than a table has', 'a.csv', 'SCN_TABLE_FILE_COLUMNS', `${Array.from({ length: 300 }, (_, n) => `c${n}`).join(',')}\n`],
    ['more rows than are read', 'a.csv', 'SCN_DATA_FILE_ROWS', `a\n${'1\n'.repeat(500)}`],
    ['JSON cut in a text', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', '[\n{"a": 1},\n{"a": "x', 3],
    ['JSON cut between rows', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', '[{"a": 1},', 1],
    ['JSON with a comma too many', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', '[{"a": 1},\n]'],
    ['JSON with single quotes', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', "[{'a': 1}]", 1],
    ['JSON with a comment', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', '[ // rows\n{"a": 1}]'],
    ['one object', 'a.json', 'SCN_DATA_FILE_JSON', '{"a": 1}'],
    ['a list of lists', 'a.json', 'SCN_DATA_FILE_JSON', '[["a"]]'],
    ['a list with nothing in a place', 'a.json', 'SCN_DATA_FILE_JSON', '[{"a": 1}, null]'],
    ['a word', 'a.json', 'SCN_DATA_FILE_JSON', '"rows"'],
    ['CSV under the name of JSON', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', 'a,b\n1,2\n'],
    ['nothing under the name of JSON', 'a.json', 'SCN_DATA_FILE_JSON_BROKEN', '', 1],
  ])('is refused with what and where, in both languages: %s', async (_what, name, code, content, line) => {
    const told = await toldOf(name, content);
    expect(typeof told === 'string' ? told : told.code).toBe(code);
    const { words } = told as Told;
    expect([/\p{Script=Han}/u.test(words['zh-CN']), /\p{Script=Han}/u.test(words.en), /position|Unexpected/.test(words['zh-CN'])]).toEqual([true, false, false]);
    if (line !== undefined) expect([words['zh-CN'].includes(`第 ${line} 行`), words.en.includes(`line ${line}`)]).toEqual([true, true]);
  });

  it('quotes within a cell, and two of them within quotes, are no fault', async () => {
    expect(await toldOf('a.csv', '编号,说明\nA,5" 管\nB,"说""好"""\n')).toMatch(/^taken: .*说\\"好\\"/);
  });
});

const NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const dmn = (body: string, namespace = NAMESPACE) => `<?xml version="1.0"?><definitions xmlns="${namespace}" name="m" namespace="n" id="m">${body}</definitions>`;

describe('a DMN file broken in many ways', () => {
  it.each([
    ['an empty file', 'SCN_DMN_XML', ''],
    ['JSON', 'SCN_DMN_XML', '{"definitions": []}'],
    ['another vocabulary', 'SCN_DMN_NOT_DMN', dmn('', 'urn:other')],
    ['a tag that is not closed', 'SCN_DMN_XML', dmn('<decision id="d" name="D"><variable name="D">')],
    ['tags that cross', 'SCN_DMN_XML', dmn('<decision id="d" name="D"><variable></decision></variable>')],
    ['cut in the middle', 'SCN_DMN_XML', dmn('<decision id="d" name="D"/>').slice(0, 120)],
    ['an entity', 'SCN_DMN_DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${dmn('&b;')}`],
    ['too deep', 'SCN_DMN_TOO_DEEP', dmn('<decision>'.repeat(300) + '</decision>'.repeat(300))],
    ['too large', 'SCN_DMN_TOO_LARGE', dmn('x'.repeat(30_000_000))],
    ['a binary', 'SCN_DMN_XML', '\u0000\u0001\u0002PK'],
  ])('%s is refused with %s', async (_, code, xml) => {
    const { model, problems } = await readDmn(xml);
    expect([model, problems[0]?.code]).toEqual([null, code]);
  });
});
