import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isDrawable } from './drawable.ts';
import { isRecord } from './pointer.ts';

/** Edits that had not reached the server when their page was closed. */
export interface Backup {
  /** Names the page they were made in. */
  readonly page: string;
  readonly scenario: Scenario;
  /** What they were made on; absent when this computer had no room for it. */
  readonly base?: Scenario;
  readonly baseVersion: number;
  /** ISO date-time. */
  readonly at: string;
}

/** Whose backup of which draft; two pages of one draft keep one each. */
export interface BackupPlace {
  readonly id: string;
  readonly user: string;
  readonly page: string;
}

export interface Unsaved {
  readonly scenario: Scenario;
  readonly base: Scenario;
  readonly baseVersion: number;
}

const stem = ({ id, user }: Omit<BackupPlace, 'page'>): string => `scenario-studio.unsaved.${id}:${user}:`;
const BASE = '.base';
/** A page that is open holds a lock of this name, so that its edits are not taken for left behind. */
export const pageLock = (page: string): string => `scenario-studio.page.${page}`;

function parsed(key: string): unknown {
  return JSON.parse(localStorage.getItem(key) ?? 'null');
}

function readBackup(prefix: string, page: string): Backup | undefined {
  const value = parsed(prefix + page);
  if (!isRecord(value) || !isDrawable(value['scenario']) || typeof value['baseVersion'] !== 'number') return undefined;
  const base = parsed(prefix + page + BASE);
  const isBase = isRecord(base) && base['version'] === value['baseVersion'] && isDrawable(base['scenario']);
  return { page, scenario: value['scenario'], baseVersion: value['baseVersion'], at: String(value['at']), ...(isBase ? { base: base['scenario'] as Scenario } : {}) };
}

/** All that pages of this person left behind for a draft, oldest first, but for those that are still open. */
export function readBackups(place: Omit<BackupPlace, 'page'>, open: ReadonlySet<string>): readonly Backup[] {
  try {
    const prefix = stem(place);
    const pages = Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) && !key.endsWith(BASE) ? [key.slice(prefix.length)] : []));
    const found = pages.filter((page) => !open.has(page)).map((page) => readBackup(prefix, page));
    return found.filter((backup) => backup !== undefined).sort((one, other) => one.at.localeCompare(other.at));
  } catch {
    return [];
  }
}

/** The base changes with each save, the edits with each key: it is written only when it is another one. */
const writtenBases = new Map<string, number>();

/** Writes the backup of a page, or removes it. A full or forbidden storage only means no backup. */
export function writeBackup(place: BackupPlace, unsaved: Unsaved | undefined, at: string): void {
  const key = stem(place) + place.page;
  try {
    if (unsaved === undefined) {
      localStorage.removeItem(key);
      localStorage.removeItem(key + BASE);
      writtenBases.delete(key);
      return;
    }
    const { scenario, base, baseVersion } = unsaved;
    localStorage.setItem(key, JSON.stringify({ scenario, baseVersion, at }));
    if (writtenBases.get(key) === baseVersion) return;
    localStorage.setItem(key + BASE, JSON.stringify({ scenario: base, version: baseVersion }));
    writtenBases.set(key, baseVersion);
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
export function createBackups(write: (unsaved: Unsaved | undefined) => void, later: (task: () => void, ms: number) => () => void): { readonly put: (unsaved: Unsaved | undefined) => void; readonly flush: () => void } {
  let waiting: { readonly unsaved: Unsaved | undefined } | undefined;
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

/** Pages open in this browser; empty where the browser cannot tell. */
export async function openPages(): Promise<ReadonlySet<string>> {
  // Absent on origins that are not secure, whatever the types say.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  const state = await locks?.query();
  return new Set((state?.held ?? []).flatMap(({ name }) => (name?.startsWith(pageLock('')) ? [name.slice(pageLock('').length)] : [])));
}

/** Marks a page as open until the answer is called. */
export function holdPage(page: string): () => void {
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  let letGo = (): void => undefined;
  void locks?.request(pageLock(page), () => new Promise<void>((resolve) => (letGo = resolve))).catch(() => undefined);
  return () => letGo();
}
