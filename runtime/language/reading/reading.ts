import type { Locale } from '../../schema/text.ts';
import { builtinNamed } from '../builtins/registry.ts';
import { feelTree, pathOf, stringValue, type FeelNode } from './feel-tree.ts';
import { READING_WORDS, type Measure, type ReadingWords } from './words.ts';

/** How names and values are called by people: `titleOf('catalog.row.validity_days')` gives 有效期天数. */
export interface ReadingNames {
  readonly titleOf?: (path: string) => string | undefined;
  /** The label of a literal, such as the option text behind a code. */
  readonly labelOf?: (value: string, path?: string) => string | undefined;
  /** Whether values of the path are points in time: earlier and later rather than less and more. `?` is the tested value. */
  readonly isMoment?: (path: string) => boolean;
  /** A number as people say it, with its unit. */
  readonly sayNumber?: (text: string) => string;
  /** A date or a moment as people say it: `2022-01-20`. */
  readonly sayMoment?: (text: string) => string;
}

interface Reader {
  readonly words: ReadingWords;
  readonly names: ReadingNames;
}

/** Thrown inside when a formula is no simple condition; caught at the front door. */
class NotSimple extends Error {}

const DATE_CALLS = /^(date|date and time|time|now|today)$/;

function measureOf(node: FeelNode): Measure {
  if (node.name === 'DateTimeLiteral') return /P/.test(node.text) ? 'amount' : 'time';
  if (node.name === 'FunctionInvocation') return DATE_CALLS.test(node.children[0]?.text ?? '') ? 'time' : 'amount';
  if (node.name === 'ArithmeticExpression' && node.children[0]) return isDuration(node.children[2]) ? measureOf(node.children[0]) : 'amount';
  return 'amount';
}

function isDuration(node: FeelNode | undefined): boolean {
  return node?.name === 'DateTimeLiteral' && node.text.includes('P');
}

function dateText(text: string, { words, names }: Reader): string {
  const inner = /"([^"]*)"/.exec(text)?.[1] ?? text;
  return durationText(inner, words) ?? names.sayMoment?.(inner) ?? inner.replace('T', ' ');
}

/** `date(form.day)` is said like the day itself. */
function dateOf(node: FeelNode, reader: Reader): string {
  const args = node.children.find((child) => child.name === 'PositionalParameters')?.children ?? [];
  const [only] = args;
  return only && args.length === 1 && pathOf(only) !== undefined ? operand(only, reader) : dateText(node.text, reader);
}

const DURATION = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** `P30D` → 30 天, `PT4H30M` → 4 小时 30 分钟. Undefined when the text is no duration. */
function durationText(text: string, words: ReadingWords): string | undefined {
  const parts = DURATION.exec(text);
  if (!parts || /[PT]$/.test(text)) return undefined;
  const said = parts.slice(2).flatMap((amount, at) => (amount === undefined || Number(amount) === 0 ? [] : [words.amount(Number(amount), at)]));
  return `${parts[1] === '-' ? '−' : ''}${said.length === 0 ? words.amount(0, DAYS_AT) : said.join(words.amountMark)}`;
}

/** The place of days among the parts of a duration: years, months, days, hours, minutes, seconds. */
const DAYS_AT = 2;

/** The same for a value of a run, in the words of a language. */
export function readDuration(text: string, locale: Locale): string | undefined {
  return durationText(text, READING_WORDS[locale]);
}

function operand(node: FeelNode, reader: Reader, about?: string): string {
  if (node.name === 'StringLiteral') {
    const value = stringValue(node.text);
    return reader.names.labelOf?.(value, about) ?? value;
  }
  if (node.name === 'NumericLiteral') return reader.names.labelOf?.(node.text, about) ?? reader.names.sayNumber?.(node.text) ?? node.text;
  if (node.name === 'BooleanLiteral') return node.text === 'true' ? reader.words.yes : reader.words.no;
  if (node.name === 'DateTimeLiteral') return dateOf(node, reader);
  if (node.name === 'ParenthesizedExpression') return operand(inside(node), reader, about);
  if (node.name === 'FunctionInvocation') return calledValue(node, reader);
  if (node.name === 'ArithmeticExpression') return arithmetic(node, reader);
  const path = pathOf(node);
  if (path === '?') return reader.names.titleOf?.(path) ?? reader.words.it;
  if (path !== undefined) return reader.names.titleOf?.(path) ?? path;
  return node.text;
}

/** `today()` → 今天, `count(rows)` → 清单 的项数, `age on(birth, today())` → 周岁（出生日期，今天）; others as they are written. */
function calledValue(node: FeelNode, reader: Reader): string {
  const [callee, , args] = node.children;
  const name = callee?.text.replace(/\s+/g, ' ') ?? '';
  if (args?.name !== 'PositionalParameters') return node.text;
  const values = args.children.filter((child) => child.name !== ',');
  const [first] = values;
  if (!first) return reader.words.instants[name] ?? node.text;
  const measure = reader.words.measures[name];
  if (measure && values.length === 1 && pathOf(first) !== undefined) return measure(operand(first, reader));
  const known = builtinNamed(name);
  return known && known.aliases.length > 0 ? reader.words.call([known.name, ...known.aliases], values.map((value) => operand(value, reader))) : node.text;
}

const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' };

function arithmetic(node: FeelNode, reader: Reader): string {
  const [left, sign, right] = node.children;
  const said = SIGNS[sign?.text ?? ''];
  return left && right && said ? `${term(left, reader)} ${said} ${term(right, reader)}` : node.text;
}

/** Brackets stay where they change what is meant. */
function term(node: FeelNode, reader: Reader): string {
  const said = operand(node, reader);
  return node.name === 'ParenthesizedExpression' && inside(node).name === 'ArithmeticExpression' ? reader.words.group(said) : said;
}

function inside(node: FeelNode): FeelNode {
  const inner = node.children.find((child) => child.name !== '(' && child.name !== ')');
  if (!inner) throw new NotSimple();
  return inner;
}

function range(node: FeelNode, reader: Reader): string {
  const parts = node.children.filter((child) => !/^(\[|\]|\(|\)|\.\.)$/.test(child.name));
  const [from, to] = parts;
  if (!from || !to) throw new NotSimple();
  return reader.words.range(operand(from, reader), operand(to, reader), node.text.startsWith('['), node.text.endsWith(']'));
}

/** One positive test without its subject: `<= 30` → 不超过 30. */
function oneTest(node: FeelNode, reader: Reader, about?: string): string {
  const { words } = reader;
  if (node.name === 'PositiveUnaryTest' || node.name === 'SimplePositiveUnaryTest') {
    const [first, second] = node.children;
    if (first?.name === 'CompareOp' && second) return compare(first.text, second, reader, about);
    if (first && !second) return oneTest(first, reader, about);
    throw new NotSimple();
  }
  if (node.name === 'Interval') return range(node, reader);
  if (node.name === 'null') return words.empty;
  if (node.name === 'BooleanLiteral') return node.text === 'true' ? words.yes : words.no;
  if (/^(Conjunction|Disjunction|Comparison)$/.test(node.name)) return condition(node, reader);
  if (node.name === 'FunctionInvocation' && node.children.some((child) => child.text.includes('?'))) return callTest(node, reader) ?? node.text;
  return words.is(operand(node, reader, about));
}

/** `starts with(?, "A")` → 的开头是 A. */
function callTest(node: FeelNode, reader: Reader): string | undefined {
  const [callee, , args] = node.children;
  const [subject, object] = args?.children ?? [];
  const said = args?.children.length === 2 && subject?.text === '?' ? reader.words.calls[callee?.text.replace(/\s+/g, ' ') ?? ''] : undefined;
  return said && object ? said('', operand(object, reader)).trim() : undefined;
}

function compare(op: string, right: FeelNode, reader: Reader, about?: string): string {
  if (right.name === 'null' && (op === '=' || op === '!=')) return op === '=' ? reader.words.empty : reader.words.filled;
  const word = reader.words.compare[op];
  if (!word) throw new NotSimple();
  const moment = [about ?? '?', pathOf(right)].some((path) => path !== undefined && reader.names.isMoment?.(path) === true);
  return word[moment ? 'time' : measureOf(right)](operand(right, reader, about));
}

function isPlainValue(node: FeelNode): boolean {
  const inner = node.name === 'PositiveUnaryTest' ? node.children[0] : node;
  return inner !== undefined && /^(StringLiteral|NumericLiteral|DateTimeLiteral|VariableName|PathExpression)$/.test(inner.name);
}

function tests(nodes: readonly FeelNode[], reader: Reader, about?: string): string {
  const [only] = nodes;
  if (nodes.length === 1 && only) return oneTest(only, reader, about);
  if (nodes.every(isPlainValue)) return reader.words.oneOf(nodes.map((node) => operand(node.children[0] && node.name === 'PositiveUnaryTest' ? node.children[0] : node, reader, about)));
  return nodes.map((node) => oneTest(node, reader, about)).join(reader.words.or);
}

function positives(node: FeelNode): FeelNode[] {
  return node.name === 'PositiveUnaryTests' ? node.children.filter((child) => child.name === 'PositiveUnaryTest') : [node];
}

/** `count(rows) = 0` and `> 0` have words of their own. */
function itemsOf(left: FeelNode, op: string, right: FeelNode, reader: Reader): string | undefined {
  const [callee, , args] = left.name === 'FunctionInvocation' ? left.children : [];
  const [list] = args?.children ?? [];
  if (callee?.text !== 'count' || !list || right.text !== '0' || pathOf(list) === undefined) return undefined;
  const what = operand(list, reader);
  return op === '=' ? reader.words.noItems(what) : op === '>' ? reader.words.someItems(what) : undefined;
}

function comparison(node: FeelNode, reader: Reader): string {
  const [left, op, ...rest] = node.children;
  if (!left || !op) throw new NotSimple();
  const items = op.name === 'CompareOp' && rest[0] ? itemsOf(left, op.text, rest[0], reader) : undefined;
  if (items !== undefined) return items;
  const about = pathOf(left);
  const what = operand(left, reader);
  if (op.name === 'CompareOp' && rest[0]) return booleanOr(what, op.text, rest[0], reader, about);
  if (op.name === 'between' && rest[0] && rest[2]) return reader.words.subject(what, reader.words.range(operand(rest[0], reader), operand(rest[2], reader), true, true));
  if (op.name !== 'in') throw new NotSimple();
  const list = rest.find((child) => child.name === 'PositiveUnaryTests') ?? rest.find((child) => child.name === 'PositiveUnaryTest') ?? rest[0];
  if (!list) throw new NotSimple();
  const inner = list.name === 'PositiveUnaryTest' && list.children[0]?.name === 'List' ? list.children[0].children.filter((child) => !/^[[\],]$/.test(child.name)) : positives(list);
  return reader.words.subject(what, tests(inner, reader, about));
}

function booleanOr(what: string, op: string, right: FeelNode, reader: Reader, about: string | undefined): string {
  if (right.name === 'BooleanLiteral' && (op === '=' || op === '!=')) {
    return (right.text === 'true') === (op === '=') ? reader.words.holds(what) : reader.words.fails(what);
  }
  return reader.words.subject(what, compare(op, right, reader, about));
}

function joined(node: FeelNode, word: string, reader: Reader): string {
  const [left, , right] = node.children;
  if (!left || !right) throw new NotSimple();
  const side = (child: FeelNode) => {
    const text = condition(child, reader);
    const inner = child.name === 'ParenthesizedExpression' ? inside(child) : child;
    return node.name === 'Conjunction' && inner.name === 'Disjunction' ? reader.words.group(text) : text;
  };
  return `${side(left)}${word}${side(right)}`;
}

/** `days between(a, b)` is no statement that could hold. What is no built-in may be a decision of yes or no. */
function givesYesOrNo(name: string): boolean {
  const known = builtinNamed(name.replace(/\s+/g, ' '));
  return known === undefined || known.overloads.some(({ returns }) => typeof returns === 'object' && returns.kind === 'boolean');
}

function call(node: FeelNode, reader: Reader): string {
  const [callee, , args] = node.children;
  const said = args?.children.length === 2 ? reader.words.calls[callee?.text.replace(/\s+/g, ' ') ?? ''] : undefined;
  const [subject, object] = args?.children ?? [];
  if (said && subject && object) return said(operand(subject, reader), operand(object, reader, pathOf(subject)));
  if (callee?.text !== 'not' || args?.children.length !== 1) {
    if (!givesYesOrNo(callee?.text ?? '')) throw new NotSimple();
    return reader.words.holds(node.text);
  }
  const [argument] = args.children;
  if (!argument) throw new NotSimple();
  if (pathOf(argument) !== undefined) return reader.words.fails(operand(argument, reader));
  return reader.words.not(condition(argument, reader));
}

/** A whole condition with subjects. */
function condition(node: FeelNode, reader: Reader): string {
  if (node.name === 'Comparison') return comparison(node, reader);
  if (node.name === 'Conjunction') return joined(node, reader.words.and, reader);
  if (node.name === 'Disjunction') return joined(node, reader.words.or, reader);
  if (node.name === 'ParenthesizedExpression') return condition(inside(node), reader);
  if (node.name === 'FunctionInvocation') return call(node, reader);
  if (node.name === 'BooleanLiteral') return node.text === 'true' ? reader.words.yes : reader.words.no;
  if (pathOf(node) !== undefined) return reader.words.holds(operand(node, reader));
  throw new NotSimple();
}

function unary(root: FeelNode, reader: Reader): string {
  const { words } = reader;
  const negated = root.children[0]?.name === 'not';
  const list = root.children.find((child) => child.name === 'PositiveUnaryTests');
  if (root.children[0]?.name === 'Wildcard') return words.any;
  if (!list) throw new NotSimple();
  const all = positives(list);
  if (!negated) return tests(all, reader);
  if (all.every(isPlainValue)) return words.noneOf(all.map((node) => operand(node.children[0] ?? node, reader)));
  return words.not(tests(all, reader));
}

function simple(make: () => string): string | undefined {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof NotSimple) return undefined;
    throw cause;
  }
}

/** Says one table cell in words: `<= 30` → 不超过 30, `-` → 不限. Undefined when it is too involved to say simply. */
export function readTests(source: string, locale: Locale, names: ReadingNames = {}): string | undefined {
  const reader = { words: READING_WORDS[locale], names };
  if (source.trim() === '' || source.trim() === '-') return reader.words.any;
  const root = feelTree(source, 'unary');
  return root && simple(() => unary(root, reader));
}

/** Says a condition or simple value in words: `form.choice = "refuse"` → 您的决定 是 不互认. Undefined when too involved. */
export function readExpression(source: string, locale: Locale, names: ReadingNames = {}): string | undefined {
  const reader = { words: READING_WORDS[locale], names };
  const [body] = feelTree(source, 'expression')?.children ?? [];
  if (!body) return undefined;
  if (body.name === 'IfExpression') {
    const [, when, , then, , otherwise] = body.children;
    return when && then && otherwise ? simple(() => reader.words.ifElse(condition(when, reader), operand(then, reader), operand(otherwise, reader))) : undefined;
  }
  if (body.name.endsWith('Literal') || pathOf(body) !== undefined) return operand(body, reader);
  return simple(() => condition(body, reader));
}
