import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { makerOf, type Draft, type MakerContext } from './field-makers.ts';
import { readRecipe, recipeError, type Recipe } from './recipe.ts';

export interface GenerateOptions {
  /** Takes the place of the recipe's seed. */
  readonly seed?: number;
  /** Rows of the datasets the recipe refers to, by address. */
  readonly datasets?: Readonly<Record<string, readonly JsonObject[]>>;
}

/**
 * Made-up rows: the fixed ones, then `count` made ones. The same recipe, seed and datasets give the same rows on
 * every machine, and each field draws from a stream of its own: a new field does not change the others. `seq` and
 * `cycle` count from the first made row.
 * @throws SCN_DATA_RECIPE
 * @example
 * [...generateRows({ dataset: 'demo/person', seed: 7, count: 2, fields: { pid: { seq: 'P-{0000}' }, sex: { pick: ['F', 'M'] } } })]
 */
export function* generateRows(value: Recipe | JsonObject, options: GenerateOptions = {}): Generator<JsonObject> {
  const recipe = readRecipe(value);
  yield* recipe.fixed ?? [];
  const base = { seed: options.seed ?? recipe.seed, count: recipe.count, rowsOf: sourceOf(recipe, options) };
  const makers = Object.entries(recipe.fields).map(([field, fieldRecipe]) => {
    const context: MakerContext = { ...base, field, path: `/fields/${field}` };
    return { field, hidden: field.startsWith('_'), make: makerOf(fieldRecipe, context) };
  });
  const hides = makers.some((maker) => maker.hidden);
  for (let index = 0; index < recipe.count; index += 1) {
    const values: Record<string, Json> = {};
    const draft: Draft = { values, refs: {}, index };
    for (const { field, make } of makers) values[field] = make(draft);
    if (hides) for (const { field, hidden } of makers) if (hidden) delete values[field];
    yield values;
  }
}

/** Addresses and table names a recipe refers to. */
export function referencesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'ref' in value && typeof value.ref === 'string' ? [value.ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesOf)];
}

function sourceOf(recipe: Recipe, { datasets = {} }: GenerateOptions): MakerContext['rowsOf'] {
  const tables = new Map<string, readonly JsonObject[]>(Object.entries(recipe.tables ?? {}).map(([name, { columns, rows }]) => {
    const objects = rows.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null])));
    return [`#${name}`, objects];
  }));
  return (source, path) => {
    const rows = tables.get(source) ?? (Object.hasOwn(datasets, source) ? datasets[source] : undefined);
    if (!rows || rows.length === 0) throw recipeError({ path: `${path}/ref`, reason: `there are no rows of “${source}”` });
    return rows;
  };
}
