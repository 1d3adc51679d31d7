import type { SyntaxNode } from '@lezer/common';
import type { Builtin, Overload } from '../builtins/define-builtin.ts';
import { usageOf } from '../builtins/define-builtin.ts';
import { builtinNamed, builtins } from '../builtins/registry.ts';
import type { Ir } from '../ir.ts';
import { suggest } from '../suggest.ts';
import { ANY, BOOLEAN, typeName } from '../types.ts';
import { makeDate, parseDate } from '../values/dates.ts';
import type { FeelType } from '../types.ts';
import { atOf, childrenOf, lowerChild, make, nullAt, partsOf, report, textOfNode } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { plainName, temporalConstant } from './literals.ts';
import { lowerName, resolveName } from './names.ts';
import { normalizeName, withLocals, visibleNames } from './scope.ts';
import type { Scope } from './scope.ts';
import { lowerType } from './type-names.ts';
import { acceptsKind } from './argument-types.ts';
import { textStart } from '../../schema/cut-text.ts';

export function lowerFunctionDefinition(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  if (node.getChild('external') !== null) {
    report(lowering, 'SCN_RULE_EXTERNAL_FUNCTION', atOf(node), {});
    return nullAt(atOf(node));
  }
  const params = (node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []).map((param) => {
    const nameNode = param.getChild('ParameterName');
    return { id: lowering.nextId(), name: nameNode === null ? '' : plainName(textOfNode(lowering, nameNode)), type: lowerType(lowering, param.getChild('Type')) };
  });
  const inner = withLocals(scope, params.map((param): [string, Ir] => [param.name, make({ op: 'local', id: param.id, name: param.name }, param.type, atOf(node))]));
  const bodyNode = node.getChild('FunctionBody');
  const body = bodyNode === null ? nullAt(atOf(node)) : lowerChild(lowering, partsOf(bodyNode)[0], bodyNode, inner);
  return make({ op: 'function', params, body }, { kind: 'function', params: params.map((param) => param.type), returns: body.type }, atOf(node));
}

interface Arguments {
  readonly values: readonly Ir[];
  readonly names: readonly string[] | null;
}

function lowerArguments(lowering: Lowering, node: SyntaxNode, scope: Scope): Arguments {
  const named = node.getChild('NamedParameters');
  if (named === null) {
    const positional = node.getChild('PositionalParameters');
    return { values: positional === null ? [] : partsOf(positional).map((child) => lowering.lower(child, scope)), names: null };
  }
  const parameters = named.getChildren('NamedParameter');
  return {
    names: parameters.map((child) => plainName(textOfNode(lowering, childrenOf(child)[0] ?? child))),
    values: parameters.map((child) => lowerChild(lowering, partsOf(child)[1], child, scope)),
  };
}

/** `name(…)`: a name in scope that is a function, else a built-in, else a finding. */
export function lowerInvocation(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const calleeNode = partsOf(node)[0] ?? childrenOf(node)[0];
  if (calleeNode === undefined) return nullAt(atOf(node));
  if (calleeNode.name !== 'VariableName' && calleeNode.name !== 'SpecialFunctionName') return callValue(lowering, node, lowering.lower(calleeNode, scope), scope);
  const name = normalizeName(textOfNode(lowering, calleeNode));
  const found = resolveName(scope, name);
  if (found !== null && found.op !== 'builtin-value') {
    const known = builtinNamed(name);
    const callable = found.type.kind === 'function' || found.type.kind === 'any';
    if (callable || known === undefined) return callValue(lowering, node, lowerName(lowering, calleeNode, scope), scope);
  }
  const known = builtinNamed(name);
  if (known !== undefined) return lowerBuiltinCall(lowering, node, known, scope);
  const near = suggest(name, [...builtins.map((made) => made.name), ...visibleNames(scope)]);
  report(lowering, 'SCN_RULE_UNKNOWN_FUNCTION', atOf(calleeNode), near === undefined ? { name } : { name, suggestion: near });
  lowerArguments(lowering, node, scope);
  return make({ op: 'null' }, ANY, atOf(node));
}

function callValue(lowering: Lowering, node: SyntaxNode, callee: Ir, scope: Scope): Ir {
  const { values, names } = lowerArguments(lowering, node, scope);
  const { type } = callee;
  const name = textStart(lowering.source.slice(callee.at[0], callee.at[1]), 40);
  if (type.kind !== 'function' && type.kind !== 'any') {
    report(lowering, 'SCN_RULE_NOT_A_FUNCTION', callee.at, { name, type: typeName(type, 'zh-CN'), typeEn: typeName(type, 'en') });
    return nullAt(atOf(node));
  }
  if (callee.op === 'function' && callee.params.length !== values.length) {
    report(lowering, 'SCN_RULE_ARITY', atOf(node), { name: 'function', given: values.length, usage: `function(${callee.params.map((param) => param.name).join(', ')})` });
  }
  return make({ op: 'call', callee, args: values, ...(names === null ? {} : { names }) }, type.kind === 'function' ? type.returns : ANY, atOf(node));
}

/** `date("…")`, `time("…")`, `date and time("…")`, `duration("…")`, and `@"…"`. */
export function lowerTemporal(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const at = node.getChild('AtLiteral');
  if (at !== null) return lowering.lower(at, scope);
  const constructor = node.getChild('DateTimeConstructor');
  const known = constructor === null ? undefined : builtinNamed(normalizeName(textOfNode(lowering, constructor)));
  return known === undefined ? nullAt(atOf(node)) : lowerBuiltinCall(lowering, node, known, scope);
}

const CONSTANT_KINDS: Readonly<Record<string, readonly string[]>> = {
  date: ['date'],
  time: ['time'],
  'date and time': ['date-time'],
  duration: ['days-time-duration', 'years-months-duration'],
};

function lowerBuiltinCall(lowering: Lowering, node: SyntaxNode, known: Builtin, scope: Scope): Ir {
  const { values, names } = lowerArguments(lowering, node, scope);
  if (known.name === 'not' && values.length === 1 && values[0] !== undefined) return make({ op: 'not', value: values[0] }, BOOLEAN, atOf(node));
  checkCalendarDay(lowering, node, known, values);
  const only = values[0];
  const constants = CONSTANT_KINDS[known.name];
  if (constants !== undefined && values.length === 1 && only?.op === 'string') {
    const constant = temporalConstant(only.value, atOf(node));
    if (constant !== null && constants.includes(constant.type.kind)) return constant;
    if (!readable(known.name, only.value)) report(lowering, 'SCN_RULE_TEMPORAL_LITERAL', only.at, { text: textStart(only.value, 40) }, 'warning');
  }
  return names === null ? positionalCall(lowering, node, known, values) : namedCall(lowering, node, known, values, names);
}

/** Whether a text can be made into it at run time, in a form that is no constant: a day as the midnight it begins with. */
function readable(name: string, text: string): boolean {
  return name === 'date and time' && parseDate(text) !== null;
}

/** `date(2026, 2, 30)`: a day that does not exist. */
function checkCalendarDay(lowering: Lowering, node: SyntaxNode, known: Builtin, values: readonly Ir[]): void {
  if (known.name !== 'date' || values.length !== 3) return;
  const parts = values.map((value) => (value.op === 'number' ? Number(value.text) : Number.NaN));
  const [year = 0, month = 0, day = 0] = parts;
  if (parts.every(Number.isInteger) && makeDate(year, month, day) === null) report(lowering, 'SCN_RULE_TEMPORAL_LITERAL', atOf(node), { text: parts.join('-') }, 'warning');
}

function fitsCount({ params }: Overload, count: number): boolean {
  const least = params.filter((param) => !param.optional && !param.variadic).length;
  return count >= least && (params.at(-1)?.variadic === true || count <= params.length);
}

function positionalCall(lowering: Lowering, node: SyntaxNode, known: Builtin, values: readonly Ir[]): Ir {
  const byCount = known.overloads.filter((candidate) => fitsCount(candidate, values.length));
  if (byCount.length === 0) {
    report(lowering, 'SCN_RULE_ARITY', atOf(node), { name: known.name, given: values.length, usage: usageOf(known) });
    return nullAt(atOf(node));
  }
  const fitting = byCount.filter((candidate) => firstMisfit(candidate, values) === -1);
  if (fitting.length === 0) reportMisfit(lowering, known, byCount[0], values);
  checkItems(lowering, known, values);
  return makeCall(node, known, fitting.length === 0 ? byCount : fitting, values);
}

const NUMBERS_ONLY: ReadonlySet<string> = new Set(['sum', 'mean', 'median', 'product', 'stddev', 'mode']);
const ADDABLE: ReadonlySet<string> = new Set(['any', 'null', 'number', 'list', 'days-time-duration', 'years-months-duration']);

/** `sum` of texts and its like: always null. */
function checkItems(lowering: Lowering, known: Builtin, values: readonly Ir[]): void {
  const [list] = values;
  if (!NUMBERS_ONLY.has(known.name) || values.length !== 1 || list === undefined || list.type.kind !== 'list' || ADDABLE.has(list.type.of.kind)) return;
  const wanted: FeelType = { kind: 'list', of: { kind: 'number' } };
  report(lowering, 'SCN_RULE_ARGUMENT_TYPE', list.at, { name: known.name, argument: 'list', wanted: typeName(wanted, 'zh-CN'), wantedEn: typeName(wanted, 'en'), found: typeName(list.type, 'zh-CN'), foundEn: typeName(list.type, 'en') }, 'warning');
}

function firstMisfit(candidate: Overload, values: readonly (Ir | null)[]): number {
  return values.findIndex((value, index) => {
    const param = candidate.params[Math.min(index, candidate.params.length - 1)];
    return value !== null && param !== undefined && !param.variadic && !acceptsKind(param.kind, value.type);
  });
}

function reportMisfit(lowering: Lowering, known: Builtin, candidate: Overload | undefined, values: readonly (Ir | null)[]): void {
  if (candidate === undefined) return;
  const index = firstMisfit(candidate, values);
  const value = values[index];
  const param = candidate.params[Math.min(index, candidate.params.length - 1)];
  if (value === undefined || value === null || param === undefined) return;
  const wanted = (WANTED[param.kind] ?? { kind: param.kind }) as FeelType;
  report(lowering, 'SCN_RULE_ARGUMENT_TYPE', value.at, {
    name: known.name,
    argument: param.name,
    wanted: typeName(wanted, 'zh-CN'),
    wantedEn: typeName(wanted, 'en'),
    found: typeName(value.type, 'zh-CN'),
    foundEn: typeName(value.type, 'en'),
  }, 'warning');
}

const WANTED: Readonly<Record<string, FeelType>> = { day: { kind: 'date' }, duration: { kind: 'days-time-duration' }, list: { kind: 'list', of: ANY }, range: { kind: 'range', of: ANY }, context: { kind: 'context', fields: {} }, function: { kind: 'function', params: [], returns: ANY } };

/** Every value fits a list (as its one item) or anything at all, so later candidates are never tried. */
function takesAll({ params }: Overload, count: number): boolean {
  return count === params.length && params.every((param) => (param.kind === 'list' || param.kind === 'any') && !param.variadic);
}

function makeCall(node: SyntaxNode, known: Builtin, fitting: readonly Overload[], args: readonly (Ir | null)[]): Ir {
  const first = fitting[0];
  const candidates = first !== undefined && takesAll(first, args.length) ? [first] : fitting;
  const types = args.map((value) => value?.type ?? ANY);
  const results = candidates.map((candidate) => (typeof candidate.returns === 'function' ? candidate.returns(types) : candidate.returns));
  const type = results.every((result) => result.kind === results[0]?.kind) ? (results[0] ?? ANY) : ANY;
  const index = candidates.length === 1 && first !== undefined ? known.overloads.indexOf(first) : -1;
  return make({ op: 'builtin', name: known.name, overload: index, args }, type, atOf(node));
}

function namedCall(lowering: Lowering, node: SyntaxNode, known: Builtin, values: readonly Ir[], names: readonly string[]): Ir {
  const fitting = known.overloads.filter((candidate) => {
    const own = candidate.params.map((param) => param.name);
    return names.every((name) => own.includes(name)) && candidate.params.every((param) => param.optional || names.includes(param.name)) && new Set(names).size === names.length;
  });
  const candidate = fitting[0];
  if (candidate === undefined) {
    const strange = names.find((name) => !known.overloads.some((each) => each.params.some((param) => param.name === name)));
    if (strange === undefined) report(lowering, 'SCN_RULE_ARITY', atOf(node), { name: known.name, given: values.length, usage: usageOf(known) });
    else report(lowering, 'SCN_RULE_ARGUMENT_NAME', atOf(node), { name: known.name, argument: strange, usage: usageOf(known) });
    return nullAt(atOf(node));
  }
  const args = candidate.params.map((param) => values[names.indexOf(param.name)] ?? null);
  while (args.at(-1) === null) args.pop();
  const same = fitting.filter((each) => each.params.map((param) => param.name).join() === candidate.params.map((param) => param.name).join());
  const typed = same.filter((each) => firstMisfit(each, args) === -1);
  if (typed.length === 0) reportMisfit(lowering, known, candidate, args);
  return makeCall(node, known, typed.length === 0 ? same : typed, args);
}
