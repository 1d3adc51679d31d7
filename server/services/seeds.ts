import { join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Base } from './context.ts';
import { audit } from './context.ts';
import type { Template } from './templates.ts';

const KIND = 'seed';
export type SeedState = 'ready' | 'loading' | 'not-loaded';

interface SeedBody {
  readonly template: string;
  readonly done: boolean;
}

/** Makes the rows of one recipe of a template, which may refer to rows of the others; deterministic for its seed. */
export type GenerateRows = (recipe: JsonObject, dataset: string, recipes: ReadonlyMap<string, JsonObject>) => Iterable<JsonObject>;

/** Which synthetic data is there, being loaded, or still to be loaded. */
export interface SeedBook {
  readonly stateOf: (dataset: string) => SeedState;
  /** 0–100 over all datasets of a template that is being loaded. */
  readonly percent: () => number;
  readonly set: (dataset: string, state: SeedState) => void;
  /** Resolves when no loading is under way. */
  readonly idle: () => Promise<void>;
  readonly follow: (work: Promise<void>) => void;
}

export function createSeedBook(): SeedBook {
  const states = new Map<string, SeedState>();
  const works = new Set<Promise<void>>();
  return {
    stateOf: (dataset) => states.get(dataset) ?? 'ready',
    percent: () => (states.size === 0 ? 100 : Math.round(([...states.values()].filter((state) => state === 'ready').length / states.size) * 100)),
    set: (dataset, state) => void states.set(dataset, state),
    idle: async () => {
      await Promise.all(works);
    },
    follow: (work) => {
      works.add(work);
      void work.finally(() => works.delete(work));
    },
  };
}

export interface SeedBase extends Base {
  readonly seeds: SeedBook;
  readonly generate: GenerateRows;
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
  const old = await base.store.documents.get<SeedBody>(KIND, dataset);
  await base.store.documents.put<SeedBody>(KIND, dataset, body, { expectedVersion: old?.version ?? 0, by });
}

async function loadOne(base: SeedBase, template: Template, dataset: string, recipe: JsonObject, recipes: ReadonlyMap<string, JsonObject>, by: string): Promise<void> {
  base.seeds.set(dataset, 'loading');
  const rows = await base.store.datasets.load(dataset, base.generate(recipe, dataset, recipes), by);
  await mark(base, dataset, { template: template.slug, done: true }, by);
  base.seeds.set(dataset, 'ready');
  await audit(base, by, 'dataset.seed', dataset, { template: template.slug, rows });
}

async function loadAll(base: SeedBase, template: Template, datasets: readonly string[], by: string): Promise<void> {
  const recipes = await readRecipes(template);
  for (const dataset of datasets) {
    const recipe = recipes.get(dataset);
    try {
      if (recipe) await loadOne(base, template, dataset, recipe, recipes, by);
      else base.seeds.set(dataset, 'ready');
    } catch (error) {
      base.seeds.set(dataset, 'not-loaded');
      base.log.error({ dataset, error: error instanceof Error ? error.message : String(error) }, 'synthetic data could not be loaded');
    }
  }
}

/** Defines the datasets of a template that do not exist yet and fills them in the background. */
export async function seedTemplate(base: SeedBase, template: Template, by: string): Promise<void> {
  const fresh: string[] = [];
  for (const definition of template.datasets) {
    if ((await base.store.datasets.get(definition.id)) !== null) continue;
    await base.store.datasets.define(definition);
    await mark(base, definition.id, { template: template.slug, done: false }, by);
    base.seeds.set(definition.id, 'not-loaded');
    fresh.push(definition.id);
  }
  if (fresh.length > 0) base.seeds.follow(loadAll(base, template, fresh, by));
}

/** After a restart: whatever was not loaded to its end is loaded again from the start. */
export async function resumeSeeds(base: SeedBase, find: (slug: string) => Promise<Template>): Promise<void> {
  const open = (await base.store.documents.list<SeedBody>(KIND)).filter((seed) => !seed.body.done);
  for (const slug of new Set(open.map((seed) => seed.body.template))) {
    const datasets = open.filter((seed) => seed.body.template === slug).map((seed) => seed.id);
    for (const dataset of datasets) base.seeds.set(dataset, 'not-loaded');
    base.seeds.follow(find(slug).then((template) => loadAll(base, template, datasets, 'system')).catch((error: unknown) => base.log.error({ template: slug, error: String(error) }, 'template not found')));
  }
}
