import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { editsFor, type Change } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { caseChanges } from '../../../builder/src/designer/rename/case-places.ts';
import { namedThings } from '../../../builder/src/designer/rename/named-things.ts';
import { idOf, renameChanges, renamedTo, type Named } from '../../../builder/src/designer/rename/rename.ts';
import { checkScenario } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { CaseFile } from '../../../runtime/schema/case.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { planIn, surroundingsOf } from '../../../server/cli/surroundings.ts';
import { runCases } from '../../../server/workers/case-run.ts';
import { templateCases, templateDatasets, templateScenario } from '../../support/template.ts';

const schemas = new Map(builtIns.map((node) => [node.type, node.config]));
const schemaOf = (type: string): unknown => schemas.get(type);
const slugs = readdirSync(new URL('../../../templates/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

interface Both {
  readonly scenario: Scenario;
  readonly cases: CaseFile;
}

const changed = <Of>(value: Of, changes: readonly Change[]): Of => applyEdits(value, editsFor(value, changes));

function renamed({ scenario, cases }: Both, named: Named, to: string): Both {
  return { scenario: changed(scenario, renameChanges(scenario, named, to, schemaOf)), cases: changed(cases, caseChanges(scenario, cases, named, to)) };
}

/** Every name takes minutes; each run takes its share of them, evenly over all kinds. */
const EVERY = Number(process.env['RENAME_EVERY'] ?? 12);

/** A name that no thing has, whatever the kind. */
const other = (id: string): string => `${id}_改1`;

/** A plain text: its order counts, as it does to whoever reads the JSON. */
const text = (value: unknown): string => JSON.stringify(value);

describe.each(slugs)('every name of the template %s', (slug) => {
  const given: Both = { scenario: templateScenario(slug), cases: templateCases(slug) };
  const surroundings = surroundingsOf(templateDatasets(slug));
  const problemsOf = (scenario: Scenario): readonly string[] => checkScenario(scenario, { nodeType: surroundings.registry.find, catalogue: surroundings.datasets, language: feel }).diagnostics.map(({ code, place }) => `${code} ${place.path}`);
  const things = namedThings(given.scenario, schemaOf).filter((_thing, index) => index % EVERY === 0);

  it('can be another and back again: nothing is left of it', () => {
    const wrong = things.flatMap((named) => {
      const there = renamed(given, named, other(idOf(named)));
      const back = renamed(there, renamedTo(named, other(idOf(named))), idOf(named));
      return text(back) === text(given) && text(there.scenario) !== text(given.scenario) ? [] : [[named.kind, ...named.path].join('/')];
    });
    expect(wrong).toEqual([]);
  });

  it('all of them one after the other: no problem appears, and every case passes', async () => {
    let both = given;
    // Inner things first: the way to them is still the old one.
    for (const named of things.toSorted((one, another) => another.path.length - one.path.length)) both = renamed(both, named, other(idOf(named)));
    expect(problemsOf(both.scenario)).toEqual([]);
    const { plan } = planIn(surroundings, both.scenario);
    if (!plan) throw new Error('no plan');
    const { results } = await runCases(plan, both.cases);
    expect(results.filter((result) => !result.passed).map(({ id, failures }) => [id, failures])).toEqual([]);
  });
});
