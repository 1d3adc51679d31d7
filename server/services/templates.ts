import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { LocalText } from '../../runtime/schema/text.ts';
import type { GrantField } from '../api/sharing.ts';
import { fail } from '../errors.ts';

/** What the scenario of a template has to be granted, in words for the application. */
export interface TemplateAccess {
  readonly dataset: string;
  readonly fields: readonly GrantField[];
  readonly rows?: string;
  readonly purpose: LocalText;
  readonly basis: LocalText;
  /** Calendar days. */
  readonly days: number;
}

/** Datasets of a template that are not of the unit whose scenario it is, by the department that keeps them. */
export interface TemplateDepartments {
  /** Closed datasets of the unit whose scenario it is; they go to it where the others go to their departments. */
  readonly lead: readonly string[];
  readonly departments: Readonly<Record<string, { readonly title: LocalText; readonly datasets: readonly string[] }>>;
  readonly access: readonly TemplateAccess[];
}

/** One folder of `templates/`: pure data. */
export interface Template {
  readonly slug: string;
  readonly folder: string;
  readonly scenario: JsonObject;
  readonly cases: CaseFile;
  readonly datasets: readonly DatasetDefinition[];
  readonly parties: TemplateDepartments;
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
    parties: await readJson<TemplateDepartments>(join(folder, 'departments.json'), { lead: [], departments: {}, access: [] }),
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
