import { existsSync, readFileSync } from 'node:fs';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { TemplateDepartments } from '../../server/services/templates.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../templates/${path}`, import.meta.url), 'utf8'));

/** A fresh copy of a template's scenario, so that a test may change it. */
export function templateScenario(slug = 'exam-recognition'): Scenario {
  return read(`${slug}/scenario.json`) as Scenario;
}

export function templateCases(slug = 'exam-recognition'): CaseFile {
  return read(`${slug}/cases.json`) as CaseFile;
}

export function templateDatasets(slug = 'exam-recognition'): readonly DatasetDefinition[] {
  return read(`${slug}/datasets.json`) as readonly DatasetDefinition[];
}

export function templateParties(slug: string): TemplateDepartments {
  const path = `${slug}/departments.json`;
  return existsSync(new URL(`../../templates/${path}`, import.meta.url)) ? (read(path) as TemplateDepartments) : { lead: [], departments: {}, access: [] };
}

/** Shared datasets by address. */
export function templateCatalogue(slug = 'exam-recognition'): Readonly<Record<string, DatasetDefinition>> {
  return Object.fromEntries(templateDatasets(slug).map((definition) => [definition.id, definition]));
}
