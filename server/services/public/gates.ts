import { fail } from '../../errors.ts';

interface Window {
  count: number;
  readonly endsAt: number;
}

/** How often something may happen within a time. */
export interface Gate {
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
}

const MINUTE = 60_000;
/** Of one address. */
export const CHALLENGES: Gate = { name: 'challenge', most: 60, windowMs: 10 * MINUTE };
export const WRONG_ANSWERS: Gate = { name: 'wrong', most: 8, windowMs: 10 * MINUTE };
export const READS: Gate = { name: 'read', most: 240, windowMs: 10 * MINUTE };
export const FILES: Gate = { name: 'file', most: 30, windowMs: 60 * MINUTE };
export const SUBMITS: Gate = { name: 'submit', most: 30, windowMs: 60 * MINUTE };
export const WRONG_CODES: Gate = { name: 'code', most: 10, windowMs: 15 * MINUTE };
/** Numbers and codes of documents that are none, of one address. */
export const WRONG_PAPERS: Gate = { name: 'paper', most: 10, windowMs: 15 * MINUTE };
/** Of one form, whatever the address. */
export const FORM_SUBMITS: Gate = { name: 'form', most: 600, windowMs: 60 * MINUTE };
/** Of one receipt, whatever the address. */
export const RECEIPT_CODES: Gate = { name: 'receipt', most: 10, windowMs: 15 * MINUTE };

/** Counts by gate and by whom: of this process. */
export interface Gates {
  /** One more. @throws SCN_PUBLIC_RATE when it is one too many */
  readonly pass: (gate: Gate, whom: string) => void;
  /** Whether one more would be too many; counts nothing. @throws SCN_PUBLIC_RATE */
  readonly look: (gate: Gate, whom: string) => void;
}

/** Addresses at a time; past it the windows that ended are dropped, then the oldest. */
const KEPT = 50_000;

export function createGates(now: () => Date): Gates {
  const windows = new Map<string, Window>();
  const openAt = (key: string, at: number): Window | undefined => {
    const known = windows.get(key);
    return known && known.endsAt > at ? known : undefined;
  };
  const refuse = (endsAt: number, at: number) => fail('SCN_PUBLIC_RATE', { seconds: Math.ceil((endsAt - at) / 1000), until: new Date(endsAt).toISOString() });
  const makeRoom = (at: number): void => {
    for (const [key, { endsAt }] of windows) if (endsAt <= at) windows.delete(key);
    for (const key of windows.keys()) {
      if (windows.size < KEPT) break;
      windows.delete(key);
    }
  };
  return {
    pass: ({ name, most, windowMs }, whom) => {
      const at = now().getTime();
      const key = `${name} ${whom}`;
      const known = openAt(key, at);
      if (known && known.count >= most) throw refuse(known.endsAt, at);
      if (known) {
        known.count += 1;
        return;
      }
      if (windows.size >= KEPT) makeRoom(at);
      windows.delete(key);
      windows.set(key, { count: 1, endsAt: at + windowMs });
    },
    look: ({ name, most }, whom) => {
      const at = now().getTime();
      const known = openAt(`${name} ${whom}`, at);
      if (known && known.count >= most) throw refuse(known.endsAt, at);
    },
  };
}

/** Who is counted as one: an IPv4 address, or the /64 network that one subscriber has of IPv6 (RFC 6177). */
export function countedAddress(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const [left, right] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)];
  const groups = address.includes('::') ? [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right] : left;
  return groups.slice(0, 4).join(':');
}
