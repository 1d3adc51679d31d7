import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isDrawable } from './drawable.ts';
import { isRecord } from './pointer.ts';

/** Edits that had not reached the server when the page was closed. */
export interface Backup {
  readonly scenario: Scenario;
  readonly baseVersion: number;
  /** ISO date-time. */
  readonly at: string;
}

/** What is to be kept; undefined = all is on the server. */
type Unsaved = Omit<Backup, 'at'> | undefined;

const key = (id: string): string => `scenario-studio.unsaved.${id}`;

export function readBackup(id: string): Backup | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(id)) ?? 'null');
    if (!isRecord(value) || !isDrawable(value['scenario']) || typeof value['baseVersion'] !== 'number') return undefined;
    return { scenario: value['scenario'], baseVersion: value['baseVersion'], at: String(value['at']) };
  } catch {
    return undefined;
  }
}

/** Writes the backup of a draft, or removes it. A full or forbidden storage only means no backup. */
export function writeBackup(id: string, unsaved: Unsaved, at: string): void {
  try {
    if (unsaved === undefined) localStorage.removeItem(key(id));
    else localStorage.setItem(key(id), JSON.stringify({ ...unsaved, at }));
  } catch {
    // The document in memory is still whole, and the save state says that it is not on the server.
  }
}

/** Longest pause between an edit and its backup, in milliseconds. */
const BACKUP_MS = 250;

/**
 * Writes backups of a draft one at a time: a big scenario takes milliseconds to write, so fast typing is written once
 * in a while. `flush` writes at once what waits, for a page that is about to go.
 */
export function createBackups(write: (unsaved: Unsaved) => void, later: (task: () => void, ms: number) => () => void): { readonly put: (unsaved: Unsaved) => void; readonly flush: () => void } {
  let waiting: { readonly unsaved: Unsaved } | undefined;
  let cancel: (() => void) | undefined;
  const flush = (): void => {
    cancel?.();
    cancel = undefined;
    if (waiting === undefined) return;
    const { unsaved } = waiting;
    waiting = undefined;
    write(unsaved);
  };
  return {
    flush,
    put: (unsaved) => {
      waiting = { unsaved };
      if (unsaved === undefined) flush();
      else cancel ??= later(flush, BACKUP_MS);
    },
  };
}
