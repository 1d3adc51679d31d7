import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Base } from '../context.ts';
import { createGates } from './gates.ts';
import type { Gates } from './gates.ts';

/** Crockford's base 32: no letter is taken for a figure. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function letters(bytes: Uint8Array, count: number): string {
  return [...bytes.subarray(0, count)].map((byte) => ALPHABET[byte % 32]).join('');
}

/** What people of the public leave at the counter and get from it. */
export interface PublicDesk {
  readonly gates: Gates;
  /** A number nobody has, 40 random bits after the day. */
  readonly newNumber: (day: string) => string;
  /** The code that goes with a number: 50 bits that only this installation can make, so none is kept. */
  readonly codeFor: (number: string) => string;
  /** The number of a document by what it says: the same for the same contents. */
  readonly paperNumber: (day: string, digest: string) => string;
  /** The code printed beside it, which only this installation can make. */
  readonly paperCode: (number: string) => string;
}

export interface DeskBase extends Base {
  readonly publicDesk: PublicDesk;
}

/** @param secret 32 bytes; the key of the codes is derived from it, so it never signs anything else */
export function createPublicDesk(secret: Buffer, now: () => Date): PublicDesk {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `scenario-studio ${use}`, 32));
  const key = keyFor('receipt code');
  const paperKey = keyFor('document code');
  return {
    gates: createGates(now),
    newNumber: (day) => `${day.replaceAll('-', '')}-${letters(randomBytes(8), 8)}`,
    codeFor: (number) => letters(createHmac('sha256', key).update(number).digest(), 10),
    paperNumber: (day, digest) => `${day.replaceAll('-', '')}-${letters(createHmac('sha256', paperKey).update(`number ${digest}`).digest(), 8)}`,
    paperCode: (number) => letters(createHmac('sha256', paperKey).update(`code ${number}`).digest(), 10),
  };
}

/** As people copy it: any case, with spaces or without, O for 0 and I or L for 1. */
export function typedCode(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** A number as it is kept: the day, a dash, eight letters. */
export function typedNumber(text: string): string {
  const plain = typedCode(text);
  return `${plain.slice(0, 8)}-${plain.slice(8)}`;
}
