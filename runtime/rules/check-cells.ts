import { parseDate } from '../language/values/dates.ts';
import type { FieldType } from '../schema/field.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { LocalText } from '../schema/text.ts';
import { ownText } from './cell-text.ts';
import { readSimpleCell, type Kind } from './simple-cell.ts';
import type { TableConfig } from './table-schema.ts';

/** Kinds of the values an input has, by id; absent when its type is not known. */
export type InputKinds = Readonly<Record<string, Kind>>;

const WORDS: Readonly<Record<Kind, LocalText>> = {
  number: { 'zh-CN': '数', en: 'a number' }, date: { 'zh-CN': '日期', en: 'a date' }, string: { 'zh-CN': '文本', en: 'a text' }, boolean: { 'zh-CN': '“是/否”', en: 'yes or no' },
};
const KIND_OF_TYPE: Partial<Readonly<Record<FieldType, Kind>>> = { string: 'string', integer: 'number', number: 'number', decimal: 'number', boolean: 'boolean', date: 'date' };
const DAY = /(?:\bdate\(\s*|@)"(\d{4,9}-\d\d-\d\d)"/g;

interface CellAt {
  readonly path: string;
  readonly rule: string;
  readonly column: string;
  readonly text: string;
  readonly kind: Kind | undefined;
}

function step(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function kindOf(text: string): Kind | undefined {
  const cell = readSimpleCell(text);
  return cell === null || cell.any ? undefined : cell.kind;
}

function cellsOf(config: TableConfig, part: 'when' | 'then', column: string): readonly CellAt[] {
  return config.rules.flatMap((rule, index) => {
    const text = ownText(rule[part], column);
    return text === undefined ? [] : [{ path: `/rules/${index}/${part}/${step(column)}`, rule: rule.id, column, text, kind: kindOf(text) }];
  });
}

function said(code: `SCN_RULE_${string}`, severity: Diagnostic['severity'], path: string, zh: string, en: string): Diagnostic {
  return { code, severity, place: { path }, message: { 'zh-CN': zh, en } };
}

/** Problems of single cells that the language lets pass, since to it they are just null: days that do not exist, and values a column never has. */
export function checkCells(config: TableConfig, kinds: InputKinds = {}): readonly Diagnostic[] {
  const inputs = config.inputs.map(({ id }) => ({ id, known: Object.hasOwn(kinds, id) ? kinds[id] : undefined, cells: cellsOf(config, 'when', id) }));
  const outputs = config.outputs.map(({ id, type }) => ({ id, known: KIND_OF_TYPE[type], cells: cellsOf(config, 'then', id) }));
  return [
    ...[...inputs, ...outputs].flatMap(({ cells }) => cells.flatMap(noSuchDay)),
    ...inputs.flatMap(({ known, cells }) => (known === undefined ? mixed(cells) : cells.filter(({ kind }) => kind !== undefined && kind !== known).map((cell) => neverMeets(cell, known)))),
    ...outputs.flatMap(({ known, cells }) => (known === undefined ? [] : cells.filter(({ kind }) => kind !== undefined && kind !== known).map((cell) => notOfType(cell, known)))),
  ];
}

function noSuchDay({ path, text }: CellAt): readonly Diagnostic[] {
  return [...text.matchAll(DAY)].flatMap(([, day]) =>
    day === undefined || parseDate(day) !== null ? [] : [said('SCN_RULE_NO_SUCH_DAY', 'error', path, `日历上没有 ${day} 这一天。请改成有的日子`, `There is no day ${day} in the calendar. Write one that exists`)]);
}

function neverMeets({ path, text, kind, column }: CellAt, known: Kind): Diagnostic {
  const is = WORDS[kind ?? known];
  return said('SCN_RULE_CELL_TYPE', 'error', path, `“${column}”是${WORDS[known]['zh-CN']}，这一格写的是${is['zh-CN']}（${text}），永远不会满足。请改这一格`, `"${column}" is ${WORDS[known].en} but this cell holds ${is.en} (${text}), so it is never met. Mend the cell`);
}

function notOfType({ path, text, kind, column }: CellAt, known: Kind): Diagnostic {
  const is = WORDS[kind ?? known];
  return said('SCN_RULE_CELL_TYPE', 'warning', path, `结果“${column}”应当是${WORDS[known]['zh-CN']}，这一格写的是${is['zh-CN']}（${text}）。请改这一格，或改这一列的类型`, `"${column}" should be ${WORDS[known].en} but this cell gives ${is.en} (${text}). Mend the cell or the type of the column`);
}

/** Without a type, the kind most cells have is what the column holds; the others stand out. */
function mixed(cells: readonly CellAt[]): readonly Diagnostic[] {
  const counts = new Map<Kind, number>();
  for (const { kind } of cells) if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (counts.size < 2 || usual === undefined) return [];
  return cells.flatMap(({ path, text, kind, column }) => (kind === undefined || kind === usual ? [] : [
    said('SCN_RULE_MIXED_COLUMN', 'warning', path, `“${column}”这一列多数是${WORDS[usual]['zh-CN']}，这一格写的是${WORDS[kind]['zh-CN']}（${text}）。请核对`, `Most of column "${column}" is ${WORDS[usual].en}, this cell holds ${WORDS[kind].en} (${text}). Check it`),
  ]));
}
