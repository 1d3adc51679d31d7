import type { JsonObject } from '../../../runtime/schema/json.ts';
import { generateRows, referencesOf } from './generate.ts';
import { recipeError } from './recipe.ts';

/**
 * Rows of one dataset of a template. The datasets its recipe refers to are made first, from their own recipes in
 * `recipes` (by address); being repeatable, they come out as they were loaded. @throws SCN_DATA_RECIPE
 */
export function generateTemplateRows(recipe: JsonObject, dataset: string, recipes: ReadonlyMap<string, JsonObject>): Iterable<JsonObject> {
  return withSources(recipe, dataset, recipes, new Map(), []);
}

function withSources(recipe: JsonObject, dataset: string, recipes: ReadonlyMap<string, JsonObject>, made: Map<string, readonly JsonObject[]>, above: readonly string[]): Iterable<JsonObject> {
  if (above.includes(dataset)) throw recipeError({ path: '/', reason: `the datasets ${[...above, dataset].join(' → ')} refer to each other in a circle` });
  for (const source of referencesOf(recipe['fields'])) {
    const other = recipes.get(source);
    if (other && !made.has(source)) made.set(source, [...withSources(other, source, recipes, made, [...above, dataset])]);
  }
  return generateRows(recipe, { datasets: Object.fromEntries(made) });
}
