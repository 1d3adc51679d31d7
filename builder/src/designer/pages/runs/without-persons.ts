import type { Case } from '../../../../../runtime/schema/case.ts';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { FormField } from '../../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { LOCALES } from '../../../../../runtime/schema/text.ts';
import { isContainer, isRecord, member } from '../../document/pointer.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { asksForPerson, looksPersonal } from './personal-words.ts';
import { standIn } from './stand-in.ts';

/** Columns that say something about a person, by local dataset name. */
type PersonalColumns = ReadonlyMap<string, ReadonlySet<string>>;

/** What a scenario knows to be about persons: columns marked so, masked ones, and whom the rows are about. */
export function personalColumns(scenario: Scenario, catalogue: ReadonlyMap<string, DatasetDefinition>): PersonalColumns {
  return new Map(
    Object.entries(scenario.datasets).map(([name, entry]) => {
      const definition = 'own' in entry ? undefined : catalogue.get(entry.use);
      const fields = 'own' in entry ? entry.own.fields : (definition?.fields ?? []);
      const subjects = [definition?.subject, 'use' in entry ? entry.subject : member(entry.own, 'subject')].filter((one): one is string => typeof one === 'string');
      return [name, new Set([...fields.filter((field) => field.personal === true || field.mask !== undefined).map(({ id }) => id), ...subjects])] as const;
    }),
  );
}

/** Looks of a form field that always hold something about a person: who fills it in, or whom their own words are about. */
const PERSONAL_WIDGETS: ReadonlySet<string> = new Set(['person', 'signature', 'location', 'photo', 'file', 'textarea']);

function isPersonalField(field: FormField, columns: PersonalColumns, words: (field: FormField) => readonly string[]): boolean {
  const source = field.options;
  if (source !== undefined && 'dataset' in source && columns.get(source.dataset)?.has(source.value) === true) return true;
  if (field.widget !== undefined && PERSONAL_WIDGETS.has(field.widget)) return true;
  // A form asks for what the tables keep under the same name.
  if ([...columns.values()].some((names) => names.has(field.id))) return true;
  // A choice is one of a few and says nothing of its own; what is asked for by name does.
  const isFree = field.type === 'string' && field.enum === undefined && source === undefined;
  return (isFree || field.type === 'date') && words(field).some(asksForPerson);
}

function leaves(value: unknown, into: Set<string>): void {
  if (typeof value === 'string' && value !== '') into.add(value);
  else if (isContainer(value)) for (const inner of Object.values(value)) leaves(inner, into);
}

/** What a question is called: its id, and what it says in both languages. */
function wordsOf(scenario: Scenario, node: string, field: FormField): readonly string[] {
  const title = field.title ?? `@${node}.${field.id}`;
  return [field.id, ...LOCALES.map((locale) => scenarioText(scenario, title, locale) ?? '')];
}

function fromRecord(record: unknown, isPersonal: (key: string) => boolean, into: Set<string>): void {
  if (isRecord(record)) for (const [key, value] of Object.entries(record)) if (isPersonal(key)) leaves(value, into);
}

/** The personal columns of a table of answers. */
function fromTables(record: unknown, fields: readonly FormField[], into: Set<string>): void {
  if (!isRecord(record)) return;
  for (const { id, columns } of fields) {
    const rows = record[id];
    if (columns === undefined || !Array.isArray(rows)) continue;
    const personal = new Set(columns.filter((column) => column.type === 'string' && column.enum === undefined && [column.id, column.title ?? ''].some(asksForPerson)).map((column) => column.id));
    for (const row of rows as readonly unknown[]) fromRecord(row, (key) => personal.has(key), into);
  }
}

function fieldsOf(scenario: Scenario, flow: string, node: string | undefined): readonly FormField[] {
  const fields = node === undefined ? undefined : scenario.flows[flow]?.nodes[node]?.config['fields'];
  return Array.isArray(fields) ? (fields as readonly FormField[]) : [];
}

function personalValues(scenario: Scenario, made: Case, columns: PersonalColumns): ReadonlySet<string> {
  const found = new Set<string>();
  const flow = made.flow ?? 'main';
  const start = Object.entries(scenario.flows[flow]?.nodes ?? {}).find(([, { type }]) => type.startsWith('start.'))?.[0];
  const marked = (node: string | undefined) => {
    const ids = new Set(fieldsOf(scenario, flow, node).filter((field) => isPersonalField(field, columns, (one) => wordsOf(scenario, node ?? '', one))).map(({ id }) => id));
    return (key: string): boolean => ids.has(key) || (fieldsOf(scenario, flow, node).length === 0 && [...columns.values()].some((names) => names.has(key)));
  };
  fromRecord(made.start, marked(start), found);
  fromTables(made.start, fieldsOf(scenario, flow, start), found);
  for (const answer of made.answers ?? []) {
    fromRecord(answer.data, marked(answer.node), found);
    fromTables(answer.data, fieldsOf(scenario, flow, answer.node), found);
  }
  for (const [name, rows] of Object.entries(made.rows ?? {})) for (const row of rows) fromRecord(row, (key) => columns.get(name)?.has(key) === true, found);
  fromRecord(made.user, (key) => ['name', 'login', 'mail', 'phone'].includes(key), found);
  const every = new Set<string>();
  leaves([made.start, made.answers, made.rows], every);
  for (const value of every) if (looksPersonal(value)) found.add(value);
  return found;
}

function standIns(values: ReadonlySet<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const value of values) {
    const name = standIn(value, names.size + 1, (wish) => taken.has(wish) || values.has(wish));
    taken.add(name);
    names.set(value, name);
  }
  return names;
}

function swapped(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((inner: unknown) => swapped(inner, names));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swapped(inner, names)])) : value;
}

/** Without people: every value about a person is another of the same shape, the same one wherever it stands, so that rows still join. */
export function withoutPersons(scenario: Scenario, made: Case, catalogue: ReadonlyMap<string, DatasetDefinition>): { readonly made: Case; readonly replaced: number } {
  const names = standIns(personalValues(scenario, made, personalColumns(scenario, catalogue)));
  const { id, title, expect, ...parts } = made;
  const called = [...names].reduce((words, [value, name]) => words.replaceAll(value, name), title);
  return { made: { id, title: called, ...(swapped(parts, names) as Omit<Case, 'id' | 'title' | 'expect'>), expect: swapped(expect, names) as Case['expect'] }, replaced: names.size };
}
