import { feelTree, type FeelNode, type FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { oneOf, shapeOf, UNKNOWN, within, type Mark, type Member, type Names, type Shape } from './shape.ts';

/** Told of every name that leads somewhere: `from` and `to` are places in the source. */
export type OnName = (mark: Mark, from: number, to: number) => void;

interface Reading {
  readonly source: string;
  readonly found: OnName | undefined;
}

type Read = (node: FeelNode, names: Names, reading: Reading) => Shape;

const WORD = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`[^`]*`|[\p{L}_][\p{L}\p{N}_]*/gu;
const PLAIN = /^[\p{L}_]+\p{Nd}*$/u;
/** A letter that no word of the grammar begins with. */
const STAND_IN = 'ˋ';

/** The source, same length, with names the tokenizer would cut in two (`a1b`, members called like a word of the grammar) as plain ones. */
function withPlainNames(source: string): string {
  return source.replaceAll(WORD, (word, at: number) => (/^["/`]/.test(word) || (PLAIN.test(word) && !/\.\s*$/.test(source.slice(0, at))) ? word : STAND_IN.repeat(word.length)));
}

const KEPT = 4000;
const trees = new Map<string, FeelNode | undefined>();

function treeOf(source: string, kind: FormulaKind): FeelNode | undefined {
  const key = `${kind} ${source}`;
  if (trees.has(key)) return trees.get(key);
  if (trees.size >= KEPT) trees.clear();
  const tree = feelTree(withPlainNames(source), kind);
  trees.set(key, tree);
  return tree;
}

const SIGN = /^[^\p{L}?]/u;
const KEYWORDS: ReadonlySet<string> = new Set(['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'instance', 'of', 'function', 'and', 'or', 'between', 'not']);

/** The children that stand for values. */
function partsOf({ children }: FeelNode): readonly FeelNode[] {
  return children.filter(({ name }) => !SIGN.test(name) && !KEYWORDS.has(name) && name !== 'ArithOp' && name !== 'CompareOp');
}

function nameOf(node: FeelNode, { source }: Reading): string {
  return source.slice(node.from, node.to).trim().replaceAll('`', '').replaceAll(/\s+/gu, ' ');
}

function tell({ source, found }: Reading, member: Member | undefined, node: FeelNode): Shape {
  if (member?.mark !== undefined && found !== undefined) {
    const quoted = /^[`"]/.test(source.slice(node.from, node.from + 1)) ? 1 : 0;
    found(member.mark, node.from + quoted, node.to - quoted);
  }
  return member?.shape ?? UNKNOWN;
}

function read(node: FeelNode, names: Names, reading: Reading): Shape {
  const one = Object.hasOwn(READERS, node.name) ? READERS[node.name] : undefined;
  if (one !== undefined) return one(node, names, reading);
  return oneOf(partsOf(node).map((child) => read(child, names, reading)));
}

const nothing: Read = () => UNKNOWN;

/** Reads the parts and answers nothing of theirs. */
const inside: Read = (node, names, reading) => {
  for (const child of partsOf(node)) read(child, names, reading);
  return UNKNOWN;
};

const path: Read = (node, names, reading) => {
  const [of, key] = partsOf(node);
  const shape = of === undefined ? UNKNOWN : read(of, names, reading);
  return key === undefined ? UNKNOWN : tell(reading, shape.member(nameOf(key, reading)), key);
};

const filter: Read = (node, names, reading) => {
  const [of, test] = partsOf(node);
  const item = of === undefined ? UNKNOWN : read(of, names, reading);
  if (test !== undefined) read(test, (name) => item.member(name) ?? (name === 'item' ? { shape: item } : names(name)), reading);
  return item;
};

const loop: Read = (node, names, reading) => {
  let inner = names;
  let body: Shape = UNKNOWN;
  for (const child of partsOf(node)) {
    if (child.name !== 'InExpressions') {
      body = read(child, within(inner, { partial: { shape: UNKNOWN } }), reading);
      continue;
    }
    for (const { children } of child.children) {
      const [name, ...rest] = children.filter((one) => one.name === 'Name' || one.name === 'IterationContext');
      const shape = oneOf(rest.map((one) => read(one, inner, reading)));
      if (name !== undefined) inner = within(inner, { [nameOf(name, reading)]: { shape } });
    }
  }
  return node.name === 'ForExpression' ? body : UNKNOWN;
};

const context: Read = (node, names, reading) => {
  const made: Record<string, Member> = {};
  for (const entry of node.children.filter((child) => child.name === 'ContextEntry')) {
    const [key, value] = entry.children;
    if (key === undefined || value === undefined) continue;
    made[nameOf(key, reading).replaceAll('"', '')] = { shape: read(value, within(names, { ...made }), reading) };
  }
  return shapeOf(made);
};

/** Literals of a list of tests or values. */
function literals(node: FeelNode): readonly FeelNode[] {
  if (node.name === 'StringLiteral') return [node];
  return ['PositiveUnaryTests', 'PositiveUnaryTest', 'List', 'ParenthesizedExpression', 'UnaryTests'].includes(node.name) ? node.children.flatMap(literals) : [];
}

function tellChoices(of: Shape, nodes: readonly FeelNode[], reading: Reading): void {
  for (const node of nodes.flatMap(literals)) {
    const mark = of.choice?.(reading.source.slice(node.from + 1, node.to - 1));
    if (mark !== undefined) tell(reading, { mark, shape: UNKNOWN }, node);
  }
}

const comparison: Read = (node, names, reading) => {
  const parts = partsOf(node);
  const shapes = parts.map((child) => read(child, names, reading));
  for (const [index, shape] of shapes.entries()) tellChoices(shape, parts.filter((_part, at) => at !== index), reading);
  return UNKNOWN;
};

const tests: Read = (node, names, reading) => {
  inside(node, names, reading);
  tellChoices(names('?')?.shape ?? UNKNOWN, node.children.flatMap((child) => (child.name === 'PositiveUnaryTests' ? [child] : [])), reading);
  return UNKNOWN;
};

/** A function gives what it is given, as far as names go; a function among the arguments takes what is beside it. */
const invocation: Read = (node, names, reading) => {
  const [callee, given] = partsOf(node);
  if (callee === undefined || given === undefined) return UNKNOWN;
  const called = callee.name === 'VariableName' ? nameOf(callee, reading) : '';
  if (called !== '') tell(reading, names(called), callee);
  const args = given.children.map((one) => (one.name === 'NamedParameter' ? one.children.at(-1) : one)).filter((one) => one !== undefined);
  const values = args.filter((one) => one.name !== 'FunctionDefinition');
  const shape = oneOf(values.map((one) => read(one, names, reading)));
  const [, second] = args;
  if (second?.name === 'StringLiteral' && (called === 'get value' || called === 'context put')) {
    const got = tell(reading, shape.member(reading.source.slice(second.from + 1, second.to - 1)), second);
    return called === 'get value' ? got : shape;
  }
  tellChoices(shape, args, reading);
  const results = args.filter((one) => one.name === 'FunctionDefinition').map((one) => definition(one, names, reading, shape));
  return oneOf([shape, ...results]);
};

function definition(node: FeelNode, names: Names, reading: Reading, taken: Shape = UNKNOWN): Shape {
  const params = node.children.flatMap((child) => (child.name === 'FormalParameters' ? child.children : [])).flatMap(({ children }) => children.slice(0, 1));
  const inner = within(names, Object.fromEntries(params.map((one) => [nameOf(one, reading), { shape: taken }])));
  return oneOf(node.children.filter((child) => child.name === 'FunctionBody').map((child) => read(child, inner, reading)));
}

const READERS: Readonly<Record<string, Read>> = {
  VariableName: (node, names, reading) => tell(reading, names(nameOf(node, reading)), node),
  '?': (_node, names) => names('?')?.shape ?? UNKNOWN,
  PathExpression: path,
  FilterExpression: filter,
  ForExpression: loop,
  QuantifiedExpression: loop,
  IfExpression: (node, names, reading) => oneOf(partsOf(node).map((child) => read(child, names, reading)).slice(1)),
  Context: context,
  Comparison: comparison,
  SimplePositiveUnaryTest: inside,
  UnaryTests: tests,
  ArithmeticExpression: inside,
  Conjunction: inside,
  Disjunction: inside,
  FunctionInvocation: invocation,
  FunctionDefinition: definition,
  InstanceOfExpression: (node, names, reading) => {
    const [value] = partsOf(node);
    if (value !== undefined) read(value, names, reading);
    return UNKNOWN;
  },
  StringLiteral: nothing,
  NumericLiteral: nothing,
  BooleanLiteral: nothing,
  Type: nothing,
};

/** Reads a formula against names, tells of those that lead somewhere, and answers what the formula gives. One that does not parse has no names. */
export function readFormula(source: string, kind: FormulaKind, names: Names, found?: OnName): Shape {
  const tree = treeOf(source, kind);
  return tree === undefined ? UNKNOWN : read(tree, names, { source, found });
}

/** The same for the formulas in braces of a text: `{param.limit} days`. */
export function readText(source: string, names: Names, found: OnName): void {
  for (const match of source.matchAll(/\{([^{}]*)\}/g)) readFormula(match[1] ?? '', 'expression', names, (mark, from, to) => found(mark, match.index + 1 + from, match.index + 1 + to));
}
