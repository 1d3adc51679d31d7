import type { LocalText } from '../../schema/text.ts';

/** Something wrong with the formula of a column; `from`/`to` are characters of it. */
export interface ColumnProblem {
  readonly column: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly from: number;
  readonly to: number;
  readonly message: LocalText;
}

/** Why a cell that is worked out is empty. */
export interface CellFailure {
  readonly code: string;
  readonly message: LocalText;
}

type Words = Readonly<Record<string, string | LocalText>>;
type Say = (words: Words) => LocalText;

const inZh = (word: string | LocalText | undefined): string => (typeof word === 'object' ? word['zh-CN'] : (word ?? ''));
const inEn = (word: string | LocalText | undefined): string => (typeof word === 'object' ? word.en : (word ?? ''));

/** Computed columns a dataset may have. */
export const MOST_COLUMNS = 20;

const SAYINGS = {
  SCN_DATA_COMPUTED_UNKNOWN: ({ name }) => ({ 'zh-CN': `没有列“${inZh(name)}”。请写本表的列，例如 row.列名。`, en: `There is no column “${inEn(name)}”. Read a column of this dataset as row.name.` }),
  SCN_DATA_COMPUTED_CYCLE: ({ way }) => ({ 'zh-CN': `计算列互相引用：${inZh(way)}。请去掉其中一处引用。`, en: `Computed columns read one another in a circle: ${inEn(way)}. Take one of the references out.` }),
  SCN_DATA_COMPUTED_TYPE: ({ found, wanted }) => ({ 'zh-CN': `公式得到${inZh(found)}，这一列要${inZh(wanted)}。请改公式，或改列的类型。`, en: `The formula gives ${inEn(found)}, the column holds ${inEn(wanted)}. Change the formula or the type of the column.` }),
  SCN_DATA_COMPUTED_CLOCK: ({ name }) => ({ 'zh-CN': `不能用“${inZh(name)}”：值在写入时算好，过后不会随日期或日历变化。请在查询或页面里算。`, en: `“${inEn(name)}” cannot be used: values are worked out when a row is written and would not follow the day or the calendar. Work it out in a query or a page.` }),
  SCN_DATA_COMPUTED_WHOLE: () => ({ 'zh-CN': '不能整行使用 row，请逐列写 row.列名：这样才知道它用了哪些列。', en: 'The row as a whole cannot be used: read single columns as row.name, so that it is known which ones it uses.' }),
  SCN_DATA_COMPUTED_KEY: () => ({ 'zh-CN': '主键不能是计算列：行的编号由主键组成。请换一列做主键。', en: 'A key column cannot be computed: ids of rows are made of it. Take another column as the key.' }),
  SCN_DATA_COMPUTED_MANY: () => ({ 'zh-CN': `计算列最多 ${MOST_COLUMNS} 个。`, en: `A dataset has at most ${MOST_COLUMNS} computed columns.` }),
  SCN_DATA_CHECK_CONDITION: ({ found }) => ({ 'zh-CN': `公式得到${inZh(found)}，检查要一个“成立 / 不成立”的条件，例如 row.到期日 >= row.签订日。`, en: `The formula gives ${inEn(found)}; a check needs a condition that holds or does not, such as row.due >= row.signed.` }),
  SCN_DATA_CHECK_CALENDAR: ({ name }) => ({ 'zh-CN': `这里不能用“${inZh(name)}”：检查不属于哪个场景，没有工作日历。请按自然日写。`, en: `“${inEn(name)}” cannot be used here: a check belongs to no scenario and has no working-day calendar. Count calendar days.` }),
  SCN_DATA_COMPUTED_VALUE: ({ wanted }) => ({ 'zh-CN': `这一行算出来的值不是${inZh(wanted)}，所以为空。`, en: `What the formula gives for this row is not ${inEn(wanted)}, so the cell is empty.` }),
  SCN_DATA_COMPUTED_CHOICE: ({ value }) => ({ 'zh-CN': `算出来的“${inZh(value)}”不在这一列的可选值里，所以为空。`, en: `The formula gives “${inEn(value)}”, which is not among the values of the column, so the cell is empty.` }),
  SCN_DATA_COMPUTED_EMPTY: ({ names }) => ({ 'zh-CN': `这一行的 ${inZh(names)} 为空，所以算不出来。`, en: `${inEn(names)} has no value in this row, so nothing can be worked out.` }),
  SCN_DATA_COMPUTED_NULL: () => ({ 'zh-CN': '这一行的公式结果是空值。', en: 'The formula gives nothing for this row.' }),
} satisfies Readonly<Record<string, Say>>;

export type ColumnCode = keyof typeof SAYINGS;

export function sayColumn(code: ColumnCode, words: Words = {}): CellFailure {
  return { code, message: SAYINGS[code](words) };
}

export function columnProblem(column: string, code: ColumnCode, at: readonly [number, number], words: Words = {}): ColumnProblem {
  return { column, severity: 'error', from: at[0], to: at[1], ...sayColumn(code, words) };
}
