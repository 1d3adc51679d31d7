import { runChecks, type QualityBase } from './run-checks.ts';
import { nameOfChecks, qualityStates } from './state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Two in the morning in China, where it is the same hour all year. */
const NIGHT_UTC_HOUR = 18;

/** When the latest night began. */
export function latestNight(now: Date): string {
  const shifted = now.getTime() - NIGHT_UTC_HOUR * HOUR_MS;
  return new Date(shifted - (((shifted % DAY_MS) + DAY_MS) % DAY_MS) + NIGHT_UTC_HOUR * HOUR_MS).toISOString();
}

/** Looks at every dataset with checks once a night, and soon after its checks or columns became others; of many servers one does. */
export async function checkByNight(base: QualityBase, isReady: (dataset: string) => boolean, take: (name: string, work: () => Promise<unknown>) => void, isStopped: () => boolean): Promise<void> {
  const checked = (await base.store.datasets.list()).filter((definition) => nameOfChecks(definition) !== undefined && isReady(definition.id));
  if (checked.length === 0) return;
  const states = await qualityStates(base);
  const night = latestNight(base.now());
  for (const { rows: _rows, ...definition } of checked) {
    const kept = states.get(definition.id);
    const isNight = kept?.state !== undefined && kept.state.at < night;
    if (kept?.isHeld || (kept?.state && !isNight && kept.state.of === nameOfChecks(definition))) continue;
    take(`dataset-quality ${definition.id}`, () => runChecks(base, definition, { by: 'system', isNight, isStopped }));
  }
}
