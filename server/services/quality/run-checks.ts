import { checkFaults, type QualityCheck } from '../../../runtime/schema/quality.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { warnOwners } from './warn-owners.ts';
import { eachRow, readyChecks, type ReadyCheck } from './read-rows.ts';
import { holdQuality, keyOfCheck, nameOfChecks, qualityState, type CheckResult, type Hold, type QualityState } from './state.ts';

export type QualityBase = Base & PolicyBase;

/** Whoever works at it says so after so long, well before the hold runs out. */
const NOTED_MS = 10_000;

const isWhole = (check: QualityCheck): boolean => 'kind' in check && (check.kind === 'fresh' || check.kind === 'rows');

function resultOf({ check, judge, broken }: ReadyCheck): CheckResult {
  const key = keyOfCheck(check);
  if (!judge) return { key, ok: false, checked: 0, wrong: 0, broken: broken ?? 'misfit' };
  const tally = judge.tally();
  const isAllowed = !isWhole(check) && tally.wrong * 100 <= (check.allow ?? 0) * tally.checked;
  return { key, ok: tally.wrong === 0 || isAllowed, ...tally };
}

/** Checks that fit the columns; one whose column has gone counts as broken. */
async function readAll(base: QualityBase, definition: DatasetDefinition, isStopped: () => boolean, hold: Hold): Promise<{ readonly rows: number; readonly results: readonly CheckResult[] } | null> {
  const checks = definition.entry?.checks ?? [];
  const misfits = new Set(checkFaults(checks, definition.fields).filter(({ what }) => what !== 'twice').map(({ at }) => at));
  let noted = performance.now();
  const pause = async (): Promise<boolean> => {
    if (isStopped()) return false;
    if (performance.now() - noted < NOTED_MS) return true;
    noted = performance.now();
    return hold.still();
  };
  const fitting = await readyChecks(base, definition, checks.filter((_, at) => !misfits.has(at)), pause);
  if (!fitting) return null;
  const byCheck = new Map(fitting.map((ready) => [ready.check, ready]));
  let rows = 0;
  const isWhole = await eachRow(base, definition.id, ({ data }) => {
    rows += 1;
    for (const { check, judge } of byCheck.values()) {
      try {
        judge?.add(data);
      } catch (error) {
        // The others go on; this one says that it could not be looked at.
        base.log.error({ dataset: definition.id, check: keyOfCheck(check), err: error }, 'a quality check failed');
        byCheck.set(check, { check, broken: 'misfit' });
      }
    }
  }, pause);
  if (!isWhole) return null;
  return { rows, results: checks.map((check) => resultOf(byCheck.get(check) ?? { check, broken: 'misfit' })) };
}

/** Those that held at the last look and no longer do; one that was never looked at counts when nobody is looking now. */
function turnedBad(before: QualityState | undefined, results: readonly CheckResult[], isNight: boolean): readonly string[] {
  return results.filter(({ key, ok }) => {
    const old = before?.results.find((result) => result.key === key);
    return !ok && (old === undefined ? isNight : old.ok);
  }).map(({ key }) => key);
}

export interface RoundWanted {
  /** A person, or `system`. */
  readonly by: string;
  readonly isNight?: boolean;
  readonly isStopped?: () => boolean;
}

/** Looks at every row of a dataset once, for all its checks. False when another is at it, took it over, or the server stops. */
export async function runChecks(base: QualityBase, definition: DatasetDefinition, { by, isNight = false, isStopped = () => false }: RoundWanted): Promise<boolean> {
  const of = nameOfChecks(definition);
  const kept = await qualityState(base, definition.id);
  if (of === undefined || kept.isHeld) return false;
  const hold = await holdQuality(base, definition.id, kept);
  if (!hold) return false;
  try {
    const read = await readAll(base, definition, isStopped, hold);
    if (!read) {
      await hold.drop();
      return false;
    }
    if (!(await hold.done({ of, at: base.now().toISOString(), by, ...read }))) return false;
    const failed = read.results.filter(({ ok }) => !ok).length;
    await audit(base, by, 'catalogue.check-run', definition.id, { rows: read.rows, checks: read.results.length, failed });
    await warnOwners(base, definition, turnedBad(kept.state, read.results, isNight), by);
    return true;
  } catch (error) {
    await hold.drop();
    throw error;
  }
}
