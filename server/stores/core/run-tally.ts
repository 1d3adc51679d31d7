import type { RunStatus } from '../../../runtime/engine/run-event.ts';
import type { RunRecord, RunUsage } from '../store.ts';

/** Of how many of the newest runs the time to the result is looked at. */
export const MOST_TIMED = 1000;
const HOUR_MS = 3_600_000;
/** Of an ISO date-time, up to its hour. */
const HOUR_LETTERS = 'YYYY-MM-DDThh'.length;
const UTC_LETTERS = 'YYYY-MM-DDThh:mm:ss.sssZ'.length;

export const noCounts = (): Record<RunStatus, number> => ({ running: 0, waiting: 0, incident: 0, completed: 0, failed: 0, cancelled: 0, expired: 0 });

type Hours = Map<number, Record<RunStatus, number>>;

let lastHour = '';
let lastHourNumber = 0;

/** Runs that come begin in the same hour as the one before. */
function hourOf(at: string): number {
  const hour = at.length === UTC_LETTERS && at.endsWith('Z') ? at.slice(0, HOUR_LETTERS) : at;
  if (hour === lastHour) return lastHourNumber;
  lastHour = hour;
  return (lastHourNumber = Math.floor(Date.parse(at) / HOUR_MS));
}

/** Runs by scenario, hour of their start and status, counted as they come and move: a week of any number of runs is 168 additions. */
export class RunTally {
  readonly #byScenario = new Map<string, Hours>();

  add({ scenario, startedAt, status }: RunRecord): void {
    let hours = this.#byScenario.get(scenario);
    if (!hours) this.#byScenario.set(scenario, (hours = new Map<number, Record<RunStatus, number>>()));
    const hour = hourOf(startedAt);
    let counts = hours.get(hour);
    if (!counts) hours.set(hour, (counts = noCounts()));
    counts[status] += 1;
  }

  remove({ scenario, startedAt, status }: RunRecord): void {
    const counts = this.#byScenario.get(scenario)?.get(hourOf(startedAt));
    if (counts) counts[status] -= 1;
  }

  /** @param upTo the newest start there is */
  usage(scenario: string, bounds: readonly string[], upTo: string | undefined): Omit<RunUsage, 'medianMs'> {
    const hours = this.#byScenario.get(scenario);
    const counts = noCounts();
    const starts = bounds.map(hourOf);
    const end = upTo === undefined ? 0 : hourOf(upTo) + 1;
    const days = starts.map((from, day) => {
      let sum = 0;
      for (let hour = from; hour < (starts[day + 1] ?? end); hour += 1) {
        const found = hours?.get(hour);
        if (found) for (const status of Object.keys(counts) as RunStatus[]) {
          counts[status] += found[status];
          sum += found[status];
        }
      }
      return sum;
    });
    return { days, counts };
  }
}

/** The middle of some durations; between two it is half way. */
export function medianOf(durations: readonly number[]): number | undefined {
  if (durations.length === 0) return undefined;
  const sorted = [...durations].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return Math.round(sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2);
}
