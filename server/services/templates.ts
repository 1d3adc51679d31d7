import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { fail } from '../errors.ts';

/** One folder of `templates/`: pure data. */
export interface Template {
  readonly slug: string;
  readonly folder: string;
  readonly scenario: JsonObject;
  readonly cases: CaseFile;
  readonly datasets: readonly DatasetDefinition[];
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

async function readJson<Value>(path: string, absent: Value): Promise<Value> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return absent;
    throw error;
  }
  return JSON.parse(text) as Value;
}

/** @throws SCN_API_TEMPLATE */
export async function readTemplate(templatesFolder: string, slug: string): Promise<Template> {
  const folder = join(templatesFolder, slug);
  const scenario = SLUG.test(slug) ? await readJson<JsonObject | null>(join(folder, 'scenario.json'), null) : null;
  if (!scenario) throw fail('SCN_API_TEMPLATE', { slug });
  return {
    slug,
    folder,
    scenario,
    cases: await readJson<CaseFile>(join(folder, 'cases.json'), { format: 1, cases: [] }),
    datasets: await readJson<readonly DatasetDefinition[]>(join(folder, 'datasets.json'), []),
  };
}

/** Names of the folders that may be templates, in order. */
export async function templateSlugs(templatesFolder: string): Promise<string[]> {
  try {
    return (await readdir(templatesFolder, { withFileTypes: true })).filter((entry) => entry.isDirectory() && SLUG.test(entry.name)).map((entry) => entry.name).sort();
  } catch {
    return [];
  }
}

/** Every template that has a scenario, by slug. */
export async function listTemplates(templatesFolder: string): Promise<Template[]> {
  const names = await templateSlugs(templatesFolder);
  const found = await Promise.all(names.map((slug) => readTemplate(templatesFolder, slug).catch(() => null)));
  return found.filter((template) => template !== null);
}
