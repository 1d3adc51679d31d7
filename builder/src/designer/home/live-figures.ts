import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { troubleFirst, troublesOf, type Trouble, type TroubleKind } from './troubles.ts';

export interface LiveScenario {
  readonly item: ScenarioItem;
  readonly runs: NonNullable<ScenarioItem['runs']>;
  /** What is worst among what people meet; undefined when all is well. */
  readonly trouble: Trouble | undefined;
}

export interface LiveFigures {
  /** Trouble first. */
  readonly scenarios: readonly LiveScenario[];
  /** Runs started today, by the calendar of the house. */
  readonly today: number;
  /** Of those started in the last seven days, how many have a result. */
  readonly completed: number;
  /** Stand still at an error now, whenever they began. */
  readonly stopped: number;
}

/** What is wrong with a draft is no trouble of what is published. */
const MET: readonly TroubleKind[] = ['stopped', 'overdue', 'failed'];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** How it goes with what is published, of the scenarios whose runs the reader may see. */
export function liveFigures(items: readonly ScenarioItem[]): LiveFigures {
  const scenarios = troubleFirst(items).flatMap((item) => (item.release === undefined || item.runs === undefined ? [] : [{ item, runs: item.runs, trouble: troublesOf(item).find(({ kind }) => MET.includes(kind)) }]));
  const runs = scenarios.map((one) => one.runs);
  return { scenarios, today: sum(runs.map(({ days }) => days.at(-1) ?? 0)), completed: sum(runs.map(({ completed }) => completed)), stopped: sum(runs.map(({ incidents }) => incidents)) };
}
