import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../runtime/check/check-scenario.ts';
import { localDatasets } from '../../runtime/engine/local-datasets.ts';
import { feel } from '../../runtime/engine/real-language.ts';
import { CaseFileSchema, type Case } from '../../runtime/schema/case.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { runCase } from '../../runtime/engine/run-case.ts';
import { planIn, surroundingsOf } from '../../server/cli/surroundings.ts';
import { runCases } from '../../server/workers/case-run.ts';
import { ROWS_IN_ALL, ROWS_PER_DATASET } from '../../server/stores/core/catalog.ts';
import { generateTemplateRows } from '../../server/stores/rows/template-rows.ts';
import { strictAjv } from '../runtime/nodes/node-kit.ts';
import { templateCases, templateDatasets, templateParties, templateScenario } from '../support/template.ts';

const home = new URL('../../templates/', import.meta.url).pathname;
const slugs = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const recipesOf = (slug: string) => readdirSync(join(home, slug, 'data')).map((name) => JSON.parse(readFileSync(join(home, slug, 'data', name), 'utf8')) as { dataset: string; count: number; fixed?: JsonObject[]; fields: JsonObject });
const rowsOf = (slug: string) => recipesOf(slug).map(({ dataset, count, fixed = [] }) => [dataset, count + fixed.length] as const);

describe.each(slugs)('template %s', (slug) => {
  const scenario = templateScenario(slug);
  const surroundings = surroundingsOf(templateDatasets(slug));

  it('has no problem, not even a warning, and says that its data is made up', () => {
    const { diagnostics } = checkScenario(scenario, { nodeType: surroundings.registry.find, catalogue: surroundings.datasets, language: feel });
    expect(diagnostics.map(({ code, place }) => `${code} ${place.path}`)).toEqual([]);
    expect(scenario.synthetic).toBe(true);
  });

  it('passes its cases', async () => {
    const { plan } = planIn(surroundings, scenario);
    if (!plan) throw new Error('no plan');
    const { results } = await runCases(plan, templateCases(slug));
    expect(results.filter((result) => !result.passed).map(({ id, failures }) => [id, failures])).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(25);
  });

  it('writes its cases in the form that the cases page sends and keeps', () => {
    const validate = strictAjv().compile(JSON.parse(JSON.stringify(CaseFileSchema)) as object);
    expect(validate(templateCases(slug)) ? [] : validate.errors).toEqual([]);
  });

  it('says where every parameter comes from', () => {
    const silent = Object.entries(scenario.parameters).flatMap(([id, { title, values }]) => (title !== undefined && values.every(({ basis }) => basis !== undefined && Object.hasOwn(scenario.bases, basis)) ? [] : [id]));
    expect(silent).toEqual([]);
  });

  it('makes rows of datasets it defines, with the fields they have', () => {
    const known = new Map([...templateDatasets(slug), ...Object.values(localDatasets(scenario, {}))].map((definition) => [definition.id, definition]));
    for (const { dataset, fields, fixed = [] } of recipesOf(slug)) {
      const ids = new Set([...(known.get(dataset)?.fields ?? []).map((field) => field.id), 'valid_from', 'valid_to']);
      const made = [...Object.keys(fields).filter((field) => !field.startsWith('_')), ...fixed.flatMap((row) => Object.keys(row))];
      expect([dataset, [...new Set(made)].filter((field) => !ids.has(field))]).toEqual([dataset, []]);
    }
  });

  it('asks other departments only for columns there are and its scenario reads, with purpose and basis in both languages', () => {
    const { lead, departments, access } = templateParties(slug);
    const owned = Object.values(departments).flatMap(({ datasets }) => datasets);
    const byId = new Map(templateDatasets(slug).map((definition) => [definition.id, definition]));
    expect([...owned, ...lead].filter((id) => byId.get(id)?.sharing !== 'restricted')).toEqual([]);
    expect(access.map(({ dataset }) => dataset)).toEqual(owned);
    for (const { dataset, fields, purpose, basis } of access) {
      const declared = Object.values(scenario.datasets).find((entry) => 'use' in entry && entry.use === dataset);
      const read = declared && 'use' in declared ? (declared.fields ?? []) : [];
      expect([dataset, fields.filter(({ id }) => !read.includes(id))]).toEqual([dataset, []]);
      expect([purpose['zh-CN'], purpose.en, basis['zh-CN'], basis.en].every((text) => text.length > 0)).toBe(true);
    }
  });

  it('leaves room to grow: no dataset warns from its first day', () => {
    expect(rowsOf(slug).filter(([, rows]) => rows >= ROWS_PER_DATASET * 0.8)).toEqual([]);
  });
});

it('all templates together stay within what the embedded store holds', () => {
  expect(slugs.flatMap(rowsOf).reduce((sum, [, rows]) => sum + rows, 0)).toBeLessThan(ROWS_IN_ALL * 0.8);
});

/** The rows a template ships, by address. */
function maker(slug: string): (dataset: string) => Promise<JsonObject[]> {
  const recipes = new Map(recipesOf(slug).map((recipe) => [recipe.dataset, recipe as unknown as JsonObject]));
  return async (dataset) => {
    const rows: JsonObject[] = [];
    for await (const row of generateTemplateRows(recipes.get(dataset) ?? {}, dataset, recipes)) rows.push(row);
    return rows;
  };
}

async function failuresOf(slug: string, wanted: Omit<Case, 'id' | 'title'>): Promise<unknown> {
  const { plan } = planIn(surroundingsOf(templateDatasets(slug)), templateScenario(slug));
  if (!plan) throw new Error('no plan');
  return (await runCase(plan, { id: 'shipped', title: 'x', ...wanted })).failures;
}

describe('浙江公平在线', () => {
  it('its ledgers give the reported 91.66, 97.38 and 97.22 %', async () => {
    const made = maker('fair-pricing');
    const clue = await made('fair-pricing/clue');
    const model = await made('market/risk_model');
    const expected = { outputs: { counts: { row: { entered: 1043, passed: 956, handled: 931 } }, rates: { shown: { passed: '91.66', handled: '97.38', adopted: '97.22' } } } };
    expect(await failuresOf('fair-pricing', { flow: 'monthly', at: '2022-08-01T09:00:00+08:00', start: { batch: '湖州 2022年1–7月' }, rows: { clue, model }, expect: expected })).toEqual([]);
  });
});

describe('浙江 e 行在线', () => {
  it('its roster has the 30 people of 18 departments', async () => {
    const roster = await maker('ebike-safety')('ebike/roster');
    expect(await failuresOf('ebike-safety', { at: '2021-11-15T09:00:00+08:00', start: { kind: '名册', force: 'TF-EBIKE' }, rows: { roster }, expect: { rules: { roster: 'R1' }, outputs: { members: { row: { n: 30 } }, depts: { count: 18 } } } })).toEqual([]);
  });

  it('an ordinary bike of its data is sold with the battery it was coded with', async () => {
    const made = maker('ebike-safety');
    const [vehicle, battery, ccc, sale] = await Promise.all(['ebike-safety/vehicle', 'ebike-safety/battery', 'ebike/ccc', 'ebike-safety/sale'].map(made));
    const bound = new Map((battery ?? []).map((row) => [row['battery_sn'], row['bound_frame']]));
    expect((sale ?? []).filter((row) => bound.get(row['battery_sn'] ?? null) !== row['frame_no'])).toEqual([]);
    expect([(vehicle ?? []).length, (battery ?? []).length, (ccc ?? []).length]).toEqual([4008, 5408, 161]);
  });
});

describe('公共数据 · IRS', () => {
  it('its projects of Jinhua give the reported 62 = 11 + 30 + 21 by the functions of the ledger, and each gets its label', async () => {
    const made = maker('public-data');
    const [project = [], app = []] = await Promise.all(['irs/project', 'irs/app'].map(made));
    const words = { 不批: '不批，复用', 压减: '压减', 通过: '通过' } as const;
    const rows = project.map(({ label }) => ({ answer: words[label as keyof typeof words] }));
    expect(await failuresOf('public-data', { at: '2022-02-18T09:00:00+08:00', start: { kind: '核查', city: '金华' }, rows: { project, app }, expect: { rules: { stated: 'J1' }, outputs: { totals: { all: 62, depts: 24, reuse: 11, cut: 30, passed: 21 }, sorted: { rows } } } })).toEqual([]);
  });

  it('compares a new project with the whole ledger of its data', async () => {
    const app = await maker('public-data')('irs/app');
    expect(await failuresOf('public-data', { at: '2022-02-18T09:00:00+08:00', start: { kind: '项目', project: '新项目', functions: '整车赋码、销售绑定、登记上牌、新功能' }, rows: { app }, expect: { rules: { duplicate: 'D8-CUT' }, outputs: { nearest: { name: '浙江 e 行在线', share: 0.5 } } } })).toEqual([]);
  });
});
