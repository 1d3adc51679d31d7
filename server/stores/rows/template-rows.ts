import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { generateRows, referencesOf } from './generate.ts';
import { recipeError } from './recipe.ts';

type Made = Map<string, readonly JsonObject[]>;

/** Rows that others refer to, kept as long as the recipes of their template are in use. */
const madeOf = new WeakMap<ReadonlyMap<string, JsonObject>, Made>();
/** Rows made between two turns of the event loop. */
const TURN = 500;

/**
 * Rows of one dataset of a template. The datasets its recipe refers to are made first, from their own recipes in
 * `recipes` (by address); being repeatable, they come out as they were loaded. Making them leaves room for other work.
 * @throws SCN_DATA_RECIPE
 */
export async function* generateTemplateRows(recipe: JsonObject, dataset: string, recipes: ReadonlyMap<string, JsonObject>): AsyncGenerator<JsonObject> {
  const made = madeOf.get(recipes) ?? new Map<string, readonly JsonObject[]>();
  madeOf.set(recipes, made);
  await makeSources(recipe, dataset, recipes, made, []);
  yield* generateRows(recipe, { datasets: Object.fromEntries(made) });
}

async function makeSources(recipe: JsonObject, dataset: string, recipes: ReadonlyMap<string, JsonObject>, made: Made, above: readonly string[]): Promise<void> {
  if (above.includes(dataset)) throw recipeError({ path: '/', reason: `the datasets ${[...above, dataset].join(' → ')} refer to each other in a circle` });
  for (const source of referencesOf(recipe['fields'])) {
    const other = recipes.get(source);
    if (!other || made.has(source)) continue;
    await makeSources(other, source, recipes, made, [...above, dataset]);
    made.set(source, await collect(generateRows(other, { datasets: Object.fromEntries(made) })));
  }
}

async function collect(rows: Iterable<JsonObject>): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for (const row of rows) {
    all.push(row);
    if (all.length % TURN === 0) await setImmediate();
  }
  return all;
}
