import type { LocalText } from '../../../../../runtime/schema/text.ts';

const messages = {
  SCN_TABLE_FILE_SIZE: (mb: number, most: number) => [`文件有 ${mb} MB，最多 ${most} MB。请只留要导入的工作表再存一份。`, `The file has ${mb} MB; at most ${most} MB are read. Save a copy with only the sheet you need.`],
  SCN_TABLE_FILE_BOMB: (mb: number) => [`这个文件展开后有 ${mb} MB，不像正常的表格，已拒绝打开。请用 Excel 或 WPS 另存一份再试。`, `Expanded, this file would take ${mb} MB, which no ordinary sheet does: refused. Save it again in a spreadsheet program.`],
  SCN_TABLE_FILE_ROWS: (rows: number) => [`表格超过 ${rows.toLocaleString('zh-CN')} 行，决策表最多这么多条规则。请分成几张表，或改用数据集。`, `The sheet has more than ${rows.toLocaleString('en')} rows, the most rules a table may have. Split it, or keep it as a dataset.`],
  SCN_DATA_FILE_ROWS: (rows: number) => [`表格超过 ${rows.toLocaleString('zh-CN')} 行，一次最多读这么多。请分成几个文件，先建数据集再导入其余的。`, `The sheet has more than ${rows.toLocaleString('en')} rows, the most that are read at once. Split it; create the dataset first and import the rest then.`],
  SCN_DATA_FILE_JSON: () => ['JSON 文件应该是由对象组成的数组，像 [{"列": "值"}]。请改好再选。', 'A JSON file must be an array of objects, such as [{"column": "value"}]. Mend it and choose it again.'],
  SCN_DATA_FILE_JSON_BROKEN: (line: number) => [`JSON 在第 ${line} 行附近断开或写错了，没有读。请改好再选。`, `The JSON breaks off or is wrong near line ${line}; nothing was read. Mend it and choose it again.`],
  SCN_DATA_FILE_QUOTE: (line: number) => [`第 ${line} 行的引号没有收尾，后面的内容会连成一格，没有读。请补上引号再选。`, `A quote in line ${line} is not closed, so all that follows would be one cell; nothing was read. Close it and choose the file again.`],
  SCN_TABLE_FILE_COLUMNS: (columns: number) => [`表格超过 ${columns} 列。请只留要用的列。`, `The sheet has more than ${columns} columns. Keep only those you need.`],
  SCN_TABLE_FILE_OLD: () => ['这是旧格式的 .xls 或加了密码的文件。请用 Excel 或 WPS 另存为不加密的 .xlsx 再导入。', 'This is an old .xls file or one with a password. Save it as an .xlsx without a password and import that.'],
  SCN_TABLE_FILE_BROKEN: (why: string, whyEn = why) => [`文件打不开：${why}。请用 Excel 或 WPS 打开后另存一份再试。`, `The file cannot be read: ${whyEn}. Open it in a spreadsheet program and save it again.`],
  SCN_TABLE_FILE_EMPTY: () => ['文件里没有内容。', 'There is nothing in the file.'],
} satisfies Record<string, (...facts: never[]) => readonly [string, string]>;

export type ImportCode = keyof typeof messages;

/** A file that is not taken; nothing of the table is changed. */
export class ImportProblem extends Error {
  readonly code: ImportCode;
  readonly words: LocalText;
  constructor(code: ImportCode, words: readonly [string, string]) {
    super(words[1]);
    this.name = 'ImportProblem';
    this.code = code;
    this.words = { 'zh-CN': words[0], en: words[1] };
  }
}

/** @example throw importProblem('SCN_TABLE_FILE_ROWS', 20_000) */
export function importProblem<Code extends ImportCode>(code: Code, ...facts: Parameters<(typeof messages)[Code]>): ImportProblem {
  const say = messages[code] as (...given: readonly unknown[]) => readonly [string, string];
  return new ImportProblem(code, say(...facts));
}
