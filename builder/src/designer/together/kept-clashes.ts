import { isRecord } from '../document/pointer.ts';
import type { OpenClash } from './together.ts';

const key = (id: string, user: string): string => `scenario-studio.clashes.${id}:${user}`;

function isKept(value: unknown): value is OpenClash {
  return isRecord(value) && isRecord(value['clash']) && Array.isArray(value['clash']['place']);
}

/** Clashes nobody has decided yet, from an earlier visit. */
export function readClashes(id: string, user: string): readonly OpenClash[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(id, user)) ?? '[]');
    return Array.isArray(value) ? value.filter(isKept) : [];
  } catch {
    return [];
  }
}

/** A full or forbidden storage only means that they live as long as the page. */
export function keepClashes(id: string, user: string, clashes: readonly OpenClash[]): void {
  try {
    if (clashes.length === 0) localStorage.removeItem(key(id, user));
    else localStorage.setItem(key(id, user), JSON.stringify(clashes));
  } catch {
    // They are still in memory, and the bar says so.
  }
}
