import type { Locale } from '../../../../runtime/schema/text.ts';
import { BUILTINS, type BuiltinHelp } from './builtin-help.ts';
import { fieldOptions } from './field-options.ts';
import { asSchema, choicesOf, mayBeEmpty, membersOf, sampleAt, schemaAt, schemaDescription, schemaTypeName, shortValue, titleOfPath, wordOfValue, type FormulaScope, type SchemaView } from './formula-scope.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { quote } from './parsers.ts';
import { formulaTexts } from './formula-texts.ts';
import { matchRank } from './pinyin.ts';

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
  /** Lines of the box beside the list: a signature, an example, a description. */
  readonly help: readonly string[];
  readonly mayBeEmpty: boolean;
}

export interface CompletionAnswer {
  /** Characters of the source that the option replaces start here. */
  readonly from: number;
  /** Those that match what is typed, best first. */
  readonly options: readonly FormulaOption[];
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u;
const WORDS = /[\p{L}_][\p{L}\p{N}_]*(?: [\p{L}_][\p{L}\p{N}_]*)+$/u;
const PATH = /([\p{L}_][\p{L}\p{N}_]*(?:\[[^\]]*\])?(?:\.[\p{L}_][\p{L}\p{N}_]*(?:\[[^\]]*\])?)*)\.\s*$/u;
/** Fields deeper in the scope are offered once this much of a word is typed. */
const DEEP_FROM = 2;

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

function schemaOption(kind: 'name' | 'member', label: string, schema: SchemaView, path: readonly string[], scope: FormulaScope, locale: Locale): FormulaOption {
  const help = schemaDescription(schema, locale);
  return {
    kind,
    label,
    insert: label,
    title: titleOfPath(scope, path.join('.'), locale) ?? '',
    type: schemaTypeName(schema, locale),
    sample: shortValue(sampleAt(scope.samples, path), locale, 14),
    help: help === undefined ? [] : [help],
    mayBeEmpty: mayBeEmpty(schema),
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

interface Tested {
  readonly schema: SchemaView | undefined;
  readonly path: string;
  readonly known?: readonly unknown[] | undefined;
}

/** The literals a tested value can be, by its schema, with what people call them. */
function valueOptions({ schema, path, known = [] }: Tested, before: string, scope: FormulaScope, locale: Locale): FormulaOption[] {
  const open = insideText(before);
  const listed = choicesOf(schema);
  return [...new Set([...listed, ...known])].map((value) => {
    const text = typeof value === 'string' && open ? value : typeof value === 'string' ? quote(value) : String(value);
    const title = wordOfValue(scope, path, String(value)) ?? '';
    return { kind: 'value', label: text, insert: text, title, type: listed.includes(value) ? formulaTexts[locale].listedValue : formulaTexts[locale].knownValue, sample: '', help: [], mayBeEmpty: false };
  });
}

/** What stands left of a comparison just before the caret: `order.setting = "` offers 门诊. */
function compared(before: string, scope: FormulaScope): Tested {
  const left = /([\p{L}_][\p{L}\p{N}_.]*)\s*(?:!?=|in\s*\(?)\s*(?:"[^"]*"\s*,\s*)*"?[^"\s]*$/u.exec(before)?.[1];
  return { schema: left === undefined ? undefined : schemaAt(scope.names, left.split('.')), path: left ?? '' };
}

function builtinOption(help: BuiltinHelp, locale: Locale): FormulaOption {
  const { name } = help;
  const takesNothing = help.signature === `${name}()`;
  const words = formulaTexts[locale];
  return {
    kind: 'function', label: name, insert: `${name}()`, caret: name.length + (takesNothing ? 2 : 1),
    title: locale === 'en' ? help.en : help.zh, type: words.functionWord, sample: '',
    help: [help.signature, ...(help.example === undefined ? [] : [words.example(help.example)])], mayBeEmpty: false,
  };
}

function keywordOptions(kind: FormulaKind, locale: Locale): FormulaOption[] {
  return KEYWORDS[kind].map(([word, zh, en]) => ({ kind: 'keyword', label: word, insert: word === 'not' ? 'not()' : word, ...(word === 'not' ? { caret: 4 } : {}), title: locale === 'en' ? en : zh, type: '', sample: '', help: [], mayBeEmpty: false }));
}

const ORDER: Readonly<Record<OptionKind, number>> = { value: 0, member: 1, name: 2, keyword: 3, function: 4 };

/** Those that match `word` by name, alias, title or pinyin; values and names before functions among equals. */
function fitting(options: readonly FormulaOption[], word: string, aliasesOf: (option: FormulaOption) => readonly string[]): FormulaOption[] {
  if (word === '') return [...options];
  return options
    .map((option) => ({ option, rank: matchRank(word, [option.label, ...(option.kind === 'name' ? [option.label.split('.').at(-1) ?? ''] : [])], [option.title, ...aliasesOf(option)]) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((one, other) => Math.min(one.rank ?? 9, 2) - Math.min(other.rank ?? 9, 2) || ORDER[one.option.kind] - ORDER[other.option.kind] || (one.rank ?? 9) - (other.rank ?? 9) || Number(one.option.label.startsWith('_')) - Number(other.option.label.startsWith('_')))
    .map(({ option }) => option);
}

const aliases = new Map(BUILTINS.map((help) => [help.name, help.aliases]));
const aliasesOf = (option: FormulaOption): readonly string[] => (option.kind === 'function' ? (aliases.get(option.label) ?? []) : []);

function deepOptions(scope: FormulaScope, locale: Locale): FormulaOption[] {
  return fieldOptions(scope, locale).filter(({ path }) => path.includes('.')).map(({ path, schema }) => schemaOption('name', path, schema, path.split('.'), scope, locale));
}

/** `days b` is the beginning of a function of several words. */
function severalWords(before: string, locale: Locale): CompletionAnswer | undefined {
  const words = WORDS.exec(before)?.[0];
  if (words === undefined) return undefined;
  const parts = words.split(' ');
  for (let skip = 0; skip < parts.length - 1; skip += 1) {
    const start = parts.slice(skip).join(' ').toLowerCase();
    const found = BUILTINS.filter((help) => help.name.includes(' ') && help.name.startsWith(start));
    if (found.length > 0) return { from: before.length - start.length, options: found.map((help) => builtinOption(help, locale)) };
  }
  return undefined;
}

/**
 * What may stand at `at`: after a dot the members of that value, else values of the column, names, fields, functions and words that
 * match what is typed. `source` is the whole formula.
 */
export function completeFormula(source: string, at: number, kind: FormulaKind, scope: FormulaScope, locale: Locale): CompletionAnswer {
  const before = source.slice(0, at);
  const word = WORD.exec(before)?.[0] ?? '';
  const from = at - word.length;
  const head = before.slice(0, from);
  const tested = kind === 'unary' ? { schema: asSchema(scope.input), path: '', known: scope.known } : compared(before, scope);
  if (insideText(before)) {
    const opened = before.lastIndexOf('"') + 1;
    return { from: opened, options: fitting(valueOptions(tested, before, scope, locale), before.slice(opened), aliasesOf) };
  }
  const members = memberOptions(head, scope, locale);
  if (members) return { from, options: fitting(members, word, aliasesOf) };
  const several = severalWords(before, locale);
  if (several !== undefined) return several;
  const names = Object.entries(scope.names).map(([name, schema]) => schemaOption('name', name, asSchema(schema), [name], scope, locale));
  const deep = word.length >= DEEP_FROM ? deepOptions(scope, locale) : [];
  const options = fitting([...valueOptions(tested, before, scope, locale), ...names, ...deep, ...keywordOptions(kind, locale), ...BUILTINS.map((help) => builtinOption(help, locale))], word, aliasesOf);
  return { from, options };
}
