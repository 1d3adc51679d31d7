import { compileColumns } from '../../../runtime/language/columns/compile-columns.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { referredColumn } from '../../../runtime/schema/reference.ts';
import type { Locale, LocalText } from '../../../runtime/schema/text.ts';
import { fail, FieldsError, type FieldProblem } from '../../errors.ts';
import type { Base } from '../context.ts';
import { compare } from './compare.ts';
import { judgeRows } from './misfits.ts';

const NO_COLUMN = (field: string): LocalText => ({ 'zh-CN': `没有列“${field}”，请另选一列或去掉它`, en: `There is no column “${field}”; choose another or leave it out` });
const TWICE = (field: string): LocalText => ({ 'zh-CN': `列“${field}”写了两次，请改名`, en: `The column “${field}” comes twice; give one another name` });
const NO_DATASET = (to: string): LocalText => ({ 'zh-CN': `没有数据集“${to}”，请另选一个`, en: `There is no dataset “${to}”; choose another` });
const NO_KEY = (to: string): LocalText => ({ 'zh-CN': `数据集“${to}”没有单列的键，不能引用；请先给它定主键`, en: `The dataset “${to}” has no key of one column, so nothing can refer to its rows; give it one first` });

/** Columns that keys, indexes and the like name. */
function named({ key, unique = [], index = [], subject, dated }: DatasetDefinition): readonly (readonly [string, string])[] {
  const days = dated ? new Set(['valid_from', 'valid_to']) : new Set<string>();
  const lists = (place: string, all: readonly (readonly string[])[]) => all.flatMap((fields, at) => fields.map((field) => [`/definition/${place}/${at}`, field] as const));
  return [...(key ?? []).map((field) => ['/definition/key', field] as const), ...lists('unique', unique), ...lists('index', index), ...(subject === undefined ? [] : [['/definition/subject', subject] as const])].filter(([, field]) => !days.has(field));
}

async function referenceFaults(base: Base, definition: DatasetDefinition, before: DatasetDefinition | null, isSeen: (id: string) => boolean): Promise<readonly { readonly path: string; readonly words: LocalText }[]> {
  const old = new Map(before?.fields.map(({ id, ref }) => [id, ref]));
  const found = await Promise.all(definition.fields.map(async ({ id, ref }, at) => {
    if (ref === undefined || old.get(id) === ref) return [];
    const path = `/definition/fields/${at}/ref`;
    const other = ref === definition.id ? definition : isSeen(ref) ? await base.store.datasets.get(ref) : null;
    if (!other) return [{ path, words: NO_DATASET(ref) }];
    return referredColumn(other) === undefined ? [{ path, words: NO_KEY(ref) }] : [];
  }));
  return found.flat();
}

/** @throws SCN_DATA_STRUCTURE with the place of each column or dataset that is named and is not there */
export async function refuseBadNames(base: Base, definition: DatasetDefinition, { before, isSeen, locale }: { readonly before: DatasetDefinition | null; readonly isSeen: (id: string) => boolean; readonly locale: Locale }): Promise<void> {
  const ids = definition.fields.map(({ id }) => id);
  const faults = [
    ...ids.flatMap((id, at) => (ids.indexOf(id) === at ? [] : [{ path: `/definition/fields/${at}/id`, words: TWICE(id) }])),
    ...named(definition).filter(([, field]) => !ids.includes(field)).map(([path, field]) => ({ path, words: NO_COLUMN(field) })),
    ...(await referenceFaults(base, definition, before, isSeen)),
  ];
  if (faults.length > 0) throw new FieldsError('SCN_DATA_STRUCTURE', faults.map(({ path, words }): FieldProblem => ({ path, message: words[locale] })));
}

/**
 * A change of a dataset that is there must not contradict its rows, and a total goes only when somebody says so.
 * @throws SCN_DATA_TOTAL_USED, SCN_DATA_ROWS_BREAK with how many rows and some of them
 */
export async function refuseBroken(base: Base, before: DatasetDefinition, after: DatasetDefinition, drops: readonly string[]): Promise<void> {
  const difference = compare(before, after);
  const total = difference.parts.find(({ kind, id }) => kind === 'total' && !drops.includes(id));
  if (total) throw fail('SCN_DATA_TOTAL_USED', { total: before.totals?.find(({ id }) => id === total.id)?.title ?? total.id, fields: difference.removed.join(', ') });
  if (difference.tightened.length === 0 || compileColumns(after).problems.some(({ severity }) => severity === 'error')) return;
  const { misfits } = await judgeRows(base, after, { ...difference, unique: [], references: [], removed: [] });
  const [first] = misfits;
  if (first) throw fail('SCN_DATA_ROWS_BREAK', { dataset: after.id, field: first.fields.join(', '), count: first.rows, rows: first.examples.map(({ row }) => row).join(', '), misfits: misfits.map(({ kind, fields, rows }) => ({ kind, fields: [...fields], rows })) });
}
