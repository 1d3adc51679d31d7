import type { TableConfig, TableInput, TableOutput, TableRule } from '../../../../runtime/rules/table-schema.ts';
import { columnsOf, withCell } from './table-columns.ts';

/** Cells from one corner to the other, both included. Rows are rules, columns as in `columnsOf`. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A new rule number that no rule has: one above the highest `R<n>`. */
export function nextRuleId(rules: readonly TableRule[]): string {
  const used = new Set(rules.map((rule) => rule.id));
  let number = rules.reduce((highest, rule) => Math.max(highest, Number(/^R(\d+)$/.exec(rule.id)?.[1] ?? 0)), 0) + 1;
  while (used.has(`R${number}`)) number += 1;
  return `R${number}`;
}

export function emptyRule(rules: readonly TableRule[]): TableRule {
  return { id: nextRuleId(rules), when: {}, then: {} };
}

/** A table as it would be with other rules; every edit below is one value, so one step of undo. */
function withRules(config: TableConfig, rules: readonly TableRule[]): TableConfig {
  return { ...config, rules: [...rules] };
}

export function setCell(config: TableConfig, row: number, column: number, text: string): TableConfig {
  return pasteCells(config, { row, column }, [[text]]);
}

/** Writes a block of cells; rows below the table become new rules, columns beyond the last are dropped. */
export function pasteCells(config: TableConfig, at: { readonly row: number; readonly column: number }, cells: readonly (readonly string[])[]): TableConfig {
  const columns = columnsOf(config);
  const rules = [...config.rules];
  cells.forEach((line, down) => {
    const row = at.row + down;
    while (rules.length <= row) rules.push(emptyRule(rules));
    let rule = rules[row];
    if (rule === undefined || rule.lock === 'prescribed') return;
    line.forEach((text, across) => {
      const column = columns[at.column + across];
      if (column && rule) rule = withCell(rule, column, text);
    });
    rules[row] = rule;
  });
  return withRules(config, rules);
}

function rangeOf(range: CellRange, make: (row: number, column: number) => string): string[][] {
  return Array.from({ length: range.bottom - range.top + 1 }, (_, down) => Array.from({ length: range.right - range.left + 1 }, (__, across) => make(range.top + down, range.left + across)));
}

export function clearCells(config: TableConfig, range: CellRange): TableConfig {
  return pasteCells(config, { row: range.top, column: range.left }, rangeOf(range, () => ''));
}

/** Copies the first row of the range into the rows below it. */
export function fillDown(config: TableConfig, range: CellRange, textAt: (row: number, column: number) => string): TableConfig {
  return pasteCells(config, { row: range.top, column: range.left }, rangeOf(range, (_, column) => textAt(range.top, column)));
}

/** Repeats the rows of the range, in turn, down to row `to`, as dragging the corner of a selection does. */
export function fillTo(config: TableConfig, range: CellRange, to: number, textAt: (row: number, column: number) => string): TableConfig {
  const last = Math.min(to, config.rules.length - 1);
  if (last <= range.bottom) return config;
  const height = range.bottom - range.top + 1;
  const target = { ...range, top: range.bottom + 1, bottom: last };
  return pasteCells(config, { row: target.top, column: target.left }, rangeOf(target, (row, column) => textAt(range.top + ((row - range.top) % height), column)));
}

export function insertRules(config: TableConfig, at: number, count = 1): TableConfig {
  const rules = [...config.rules];
  for (let made = 0; made < count; made += 1) rules.splice(at + made, 0, emptyRule(rules));
  return withRules(config, rules);
}

export function duplicateRules(config: TableConfig, top: number, bottom: number): TableConfig {
  const rules = [...config.rules];
  config.rules.slice(top, bottom + 1).forEach((rule, index) => {
    const { lock: _, ...copy } = rule;
    rules.splice(bottom + 1 + index, 0, { ...copy, id: nextRuleId(rules) });
  });
  return withRules(config, rules);
}

/** Prescribed rules stay. */
export function deleteRules(config: TableConfig, top: number, bottom: number): TableConfig {
  return withRules(config, config.rules.filter((rule, row) => row < top || row > bottom || rule.lock === 'prescribed'));
}

/** Moves the rules from `top` to `bottom` to before the one that stands at `to` now; `to` = their number is the end. */
export function moveRules(config: TableConfig, top: number, bottom: number, to: number): TableConfig {
  if (to < 0 || to > config.rules.length || (to >= top && to <= bottom + 1)) return config;
  const block = config.rules.slice(top, bottom + 1);
  const rest = config.rules.toSpliced(top, block.length);
  return withRules(config, rest.toSpliced(to > bottom ? to - block.length : to, 0, ...block));
}

/** A column id that nothing in the table uses yet. */
export function nextColumnId(config: TableConfig, stem: string): string {
  const used = new Set([...config.inputs, ...config.outputs].map(({ id }) => id));
  for (let number = 1; ; number += 1) if (!used.has(`${stem}${number}`)) return `${stem}${number}`;
}

/** A new condition; with `expr` a path whose last step names it. */
export function insertInput(config: TableConfig, at: number, expr = ''): TableConfig {
  const name = expr.split('.').at(-1) ?? '';
  const isFree = name !== '' && ![...config.inputs, ...config.outputs].some(({ id }) => id === name);
  const input: TableInput = { id: isFree ? name : nextColumnId(config, name === '' ? 'input' : name), expr };
  return { ...config, inputs: config.inputs.toSpliced(at, 0, input) };
}

export function insertOutput(config: TableConfig, at: number): TableConfig {
  const output: TableOutput = { id: nextColumnId(config, 'result'), type: 'string' };
  return { ...config, outputs: config.outputs.toSpliced(at, 0, output) };
}

function withCopy(record: Readonly<Record<string, string>>, from: string, to: string): Record<string, string> {
  return Object.hasOwn(record, from) ? { ...record, [to]: record[from] ?? '' } : { ...record };
}

/** A copy of a column, with its cells, to its right. */
export function duplicateColumn(config: TableConfig, id: string): TableConfig {
  const copy = nextColumnId(config, `${id.replace(/\d+$/, '')}_`);
  const input = config.inputs.findIndex((one) => one.id === id);
  if (input >= 0) {
    const inputs = config.inputs.toSpliced(input + 1, 0, { ...config.inputs[input], id: copy } as TableInput);
    return { ...config, inputs, rules: config.rules.map((rule) => ({ ...rule, when: withCopy(rule.when, id, copy) })) };
  }
  const output = config.outputs.findIndex((one) => one.id === id);
  if (output < 0) return config;
  const outputs = config.outputs.toSpliced(output + 1, 0, { ...config.outputs[output], id: copy } as TableOutput);
  return { ...config, outputs, rules: config.rules.map((rule) => ({ ...rule, then: withCopy(rule.then, id, copy) })) };
}

function dropKey(record: Readonly<Record<string, string>>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** Removes a column and its cells; the last condition and the last result stay. */
export function removeColumn(config: TableConfig, id: string): TableConfig {
  const isInput = config.inputs.some((input) => input.id === id);
  const inputs = config.inputs.filter((input) => input.id !== id);
  const outputs = config.outputs.filter((output) => output.id !== id);
  if (inputs.length === 0 || outputs.length === 0) return config;
  const rules = config.rules.map((rule) => (isInput ? { ...rule, when: dropKey(rule.when, id) } : { ...rule, then: dropKey(rule.then, id) }));
  return { ...config, inputs, outputs, rules };
}

function moved<Item>(list: readonly Item[], from: number, by: number): Item[] {
  const item = list[from];
  const to = from + by;
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** Moves a column among its kind. */
export function moveColumn(config: TableConfig, id: string, by: -1 | 1): TableConfig {
  const input = config.inputs.findIndex((one) => one.id === id);
  if (input >= 0) return { ...config, inputs: moved(config.inputs, input, by) };
  return { ...config, outputs: moved(config.outputs, config.outputs.findIndex((one) => one.id === id), by) };
}

function renamedKey(record: Readonly<Record<string, string>>, from: string, to: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]));
}

/** Replaces the description of a condition column; a new id is carried into every rule. */
export function setInput(config: TableConfig, id: string, next: TableInput): TableConfig {
  const inputs = config.inputs.map((input) => (input.id === id ? next : input));
  if (next.id === id) return { ...config, inputs };
  return { ...config, inputs, rules: config.rules.map((rule) => ({ ...rule, when: renamedKey(rule.when, id, next.id) })) };
}

/** Replaces the description of a result column; a new id is carried into every rule, `incomplete`, `empty` and `pick`. */
export function setOutput(config: TableConfig, id: string, next: TableOutput): TableConfig {
  const outputs = config.outputs.map((output) => (output.id === id ? next : output));
  if (next.id === id) return { ...config, outputs };
  return {
    ...config,
    outputs,
    rules: config.rules.map((rule) => ({ ...rule, then: renamedKey(rule.then, id, next.id) })),
    ...(config.incomplete ? { incomplete: renamedKey(config.incomplete, id, next.id) } : {}),
    ...(config.empty ? { empty: renamedKey(config.empty, id, next.id) } : {}),
    ...(config.pick?.by === id ? { pick: { by: next.id } } : {}),
  };
}
