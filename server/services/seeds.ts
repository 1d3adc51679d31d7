import { join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import { isScenarioError } from '../../runtime/errors.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Base } from './context.ts';
import { audit } from './context.ts';
import { ownDatasets } from './own-datasets.ts';
import type { SeedBook } from './seed-book.ts';
import { placeKept, placeVersion, setPlace, type PlaceBase } from './spaces/place-shelf.ts';
import { ROOT } from './spaces/unit-shelf.ts';
import type { Template } from './templates.ts';

const KIND = 'seed';
const TRIES = 5;

interface SeedBody {
  readonly template: string;
  readonly done: boolean;
  /** Address in the recipe, when the scenario got another id than the template's. */
  readonly recipe?: string;
}

/** The datasets that came with a template and are no scenario's own. */
export async function sharedSeeds(base: Base): Promise<ReadonlySet<string>> {
  const seeds = await base.store.documents.list<SeedBody>(KIND);
  return new Set(seeds.flatMap(({ id, body: { template, recipe } }) => ((recipe ?? id).startsWith(`${template}/`) ? [] : [id])));
}

type Rows = Iterable<JsonObject> | AsyncIterable<JsonObject>;

/** Makes the rows of one recipe of a template, which may refer to rows of the others; deterministic for its seed. */
export type GenerateRows = (recipe: JsonObject, dataset: string, recipes: ReadonlyMap<string, JsonObject>) => Rows;

export interface SeedBase extends Base {
  readonly seeds: SeedBook;
  readonly generate: GenerateRows;
}

/** A dataset to be filled, and the address its recipe goes by. */
interface Seed {
  readonly dataset: string;
  readonly recipe: string;
}

/** Recipes of a template by dataset address; the file name is the address with `/` as `__`. */
async function readRecipes(template: Template): Promise<ReadonlyMap<string, JsonObject>> {
  const folder = join(template.folder, 'data');
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch {
    return new Map();
  }
  const entries = await Promise.all(names.sort().map(async (name) => [name, JSON.parse(await readFile(join(folder, name), 'utf8')) as JsonObject] as const));
  return new Map(entries.map(([name, recipe]) => [typeof recipe['dataset'] === 'string' ? recipe['dataset'] : name.slice(0, -5).replaceAll('__', '/'), recipe]));
}

async function mark(base: SeedBase, dataset: string, body: SeedBody, by: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const old = await base.store.documents.get<SeedBody>(KIND, dataset);
    try {
      await base.store.documents.put<SeedBody>(KIND, dataset, body, { expectedVersion: old?.version ?? 0, by });
      return;
    } catch (error) {
      // Another server loads the same data and said so first.
      if (attempt === TRIES || !isScenarioError(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}

function totalOf(recipe: JsonObject | undefined): number {
  const { fixed, count } = recipe ?? {};
  return (Array.isArray(fixed) ? fixed.length : 0) + (typeof count === 'number' ? count : 0);
}

/** Counts the rows as they pass. When the server stops, ends with an error, so that what was begun is not kept. */
async function* counted(base: SeedBase, dataset: string, rows: Rows): AsyncGenerator<JsonObject> {
  let count = 0;
  for await (const row of rows) {
    if (base.seeds.stopped()) throw new Error('the server is stopping');
    yield row;
    count += 1;
    if (count % 500 === 0) base.seeds.count(dataset, count);
  }
}

async function loadOne(base: SeedBase, template: Template, seed: Seed, recipe: JsonObject, recipes: ReadonlyMap<string, JsonObject>, by: string): Promise<void> {
  const { dataset } = seed;
  base.seeds.set(dataset, 'loading');
  const { rows } = await base.store.datasets.load(dataset, counted(base, dataset, base.generate(recipe, seed.recipe, recipes)), by);
  await mark(base, dataset, { template: template.slug, done: true, recipe: seed.recipe }, by);
  base.seeds.set(dataset, 'ready');
  await audit(base, by, 'dataset.seed', dataset, { template: template.slug, rows });
}

async function loadAll(base: SeedBase, template: Template, recipes: ReadonlyMap<string, JsonObject>, seeds: readonly Seed[], by: string): Promise<void> {
  for (const seed of seeds) {
    if (base.seeds.stopped()) return;
    const recipe = recipes.get(seed.recipe);
    try {
      if (recipe) await loadOne(base, template, seed, recipe, recipes, by);
      else base.seeds.set(seed.dataset, 'ready');
    } catch (error) {
      base.seeds.set(seed.dataset, 'not-loaded');
      base.log.error({ dataset: seed.dataset, error: error instanceof Error ? error.message : String(error) }, 'synthetic data could not be loaded');
    }
  }
}

/** Shared datasets of a template and, when it has a recipe for them, those the new scenario owns. */
async function wantedSeeds(base: Base, template: Template, scenario: Scenario, recipes: ReadonlyMap<string, JsonObject>): Promise<readonly (Seed & { readonly definition: DatasetDefinition })[]> {
  const shared = template.datasets.map((definition) => ({ dataset: definition.id, recipe: definition.id, definition }));
  const home = template.scenario['id'] as string;
  const own = (await ownDatasets(base, scenario)).map((definition) => ({
    dataset: definition.id,
    recipe: `${home}/${definition.id.slice(scenario.id.length + 1)}`,
    definition,
  }));
  return [...shared, ...own.filter((seed) => recipes.has(seed.recipe))];
}

/** Those of the scenario go where it is, the others to their owner or, where nobody is named, to the whole house. */
async function placeSeed(base: PlaceBase, home: string, { dataset, owner = ROOT }: { readonly dataset: string; readonly owner?: string | undefined }, by: string): Promise<void> {
  try {
    if (dataset.startsWith(`${home}/`)) await placeKept(base, home, [{ id: dataset }], base.places.of('scenario', home).unit, by);
    else await setPlace(base, { kind: 'dataset', id: dataset }, { unit: owner, rights: [] }, await placeVersion(base, 'dataset', dataset), by);
  } catch (error) {
    // Somebody else makes a scenario from the template at this moment, and was first.
    if (!isScenarioError(error, 'SCN_STORE_CONFLICT')) throw error;
    await base.places.reload();
  }
}

/** What a template is made into, by whom, and the units that own datasets of it. */
export interface Seeding {
  readonly scenario: JsonObject;
  readonly by: string;
  readonly owners?: ReadonlyMap<string, string>;
}

/** Defines the datasets of a template, which are their owners' or the whole house's, and those of the scenario made from it, that do not exist yet, and fills them in the background. */
export async function seedTemplate(base: SeedBase & PlaceBase, template: Template, { scenario, by, owners }: Seeding): Promise<void> {
  const recipes = await readRecipes(template);
  const fresh: Seed[] = [];
  const { id: home } = scenario as unknown as Scenario;
  for (const { definition, ...seed } of await wantedSeeds(base, template, scenario as unknown as Scenario, recipes)) {
    if ((await base.store.datasets.get(seed.dataset)) !== null) continue;
    await placeSeed(base, home, { dataset: seed.dataset, owner: owners?.get(seed.dataset) }, by);
    await base.store.datasets.define(definition);
    await mark(base, seed.dataset, { template: template.slug, done: false, recipe: seed.recipe }, by);
    base.seeds.set(seed.dataset, 'loading', totalOf(recipes.get(seed.recipe)));
    fresh.push(seed);
  }
  if (fresh.length > 0) base.seeds.follow(() => loadAll(base, template, recipes, fresh, by));
}

/** After a restart: whatever was not loaded to its end is loaded again from the start. */
export async function resumeSeeds(base: SeedBase, find: (slug: string) => Promise<Template>): Promise<void> {
  const open = (await base.store.documents.list<SeedBody>(KIND)).filter((seed) => !seed.body.done);
  for (const slug of new Set(open.map((seed) => seed.body.template))) {
    const seeds = open.filter((seed) => seed.body.template === slug).map(({ id, body }) => ({ dataset: id, recipe: body.recipe ?? id }));
    for (const { dataset } of seeds) base.seeds.set(dataset, 'loading');
    base.seeds.follow(async () => {
      try {
        const template = await find(slug);
        const recipes = await readRecipes(template);
        for (const { dataset, recipe } of seeds) base.seeds.set(dataset, 'loading', totalOf(recipes.get(recipe)));
        await loadAll(base, template, recipes, seeds, 'system');
      } catch (error) {
        for (const { dataset } of seeds) base.seeds.set(dataset, 'not-loaded');
        base.log.error({ template: slug, error: String(error) }, 'template not found');
      }
    });
  }
}
