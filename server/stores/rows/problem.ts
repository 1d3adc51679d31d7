import type { Json } from '../../../runtime/schema/json.ts';
import type { LocalText } from '../../../runtime/schema/text.ts';
import { shortened, textStart } from '../../../runtime/schema/cut-text.ts';

/** What may be wrong with a file of rows; `{name}` is filled from the facts of the problem. */
const TEXTS = {
  SCN_DATA_ENCODING: {
    'zh-CN': '文件的文字编码认不出来（能读 UTF-8、UTF-16 和 GB18030）。请在表格软件中另存为“CSV UTF-8”后再导入。',
    en: 'The encoding of the file is not known (UTF-8, UTF-16 and GB18030 are read). Save it as “CSV UTF-8” in your spreadsheet and import it again.',
  },
  SCN_DATA_FORMAT: {
    'zh-CN': '文件无法读取：{reason}。请改正后再导入。',
    en: 'The file cannot be read: {reason}. Mend it and import it again.',
  },
  SCN_DATA_COLUMN_MISSING: {
    'zh-CN': '缺少“{field}”列。请补上该列后再导入。',
    en: 'The column “{field}” is missing. Add it and import the file again.',
  },
  SCN_DATA_COLUMN_EXTRA: {
    'zh-CN': '“{field}”列不属于该数据集，未导入。若要保留，请先在数据集中增加该字段。',
    en: 'The column “{field}” does not belong to the dataset and is left out. To keep it, add the field to the dataset first.',
  },
  SCN_DATA_COLUMN_DOUBLE: {
    'zh-CN': '“{field}”列出现了两次。请删去一列后再导入。',
    en: 'The column “{field}” comes twice. Remove one and import the file again.',
  },
  SCN_DATA_REQUIRED: { 'zh-CN': '“{field}”不能为空。请填写。', en: '“{field}” is empty. Fill it in.' },
  SCN_DATA_TYPE: {
    'zh-CN': '“{field}”的值“{value}”不是{type}。请按“{example}”的写法填写。',
    en: '“{value}” in “{field}” is not a {type}. Write it like “{example}”.',
  },
  SCN_DATA_ENUM: {
    'zh-CN': '“{field}”的值“{value}”不在可选值中：{allowed}。',
    en: '“{value}” in “{field}” is not one of: {allowed}.',
  },
  SCN_DATA_DOUBLE_KEY: {
    'zh-CN': '主键“{field}”的值“{value}”与第 {other} 行重复。请只保留一行。',
    en: 'The key “{field}” = “{value}” is also in row {other}. Keep one of the two.',
  },
  SCN_DATA_KEY_TAKEN: {
    'zh-CN': '“{value}”在数据集里已经有了。请删去这一行，或改用“整表替换”。',
    en: '“{value}” is in the dataset already. Remove the row, or replace the whole dataset.',
  },
  SCN_DATA_REF_MISSING: {
    'zh-CN': '“{field}”写的是“{value}”，而数据集 {to} 里没有这一条。请改成已有的，或先在 {to} 里加上它。',
    en: '“{field}” says “{value}”, but dataset {to} has no such row. Use one that is there, or add it to {to} first.',
  },
  SCN_DATA_TOO_MANY: {
    'zh-CN': '文件超过 {limit} 行。请拆分数据集，或改用 PostgreSQL 存储。',
    en: 'The file has more than {limit} rows. Split the dataset, or use the PostgreSQL store.',
  },
} as const satisfies Record<string, LocalText>;

export type RowProblemCode = keyof typeof TEXTS;

export interface RowProblem {
  /** As the spreadsheet counts: 1 is the header, 2 the first row. In JSON 1 is the first row. 0 = the file. */
  readonly row: number;
  readonly field?: string;
  readonly value?: Json;
  readonly code: RowProblemCode;
  readonly message: LocalText;
}

interface Facts {
  readonly row: number;
  readonly field?: string;
  readonly value?: Json;
  readonly words?: Readonly<Record<string, string | LocalText>>;
}

/** Letters of a refused value that a report repeats. */
const MOST_SHOWN = 1000;

export function rowProblem(code: RowProblemCode, { row, field, value, words = {} }: Facts): RowProblem {
  const all: Record<string, string | LocalText> = { field: field ?? '', value: shown(value), ...words };
  const fill = (locale: keyof LocalText) => TEXTS[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = all[name] ?? '';
    return typeof word === 'string' ? word : word[locale];
  });
  return { row, ...(field === undefined ? {} : { field }), ...(value === undefined ? {} : { value: typeof value === 'string' ? textStart(value, MOST_SHOWN) : value }), code, message: { 'zh-CN': fill('zh-CN'), en: fill('en') } };
}

function shown(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return shortened(text, 40);
}
