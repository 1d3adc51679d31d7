import type { Locale } from '../../../../runtime/schema/text.ts';
import { BUILTINS } from './builtin-help.ts';
import { asSchema, choicesOf, mayBeEmpty, membersOf, sampleAt, schemaAt, schemaDescription, schemaTitle, schemaTypeName, shortValue, type FormulaScope, type SchemaView } from './formula-scope.ts';
import { quote, type FormulaKind } from './feel-tree.ts';

export type OptionKind = 'name' | 'member' | 'function' | 'keyword' | 'value';

/** One line of the completion list: what is typed, what it means, its type and what it was last time. */
export interface FormulaOption {
  readonly kind: OptionKind;
  readonly label: string;
  readonly insert: string;
  /** Where the caret goes, counted from the start of `insert`. */
  readonly caret?: number;
  readonly title: string;
  readonly type: string;
  readonly sample: string;
  readonly help?: string;
  readonly mayBeEmpty: boolean;
}

export interface CompletionAnswer {
  /** Characters of the source that the option replaces start here. */
  readonly from: number;
  readonly options: readonly FormulaOption[];
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u;
const PATH = /([\p{L}_][\p{L}\p{N}_]*(?:\[[^\]]*\])?(?:\.[\p{L}_][\p{L}\p{N}_]*(?:\[[^\]]*\])?)*)\.\s*$/u;

const KEYWORDS: Readonly<Record<FormulaKind, readonly (readonly [string, string, string])[]>> = {
  expression: [
    ['and', '并且', 'both hold'], ['or', '或者', 'either holds'], ['if', '如果 … then … else …', 'if … then … else …'],
    ['in', '在…之中', 'one of'], ['between', '在…之间', 'between … and …'], ['some', '有一项满足', 'some item satisfies'],
    ['every', '每一项都满足', 'every item satisfies'], ['for', '逐项计算', 'compute for each'], ['true', '是', 'yes'], ['false', '否', 'no'], ['null', '空', 'empty'],
  ],
  unary: [['-', '不限', 'any value'], ['not', '不是这些', 'none of these'], ['true', '是', 'yes'], ['false', '否', 'no'], ['null', '空', 'empty']],
};

/** Whether the caret is inside quoted text, where only listed values help. */
function insideText(before: string): boolean {
  return (before.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

function schemaOption(kind: 'name' | 'member', name: string, schema: SchemaView, path: readonly string[], scope: FormulaScope, locale: Locale): FormulaOption {
  const help = schemaDescription(schema, locale);
  return {
    kind,
    label: name,
    insert: name,
    title: scope.titles?.[path.join('.')] ?? schemaTitle(schema, locale) ?? '',
    type: schemaTypeName(schema, locale),
    sample: shortValue(sampleAt(scope.samples, path), locale, 14),
    mayBeEmpty: mayBeEmpty(schema),
    ...(help === undefined ? {} : { help }),
  };
}

function memberOptions(before: string, scope: FormulaScope, locale: Locale): FormulaOption[] | undefined {
  const match = PATH.exec(before);
  if (!match?.[1]) return undefined;
  const path = match[1].replace(/\[[^\]]*\]/g, '').split('.');
  const owner = schemaAt(scope.names, path);
  if (!owner) return [];
  return Object.entries(membersOf(owner)).map(([name, schema]) => schemaOption('member', name, asSchema(schema), [...path, name], scope, locale));
}

/** The literals a tested value can be, by its schema. */
function valueOptions(schema: SchemaView | undefined, before: string, locale: Locale): FormulaOption[] {
  const open = insideText(before);
  return choicesOf(schema).map((value) => {
    const literal = typeof value === 'string' ? quote(value) : String(value);
    return { kind: 'value', label: typeof value === 'string' && open ? value : literal, insert: typeof value === 'string' && open ? value : literal, title: '', type: locale === 'en' ? 'value' : '可取的值', sample: '', mayBeEmpty: false };
  });
}

/** The schema of what stands left of a comparison just before the caret: `order.setting = "` offers 门诊. */
function comparedSchema(before: string, scope: FormulaScope): SchemaView | undefined {
  const left = /([\p{L}_][\p{L}\p{N}_.]*)\s*(?:!?=|in\s*\(?)\s*(?:"[^"]*"\s*,\s*)*"?[^"\s]*$/u.exec(before)?.[1];
  return left === undefined ? undefined : schemaAt(scope.names, left.split('.'));
}

function builtinOptions(locale: Locale): FormulaOption[] {
  return BUILTINS.map(({ name, usage, zh, en }) => {
    const noArguments = usage === `${name}()`;
    return { kind: 'function', label: name, insert: `${name}()`, caret: name.length + (noArguments ? 2 : 1), title: locale === 'en' ? en : zh, type: locale === 'en' ? 'function' : '函数', sample: '', help: usage, mayBeEmpty: false };
  });
}

function keywordOptions(kind: FormulaKind, locale: Locale): FormulaOption[] {
  return KEYWORDS[kind].map(([word, zh, en]) => ({ kind: 'keyword', label: word, insert: word === 'not' ? 'not()' : word, ...(word === 'not' ? { caret: 4 } : {}), title: locale === 'en' ? en : zh, type: '', sample: '', mayBeEmpty: false }));
}

/**
 * What may stand at `at`: after a dot the members of that value, else values of the column, names, functions and words.
 * `source` is the whole formula.
 */
export function completeFormula(source: string, at: number, kind: FormulaKind, scope: FormulaScope, locale: Locale): CompletionAnswer {
  const before = source.slice(0, at);
  const word = WORD.exec(before)?.[0] ?? '';
  const from = at - word.length;
  const head = before.slice(0, from);
  const tested = kind === 'unary' ? asSchema(scope.input) : comparedSchema(before, scope);
  if (insideText(before)) {
    const opened = before.lastIndexOf('"') + 1;
    return { from: opened, options: valueOptions(tested, before, locale) };
  }
  const members = memberOptions(head, scope, locale);
  if (members) return { from, options: members };
  const names = Object.entries(scope.names).map(([name, schema]) => schemaOption('name', name, asSchema(schema), [name], scope, locale));
  return { from, options: [...valueOptions(tested, before, locale), ...names, ...keywordOptions(kind, locale), ...builtinOptions(locale)] };
}
