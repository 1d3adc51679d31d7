import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../../builder/src/designer/table/import/export-sheet.ts';
import { readSheets } from '../../../../builder/src/designer/table/import/read-sheets.ts';
import { writeWorkbook } from '../../../../builder/src/designer/table/import/write-workbook.ts';
import { zipSize } from '../../../../builder/src/designer/table/import/zip-size.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (bytes: Uint8Array, name = 'a.xlsx') => readSheets({ name, bytes });
const codeOf = async (bytes: Uint8Array): Promise<unknown> => read(bytes).then(() => 'taken', (error: unknown) => (error as { readonly code: string }).code);

/** A workbook whose only sheet is `xml`; `declared` is the size its header claims. */
async function forged(xml: Uint8Array, declared: number): Promise<Uint8Array> {
  const honest = await writeXlsx({ sheets: [{ name: 'a', rows: [['x']] }] });
  const packed = deflateRawSync(xml);
  const name = utf8('xl/worksheets/sheet1.xml');
  const view = new DataView(honest.buffer, honest.byteOffset, honest.byteLength);
  let at = honest.length - 22;
  const [count, list] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
  const local = new Uint8Array(30 + name.length);
  const head = new DataView(local.buffer);
  [[0, 0x04034b50], [18, packed.length], [22, declared]].forEach(([offset = 0, value = 0]) => head.setUint32(offset, value, true));
  head.setUint16(8, 8, true);
  head.setUint16(26, name.length, true);
  local.set(name, 30);
  const central = honest.slice(list, at);
  const entries = new DataView(central.buffer);
  at = 0;
  for (let index = 0; index < count; index += 1) {
    const length = entries.getUint16(at + 28, true);
    if (new TextDecoder().decode(central.subarray(at + 46, at + 46 + length)) === 'xl/worksheets/sheet1.xml') {
      entries.setUint16(at + 10, 8, true);
      entries.setUint32(at + 20, packed.length, true);
      entries.setUint32(at + 24, declared, true);
      entries.setUint32(at + 42, list, true);
    }
    at += 46 + length + entries.getUint16(at + 30, true) + entries.getUint16(at + 32, true);
  }
  const end = honest.slice(-22);
  new DataView(end.buffer).setUint32(16, list + local.length + packed.length, true);
  return new Uint8Array([...honest.subarray(0, list), ...local, ...packed, ...central, ...end]);
}

describe('a file of rules', () => {
  it('is read from XLSX as it is seen: days, yes and no, merged cells in all their places', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: '规则', rows: [['年龄', '日期', '本市'], ['≥18', new Date(Date.UTC(2022, 0, 5)), true], [null, 18.5, false], [null, null, null]], merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }] }, { name: '空', rows: [] }] });
    expect(await read(bytes)).toEqual([{ name: '规则', rows: [['年龄', '日期', '本市'], ['≥18', '2022-01-05', '是'], ['≥18', '18.5', '否']] }]);
  });

  it.each([
    ['UTF-8 with a mark', utf8('\uFEFF年龄,结论\r\n"1,000",是\r\n')],
    ['the encoding of Chinese Excel', Uint8Array.from([0xc4, 0xea, 0xc1, 0xe4, 0x2c, 0xbd, 0xe1, 0xc2, 0xdb, 0x0a, 0x22, 0x31, 0x2c, 0x30, 0x30, 0x30, 0x22, 0x2c, 0xca, 0xc7])],
    ['tabs', utf8('年龄\t结论\n1,000\t是')],
    ['UTF-16, low byte first', Uint8Array.from([0xff, 0xfe, ...Buffer.from('年龄\t结论\r\n1,000\t是', 'utf16le')])],
    ['UTF-16, high byte first', Uint8Array.from([0xfe, 0xff, ...Buffer.from('年龄\t结论\r\n1,000\t是', 'utf16le').swap16()])],
  ])('is read from CSV in %s', async (_, bytes) => {
    expect((await read(bytes, 'a.csv'))[0]?.rows).toEqual([['年龄', '结论'], ['1,000', '是']]);
  });

  it('comes back from the XLSX and CSV we write, formulas as texts', async () => {
    const rows = [['编号', 'a'], ['R1', '=1+1'], ['R2', '- 5'], ['R3', '"x","y"'], ['R4', '-'], ['R5', '@"2022-01-05"']];
    expect((await read(await writeWorkbook('表/一', rows)))[0]).toEqual({ name: '表 一', rows });
    expect((await read(utf8(toCsv(rows)), 'a.csv'))[0]?.rows).toEqual(rows);
    expect(toCsv(rows)).toContain("'=1+1");
  });
});

describe('a file that is refused', () => {
  it('because it would expand to more than a sheet can be', async () => {
    const bomb = await forged(deflateSafe(), 4_000_000_000);
    expect(zipSize(bomb)?.bytes).toBeGreaterThan(4_000_000_000);
    expect(await codeOf(bomb)).toBe('SCN_TABLE_FILE_BOMB');
  });

  it('because it expands to more than it says', async () => {
    const before = process.memoryUsage().rss;
    expect(await codeOf(await forged(new Uint8Array(300_000_000), 1000))).toBe('SCN_TABLE_FILE_BROKEN');
    expect(process.memoryUsage().rss - before).toBeLessThan(900_000_000);
  });

  it('because a table holds 20,000 rules', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => [row, 'x']);
    expect(await codeOf(await writeXlsx({ sheets: [{ name: 'a', rows }] }))).toBe('SCN_TABLE_FILE_ROWS');
    expect(await codeOf(utf8(rows.map((row) => row.join(',')).join('\n')))).toBe('SCN_TABLE_FILE_ROWS');
  });

  it.each([
    ['SCN_TABLE_FILE_OLD', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])],
    ['SCN_TABLE_FILE_BROKEN', utf8('PK nothing')],
    ['SCN_TABLE_FILE_EMPTY', utf8('  \n')],
    ['SCN_TABLE_FILE_SIZE', new Uint8Array(21_000_000)],
    ['SCN_TABLE_FILE_COLUMNS', utf8('x,'.repeat(300) + 'x')],
  ])('with %s', async (code, bytes) => {
    expect(await codeOf(bytes)).toBe(code);
  });
});

function deflateSafe(): Uint8Array {
  return utf8('<worksheet/>');
}

describe('a JSON file', () => {
  const read = (text: string) => readSheets({ name: 'rows.json', bytes: utf8(text) });

  it('is a sheet whose headings are the keys of all its objects, and keeps its values', async () => {
    const [sheet] = await read('\uFEFF[{"no":"A","n":1},{"n":null,"list":["x"],"no":" B "}]');
    expect(sheet).toEqual({ name: 'rows.json', rows: [['no', 'n', 'list'], ['A', '1', ''], [' B ', '', '["x"]']], values: [['no', 'n', 'list'], ['A', 1, ''], [' B ', '', ['x']]] });
  });

  it.each([
    ['SCN_DATA_FILE_JSON', '{"a":1}'],
    ['SCN_DATA_FILE_JSON', '[[1]]'],
    ['SCN_DATA_FILE_JSON_BROKEN', '[{"a":'],
    ['SCN_TABLE_FILE_EMPTY', '[]'],
  ])('is refused with %s: %s', async (code, text) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });
});

describe('the steps of a reading', () => {
  it('are the expansion with its size, then the rows, a thousand at a time', async () => {
    const steps: unknown[] = [];
    const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: Array.from({ length: 2500 }, (_, row) => [`r${row}`, row]) }] });
    await readSheets({ name: 'a.xlsx', bytes }, { onStep: (step) => steps.push(step) });
    expect(steps).toEqual([{ stage: 'expand', mb: 1 }, { stage: 'rows', at: 0, of: 2500 }, { stage: 'rows', at: 1000, of: 2500 }, { stage: 'rows', at: 2000, of: 2500 }]);
  });
});
