import type { ScenarioItem } from '../../../../server/api/scenario.ts';

export type TroubleKind = 'stopped' | 'errors' | 'overdue' | 'failed' | 'opinions' | 'failedCases' | 'ending' | 'warnings' | 'noCases';
export type TroubleTone = 'err' | 'warn' | 'draft';

/** One thing about a scenario that asks for somebody, and the page that answers it. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly tone: TroubleTone;
  readonly count: number;
  /** Absent for who could do nothing there. */
  readonly to?: string;
}

const WEIGHT: Readonly<Record<TroubleTone, number>> = { err: 2, warn: 1, draft: 0 };

/** What is wrong with a scenario, worst first: what stops people, then what is late, then what will be. */
export function troublesOf({ id, may, runs, errors, warnings, cases, ending }: ScenarioItem): readonly Trouble[] {
  const at = (page: string): string => `/s/${id}/${page}`;
  const found: readonly (Trouble | false)[] = [
    { kind: 'stopped', tone: 'err', count: runs?.incidents ?? 0, to: may.operate ? at('operate') : at('runs?show=stopped') },
    { kind: 'errors', tone: 'err', count: errors, to: at('canvas') },
    { kind: 'overdue', tone: 'warn', count: runs?.overdue ?? 0, to: at('runs?show=waiting') },
    { kind: 'failed', tone: 'err', count: runs?.failed ?? 0, to: at('runs?show=stopped') },
    { kind: 'opinions', tone: 'warn', count: runs?.opinions ?? 0, to: at('feedback') },
    { kind: 'failedCases', tone: 'warn', count: cases.failed ?? 0, to: at('cases') },
    ending !== undefined && { kind: 'ending', tone: 'warn', count: ending.count, to: ending.count === 1 ? `/grants?id=${ending.grant}` : '/grants' },
    { kind: 'warnings', tone: 'warn', count: warnings, to: at('canvas') },
    { kind: 'noCases', tone: 'draft', count: cases.total === 0 ? 1 : 0, to: at('cases') },
  ];
  return found.filter((trouble): trouble is Trouble => trouble !== false && trouble.count > 0);
}

/** How much a scenario asks for somebody; one that people use now comes before one that is only drawn. */
function weightOf(item: ScenarioItem): number {
  const tones = troublesOf(item).map(({ tone }) => WEIGHT[tone]);
  const worst = tones.length === 0 ? 0 : Math.max(...tones);
  return worst * 2 + (worst > 0 && item.release !== undefined ? 1 : 0);
}

/** Trouble first; among equals in the order they came, which is the newest change first. */
export function troubleFirst(items: readonly ScenarioItem[]): readonly ScenarioItem[] {
  return items.map((item) => ({ item, weight: weightOf(item) })).sort((a, b) => b.weight - a.weight).map(({ item }) => item);
}

export type HomeFilter = 'all' | 'trouble' | 'live';

export function fitsHome(item: ScenarioItem, filter: HomeFilter): boolean {
  if (filter === 'live') return item.release !== undefined;
  return filter === 'all' || troublesOf(item).some(({ tone }) => tone !== 'draft');
}
