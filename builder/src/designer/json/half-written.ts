import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isDrawable } from '../document/drawable.ts';
import { isRecord } from '../document/pointer.ts';

/** A text that is not a whole scenario yet. It stays on this computer: nobody else sees it, and no draft holds it. */
export interface HalfWritten {
  readonly text: string;
  /** The scenario it was begun on. */
  readonly base: Scenario;
  /** ISO date-time of the last key. */
  readonly at: string;
}

/** Whose text of which scenario. */
export interface HalfPlace {
  readonly id: string;
  readonly user: string;
}

const keyOf = ({ id, user }: HalfPlace): string => `scenario-studio.json.${id}:${user}`;

export function readHalf(place: HalfPlace): HalfWritten | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? 'null');
    if (!isRecord(value) || typeof value['text'] !== 'string' || !isDrawable(value['base'])) return undefined;
    return { text: value['text'], base: value['base'], at: String(value['at']) };
  } catch {
    return undefined;
  }
}

/** Keeps a text, or with undefined forgets it; false when there is no room for it. */
export function writeHalf(place: HalfPlace, half: HalfWritten | undefined): boolean {
  try {
    if (half === undefined) localStorage.removeItem(keyOf(place));
    else localStorage.setItem(keyOf(place), JSON.stringify(half));
    return true;
  } catch {
    return false;
  }
}
