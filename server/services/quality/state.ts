import { createHash } from 'node:crypto';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { textOfCheck, type QualityCheck } from '../../../runtime/schema/quality.ts';
import type { StoredDocument } from '../../stores/store.ts';
import type { Base } from '../context.ts';
import type { Tally } from './judge.ts';

const KIND = 'dataset-quality';
/** Rounds that are remembered: about three months of nights. */
const KEPT = 90;
/** Whoever said nothing for so long is gone. */
const HELD_MS = 60_000;

/** What a check came to. Counts only: never a value, which may be a person's. */
export interface CheckResult extends Tally {
  readonly key: string;
  readonly ok: boolean;
  /** The check does not fit the dataset or what it refers to. */
  readonly broken?: 'misfit' | 'closed';
}

export interface QualityRound {
  readonly at: string;
  readonly rows: number;
  readonly checks: number;
  readonly failed: number;
}

export interface QualityState {
  /** Names the checks and columns the results are of. */
  readonly of: string;
  readonly at: string;
  readonly by: string;
  readonly rows: number;
  readonly results: readonly CheckResult[];
  /** Newest last, this round among them. */
  readonly rounds: readonly QualityRound[];
}

/** A document may also say that somebody is at work. */
interface Kept {
  readonly done?: QualityState;
  readonly heldUntil?: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What a check is called in results and addresses. */
export const keyOfCheck = (check: QualityCheck): string => hash(textOfCheck(check));

/** Names everything a result depends on but the rows and the day; undefined where there is nothing to check. */
export function nameOfChecks({ entry, fields }: DatasetDefinition): string | undefined {
  const checks = entry?.checks ?? [];
  return checks.length === 0 ? undefined : hash(JSON.stringify([checks.map((check) => [keyOfCheck(check), check.allow ?? 0]), fields.map(({ id, type }) => [id, type])]));
}

export interface KeptQuality {
  readonly state: QualityState | undefined;
  readonly isHeld: boolean;
  readonly version: number;
}

function readKept(base: Base, found: StoredDocument<Kept> | null): KeptQuality {
  const { done, heldUntil } = found?.body ?? {};
  return { state: done, isHeld: heldUntil !== undefined && heldUntil > base.now().toISOString(), version: found?.version ?? 0 };
}

export async function qualityState(base: Base, dataset: string): Promise<KeptQuality> {
  return readKept(base, await base.store.documents.get<Kept>(KIND, dataset));
}

export async function qualityStates(base: Base): Promise<ReadonlyMap<string, KeptQuality>> {
  return new Map((await base.store.documents.list<Kept>(KIND)).map((found) => [found.id, readKept(base, found)]));
}

export interface Hold {
  /** Says that the work goes on. False when another has taken it over. */
  readonly still: () => Promise<boolean>;
  readonly done: (state: Omit<QualityState, 'rounds'>) => Promise<boolean>;
  readonly drop: () => Promise<void>;
}

/** Takes the checks of a dataset up, of many servers one; null when another has. */
export async function holdQuality(base: Base, dataset: string, kept: KeptQuality): Promise<Hold | null> {
  let { version } = kept;
  const put = async (body: Kept): Promise<boolean> => {
    try {
      version = (await base.store.documents.put<Kept>(KIND, dataset, body, { expectedVersion: version, by: 'system' })).version;
      return true;
    } catch (error) {
      if (isScenarioError(error, 'SCN_STORE_CONFLICT')) return false;
      throw error;
    }
  };
  const old = kept.state ? { done: kept.state } : {};
  const still = (): Promise<boolean> => put({ ...old, heldUntil: new Date(base.now().getTime() + HELD_MS).toISOString() });
  if (!(await still())) return null;
  return {
    still,
    done: (state) => {
      const round: QualityRound = { at: state.at, rows: state.rows, checks: state.results.length, failed: state.results.filter(({ ok }) => !ok).length };
      return put({ done: { ...state, rounds: [...(kept.state?.rounds ?? []), round].slice(-KEPT) } });
    },
    drop: async () => {
      await put(old);
    },
  };
}
