import { readSimpleCell } from '../../../../runtime/rules/simple-cell.ts';
import type { TableInput } from '../../../../runtime/rules/table-schema.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { titleOfPath, wordOfValue, type FormulaScope } from '../formula/formula-scope.ts';
import { cellTokens, type CellToken } from './cell-tokens.ts';
import type { TableColumn } from './table-columns.ts';

/** What people call a value of a column; undefined where it has no words. */
export type ColumnWord = (column: TableColumn, value: string) => string | undefined;

/**
 * The words of a table's values: the text `<node>.<column>.<value>`, for results only of what the column lists, for
 * conditions else what the scenario calls the value of the tested path.
 */
export function columnWords(scenario: Pick<Scenario, 'texts'>, node: string, titles: FormulaScope['titles'], locale: Locale): ColumnWord {
  const scope: FormulaScope = { names: {}, ...(titles === undefined ? {} : { titles }) };
  return (column, value) => {
    if (column.kind === 'basis' || column.kind === 'dates') return undefined;
    if (column.kind === 'output' && column.output.enum?.some((one) => String(one) === value) !== true) return undefined;
    const own = scenarioText(scenario, `@${node}.${column.id}.${value}`, locale);
    return own ?? (column.kind === 'input' ? wordOfValue(scope, column.input.expr, value) : undefined);
  };
}

/** What people call a condition: its title, else the text `<node>.<id>`, else what it tests, else its id. */
export function conditionTitle(scenario: Pick<Scenario, 'texts'>, node: string, scope: FormulaScope, input: TableInput, locale: Locale): string {
  return scenarioText(scenario, input.title ?? `@${node}.${input.id}`, locale) ?? titleOfPath(scope, input.expr.trim(), locale) ?? input.id;
}

/** Whether a condition holds nothing but choices: values, or `not(…)` of values. */
export function listsChoices(cell: string): boolean {
  const read = readSimpleCell(cell);
  return read !== null && !read.any && read.intervals.every(({ low, high }) => low !== null && low === high);
}

/** A cell of conditions or results as it is drawn, its choices by their words; formulas of any other kind as they are written. */
export function columnTokens(column: TableColumn, source: string, wordOf: ColumnWord): readonly CellToken[] {
  const tokens = cellTokens(source, column.kind === 'input' ? 'unary' : 'expression');
  const wordAt = ({ kind, text }: CellToken) => (kind === 'text' || kind === 'value' ? wordOf(column, text) : undefined);
  if (!tokens.some((token) => wordAt(token) !== undefined) || !(column.kind === 'input' ? listsChoices(source) : tokens.length === 1)) return tokens;
  return tokens.map((token): CellToken => {
    const word = wordAt(token);
    return word === undefined ? token : { kind: 'word', text: word };
  });
}

const LITERAL = /"((?:[^"\\]|\\.)*)"|-?\d+(?:\.\d+)?/g;

/** What a person reads in a cell where that is more than what is written, else ''. Asked of whole tables: only a cell with a value that has words is parsed. */
export function readInCell(column: TableColumn, source: string, wordOf: ColumnWord, words: { readonly yes: string; readonly no: string }): string {
  const cell = source.trim();
  if (cell === 'true') return words.yes;
  if (cell === 'false') return words.no;
  for (const [whole, text] of cell.matchAll(LITERAL)) if (wordOf(column, text ?? whole) !== undefined) return columnTokens(column, cell, wordOf).map((token) => token.text).join('');
  return '';
}
