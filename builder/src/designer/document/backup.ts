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
export function writeBackup(id: string, unsaved: Omit<Backup, 'at'> | undefined, at: string): void {
  try {
    if (unsaved === undefined) localStorage.removeItem(key(id));
    else localStorage.setItem(key(id), JSON.stringify({ ...unsaved, at }));
  } catch {
    // The document in memory is still whole, and the save state says that it is not on the server.
  }
}
