/**
 * The one place that turns the tests of a table cell into a condition about `?` and back: `[6..17]` is `? between 6 and 17`.
 * Every cell that parses has such a condition; a condition without a short form is itself a cell, because FEEL takes it as one.
 */
import type { Names } from '../../../../runtime/language/compile.ts';
import { feelTree, type FeelNode } from '../../../../runtime/language/reading/feel-tree.ts';
import { literalText } from '../formula/literal.ts';
import type { ConditionGroup, ConditionItem, ConditionRow } from './condition.ts';
import { readCondition } from './read-condition.ts';

const TESTED = '?';
const LITERAL = /^(?:StringLiteral|NumericLiteral|BooleanLiteral|DateTimeLiteral|null)$/;

function unwrap(node: FeelNode): FeelNode {
  const [inner] = node.children;
  return inner && node.children.length === 1 && /^(?:PositiveUnaryTest|SimplePositiveUnaryTest)$/.test(node.name) ? unwrap(inner) : node;
}

function speaksOf(node: FeelNode): boolean {
  // Where `?` is declared as a name, it is read as one.
  return node.name === TESTED || (node.name === 'VariableName' && node.text.trim() === TESTED) || node.children.some(speaksOf);
}

interface Part {
  /** As a condition about `?`. */
  readonly condition: string;
  /** The value alone, when the test is nothing but one. */
  readonly value?: string;
  readonly isLiteral?: boolean;
}

function intervalPart(node: FeelNode): Part | undefined {
  const ends = node.children.filter(({ name }) => !/^(?:\[|\]|\(|\)|\.\.)$/.test(name)).map(({ text }) => text.trim());
  const [low, high] = ends;
  if (low === undefined || high === undefined || ends.length !== 2) return undefined;
  const text = node.text.trim();
  if (text.startsWith('[') && text.endsWith(']')) return { condition: `? between ${low} and ${high}` };
  return { condition: `? ${text.startsWith('[') ? '>=' : '>'} ${low} and ? ${text.endsWith(']') ? '<=' : '<'} ${high}` };
}

function partOf(test: FeelNode): Part {
  const node = unwrap(test);
  const text = node.text.trim();
  if (speaksOf(node)) return { condition: text };
  if (node.name === 'Interval') return intervalPart(node) ?? { condition: `? in ${text}` };
  if (node.children[0]?.name === 'CompareOp') return { condition: `? ${text}` };
  const isLiteral = LITERAL.test(node.name);
  return { condition: isLiteral ? `? = ${text}` : `(? in (${text}))`, value: text, isLiteral };
}

/** A cell's tests as one condition; '' when it takes anything, undefined when it does not parse. */
export function cellToCondition(cell: string, names: Names = {}): string | undefined {
  if (cell.trim() === '' || cell.trim() === '-') return '';
  const root = feelTree(cell, 'unary', names);
  if (root === undefined) return undefined;
  const parts = root.children.filter(({ name }) => name === 'PositiveUnaryTests').flatMap(({ children }) => children.filter(({ name }) => name === 'PositiveUnaryTest')).map(partOf);
  const [first] = parts;
  if (first === undefined) return undefined;
  const negated = root.children.some(({ name }) => name === 'not');
  if (parts.length === 1) return !negated ? first.condition : first.isLiteral === true ? `? != ${first.value ?? ''}` : `not(${first.condition})`;
  const any = parts.every(({ isLiteral, value }) => isLiteral === true && value !== 'null') ? `? in (${parts.map(({ value }) => value).join(', ')})` : parts.map(({ condition }) => (/ (?:and|or) /.test(condition) ? `(${condition})` : condition)).join(' or ');
  return negated ? `not(${any})` : any;
}

function isPlainValue(source: string): boolean {
  return literalText(source) !== undefined || /^(?:date|time|date and time|duration)\("[^"]*"\)$|^@"[^"]*"$/.test(source);
}

const POINTED: Readonly<Partial<Record<ConditionRow['op'], (values: readonly string[]) => string>>> = {
  '=': ([value = '']) => value,
  '<': ([value = '']) => `< ${value}`,
  '<=': ([value = '']) => `<= ${value}`,
  '>': ([value = '']) => `> ${value}`,
  '>=': ([value = '']) => `>= ${value}`,
  between: ([low = '', high = '']) => `[${low}..${high}]`,
  in: (values) => values.join(', '),
  empty: () => 'null',
  yes: () => 'true',
  no: () => 'false',
};
const NEGATED: Readonly<Partial<Record<ConditionRow['op'], (values: readonly string[]) => string>>> = {
  '!=': ([value = '']) => `not(${value})`,
  'not-in': (values) => `not(${values.join(', ')})`,
  filled: () => 'not(null)',
};

/** One line about `?` as a test; undefined when it has no short form. */
function testOf(item: ConditionItem | undefined, forms: typeof POINTED): string | undefined {
  if (item?.kind !== 'row' || item.left !== TESTED) return undefined;
  // Whether a value that a formula gives is one value or many decides between `=` and `in`, so it keeps its condition.
  if (/^(?:=|!=|in|not-in|between)$/.test(item.op) && !item.values.every(isPlainValue)) return undefined;
  return forms[item.op]?.(item.values);
}

function halfOpen([low, high]: readonly ConditionItem[]): string | undefined {
  const ends = [low, high].map((item) => (item?.kind === 'row' && item.left === TESTED && isPlainValue(item.values[0] ?? '') ? item : undefined));
  const [from, to] = ends;
  if (!from || !to || !/^>=?$/.test(from.op) || !/^<=?$/.test(to.op)) return undefined;
  return `${from.op === '>=' ? '[' : '('}${from.values[0] ?? ''}..${to.values[0] ?? ''}${to.op === '<=' ? ']' : ')'}`;
}

function shortForm({ all, items }: ConditionGroup): string | undefined {
  if (items.length === 1) return testOf(items[0], POINTED) ?? testOf(items[0], NEGATED) ?? (items[0]?.kind === 'group' ? shortForm(items[0]) : undefined);
  if (all) return items.length === 2 ? halfOpen(items) : undefined;
  const tests = items.map((item) => testOf(item, POINTED) ?? (item.kind === 'group' && item.all && item.items.length === 2 ? halfOpen(item.items) : undefined));
  return tests.every((test) => test !== undefined) ? tests.join(', ') : undefined;
}

/** A condition about `?` as a cell, in the short form where there is one; undefined when it does not speak of `?`. */
export function conditionToCell(condition: string, names: Names = {}): string | undefined {
  if (condition.trim() === '') return '';
  const reading = readCondition(condition, names);
  const short = 'group' in reading ? shortForm(reading.group) : undefined;
  if (short !== undefined && feelTree(short, 'unary', names) !== undefined) return short;
  const tree = feelTree(condition, 'expression', names);
  return tree !== undefined && !speaksOf(tree) ? undefined : condition.trim();
}
