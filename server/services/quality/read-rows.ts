import { setImmediate } from 'node:timers/promises';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { QualityCheck } from '../../../runtime/schema/quality.ts';
import type { Row } from '../../stores/store.ts';
import { valueKey } from '../../stores/core/values.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { Base } from '../context.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { createJudge, type Judge } from './judge.ts';
import type { CheckResult } from './state.ts';

/** Work is put aside after so long, so that requests are answered in between. */
const BREATH_MS = 8;

/** Every row of a dataset, one after another; the server breathes after any row that took long. `pause` says whether to go on. */
export async function eachRow(base: Base, dataset: string, see: (row: Row) => void, pause?: () => Promise<boolean>): Promise<boolean> {
  let since = performance.now();
  for await (const rows of base.store.datasets.scan(dataset)) {
    for (const row of rows) {
      see(row);
      if (performance.now() - since < BREATH_MS) continue;
      await setImmediate();
      if (pause && !(await pause())) return false;
      since = performance.now();
    }
    if (pause && !(await pause())) return false;
  }
  return true;
}

type References = ReadonlyMap<string, ReadonlySet<string>>;

/** Values of other datasets must not leak by “is it there”: only those of the same unit, or shared without any condition, are looked at. */
function mayLookAt(base: PolicyBase, own: string, other: DatasetDefinition): boolean {
  if (base.places.of('dataset', other.id).unit === base.places.of('dataset', own).unit) return true;
  return other.sharing === 'unconditional' && other.fields.every((field) => (field.sharing ?? 'unconditional') === 'unconditional');
}

/** The values each “is there” compares with, read once for all checks; null when `pause` ended it. */
async function referencesOf(base: Base & PolicyBase, { id }: DatasetDefinition, checks: readonly QualityCheck[], pause?: () => Promise<boolean>): Promise<{ readonly known: References; readonly closed: ReadonlySet<string> } | null> {
  const wanted = new Map<string, Set<string>>();
  for (const check of checks) if ('kind' in check && check.kind === 'exists') wanted.set(check.dataset, (wanted.get(check.dataset) ?? new Set()).add(check.column));
  const known = new Map<string, Set<string>>();
  const closed = new Set<string>();
  for (const [dataset, columns] of wanted) {
    const other = await base.store.datasets.get(dataset);
    if (!other) continue;
    if (!mayLookAt(base, id, other)) {
      closed.add(dataset);
      continue;
    }
    const types = new Map(other.fields.map((field) => [field.id, field.type]));
    const sets = [...columns].filter((column) => types.has(column)).map((column) => [column, new Set<string>()] as const);
    const isWhole = await eachRow(base, dataset, ({ data }) => {
      for (const [column, set] of sets) set.add(valueKey(data[column], types.get(column)));
    }, pause);
    if (!isWhole) return null;
    for (const [column, set] of sets) known.set(`${dataset} ${column}`, set);
  }
  return { known, closed };
}

export interface ReadyCheck {
  readonly check: QualityCheck;
  readonly judge?: Judge;
  readonly broken?: NonNullable<CheckResult['broken']>;
}

/** Checks ready to look at rows; one that no longer fits says so instead of counting. Null when `pause` ended it. */
export async function readyChecks(base: Base & PolicyBase, definition: DatasetDefinition, checks: readonly QualityCheck[], pause?: () => Promise<boolean>): Promise<readonly ReadyCheck[] | null> {
  const references = await referencesOf(base, definition, checks, pause);
  if (!references) return null;
  const { known, closed } = references;
  return checks.map((check): ReadyCheck => {
    if ('kind' in check && check.kind === 'exists') {
      if (closed.has(check.dataset)) return { check, broken: 'closed' };
      if (!known.has(`${check.dataset} ${check.column}`)) return { check, broken: 'misfit' };
    }
    try {
      return { check, judge: createJudge(check, { definition, now: base.now(), values: (dataset, column) => known.get(`${dataset} ${column}`) ?? new Set() }) };
    } catch (error) {
      if (isScenarioError(error) && error.code.startsWith('SCN_STORE_')) throw error;
      return { check, broken: 'misfit' };
    }
  });
}
