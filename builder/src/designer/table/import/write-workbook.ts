import { writeXlsx } from 'hucre/xlsx';

/** Characters a sheet's name may not have, and its greatest length (ECMA-376, 18.2.19). */
function sheetName(title: string): string {
  const name = title.replace(/[\\/?*[\]:']/g, ' ').trim().slice(0, 31);
  return name === '' ? 'Sheet1' : name;
}

/** An XLSX file of texts, the row of titles in sight while it scrolls. */
export async function writeWorkbook(title: string, rows: readonly (readonly string[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await writeXlsx({ sheets: [{ name: sheetName(title), rows: rows.map((row) => [...row]), freezePane: { rows: 1, columns: 1 } }] });
  return new Uint8Array(bytes);
}
