import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { TextEntry } from '../../../../runtime/schema/text.ts';
import type { Change } from '../document/change.ts';
import { pointer } from '../document/pointer.ts';
import { freeFieldId, insertField } from './form-edits.ts';

/** Words of a new question in both languages; the columns of a table by their id. */
export interface FieldWords {
  readonly title?: TextEntry;
  readonly hint?: TextEntry;
  readonly error?: TextEntry;
  readonly columns?: Readonly<Record<string, TextEntry>>;
  /** Choices by their value. */
  readonly choices?: Readonly<Record<string, TextEntry>>;
}

export interface NewField {
  readonly field: FormField;
  readonly words?: FieldWords;
}

type Texts = Scenario['texts'];

/** A key for a text that no other text has, near the one wished for. */
function freeKey(texts: Texts, wish: string): string {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? wish : `${wish}_${number}`;
    if (!Object.hasOwn(texts, key)) return key;
  }
}

const PARTS = ['title', 'hint', 'error'] as const;

/** The question with its words as texts of the scenario, so that both languages are there and can be edited apart. */
function worded(texts: Texts, node: string, { field, words = {} }: NewField): { readonly field: FormField; readonly changes: readonly Change[] } {
  const changes: Change[] = [];
  const keep = (tail: string, entry: TextEntry): string => {
    const key = freeKey(texts, `${node}.${field.id}${tail}`);
    changes.push({ path: pointer('texts', key), value: entry });
    return `@${key}`;
  };
  const said = Object.fromEntries(PARTS.flatMap((part) => (words[part] === undefined ? [] : [[part, keep(part === 'title' ? '' : `.${part}`, words[part])] as const])));
  const columns = field.columns?.map((column) => (words.columns?.[column.id] === undefined ? column : { ...column, title: keep(`.${column.id}`, words.columns[column.id] ?? {}) }));
  // Choices are found by their key alone.
  for (const [value, entry] of Object.entries(words.choices ?? {})) changes.push({ path: pointer('texts', `${node}.${field.id}.${value}`), value: entry });
  return { field: { ...field, ...said, ...(columns === undefined ? {} : { columns }) }, changes };
}

/** @param base pointer of the node's config */
export function addField(scenario: Scenario, place: { readonly base: string; readonly node: string }, fields: readonly FormField[], at: number, made: NewField): readonly Change[] {
  const { field, changes } = worded(scenario.texts, place.node, { ...made, field: { ...made.field, id: freeFieldId(fields, made.field.id) } });
  return [...changes, { path: `${place.base}/fields`, value: insertField(fields, at, field) }];
}

/** A copy of a question below it, with words of its own. */
export function copyField(scenario: Scenario, place: { readonly base: string; readonly node: string }, fields: readonly FormField[], at: number): readonly Change[] {
  const field = fields[at];
  if (field === undefined) return [];
  const entry = (ref: string | undefined, key: string): TextEntry | undefined => {
    const found = ref === undefined ? key : ref.startsWith('@') ? ref.slice(1) : undefined;
    return found !== undefined && Object.hasOwn(scenario.texts, found) ? scenario.texts[found] : undefined;
  };
  const own = `${place.node}.${field.id}`;
  const words = Object.fromEntries(PARTS.flatMap((part) => {
    const found = entry(field[part], part === 'title' ? own : `${own}.${part}`);
    return found === undefined ? [] : [[part, found] as const];
  }));
  const columns = Object.fromEntries((field.columns ?? []).flatMap((column) => {
    const found = entry(column.title, `${own}.${column.id}`);
    return found === undefined ? [] : [[column.id, found] as const];
  }));
  const choices = (field.enum ?? []).flatMap((value) => {
    const found = entry(undefined, `${own}.${value}`);
    return found === undefined ? [] : [{ path: pointer('texts', `${place.node}.${freeFieldId(fields, field.id)}.${value}`), value: found }];
  });
  return [...choices, ...addField(scenario, place, fields, at + 1, { field, words: { ...words, columns } })];
}
