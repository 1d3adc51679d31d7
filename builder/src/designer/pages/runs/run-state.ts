import { Ban, CircleAlert, CircleCheck, CircleDashed, Clock, Hourglass, type LucideIcon } from 'lucide-react';

export type RunTone = 'ok' | 'warn' | 'err' | 'neutral';
export type RunWord = 'done' | 'stopped' | 'waiting' | 'running' | 'cancelled' | 'expired';

export interface RunSign {
  readonly word: RunWord;
  readonly tone: RunTone;
  readonly icon: LucideIcon;
}

const SIGNS: Readonly<Record<string, RunSign>> = {
  completed: { word: 'done', tone: 'ok', icon: CircleCheck },
  incident: { word: 'stopped', tone: 'err', icon: CircleAlert },
  failed: { word: 'stopped', tone: 'err', icon: CircleAlert },
  waiting: { word: 'waiting', tone: 'warn', icon: Clock },
  running: { word: 'running', tone: 'neutral', icon: CircleDashed },
  cancelled: { word: 'cancelled', tone: 'neutral', icon: Ban },
  expired: { word: 'expired', tone: 'neutral', icon: Hourglass },
};

const RUNNING: RunSign = { word: 'running', tone: 'neutral', icon: CircleDashed };

/** How a run's status is shown: a sign, a word and a tone. */
export function runSign(status: string): RunSign {
  return Object.hasOwn(SIGNS, status) ? (SIGNS[status] ?? RUNNING) : RUNNING;
}

const FILTERS = ['all', 'stopped', 'waiting', 'done'] as const;
export type RunFilter = (typeof FILTERS)[number];

export const isRunFilter = (name: string | null): name is RunFilter => FILTERS.some((filter) => filter === name);

export function fitsFilter(status: string, filter: RunFilter): boolean {
  return filter === 'all' || runSign(status).word === filter;
}
