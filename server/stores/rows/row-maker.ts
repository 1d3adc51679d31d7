import { compileColumns } from '../../../runtime/language/columns/compile-columns.ts';
import { createRowMaker, type RowMaker } from '../../../runtime/language/columns/compute-row.ts';
import { toFunction } from '../../../runtime/language/generate.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';

/** Makers that are kept ready; the oldest goes. */
const KEPT = 200;

const byText = new Map<string, RowMaker>();
const byDefinition = new WeakMap<DatasetDefinition, RowMaker | null>();

/** What the values of computed columns depend on, as text; undefined where there are none. */
export function formulasText({ fields, key, dated }: DatasetDefinition): string | undefined {
  if (!fields.some(({ compute }) => compute !== undefined)) return undefined;
  return JSON.stringify([fields.map(({ id, type, compute, enum: choices }) => [id, type, compute ?? null, compute === undefined ? null : (choices ?? null)]), key ?? [], dated ?? false]);
}

/** Works out the computed columns of rows of a dataset; undefined where there are none. The same formulas are compiled once. */
export function rowMaker(definition: DatasetDefinition): RowMaker | undefined {
  const known = byDefinition.get(definition);
  if (known !== undefined) return known ?? undefined;
  const text = formulasText(definition);
  const key = text === undefined ? undefined : `${text} ${JSON.stringify(definition.fields.map(({ title }) => title ?? null))}`;
  const made = key === undefined ? undefined : (byText.get(key) ?? createRowMaker(compileColumns(definition), toFunction));
  byDefinition.set(definition, made ?? null);
  if (key !== undefined && made) keep(key, made);
  return made;
}

function keep(text: string, maker: RowMaker): void {
  byText.delete(text);
  byText.set(text, maker);
  const [oldest] = byText.size > KEPT ? byText.keys() : [];
  if (oldest !== undefined) byText.delete(oldest);
}
