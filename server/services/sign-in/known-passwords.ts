import known from '../../data/known-passwords.json' with { type: 'json' };
import { fail } from '../../errors.ts';

const KNOWN: ReadonlySet<string> = new Set(known);

const isOneCharacter = (word: string): boolean => new Set(word).size <= 2;

/** Each character follows the one before it, up or down: `abcdefghij`, `9876543210`. */
function isRow(word: string): boolean {
  const codes = Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
  const steps = new Set(codes.slice(1).map((letter, at) => letter - (codes[at] ?? 0)));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

/**
 * Refuses what attackers try first: passwords of a bundled list, one or two characters over and over, rows of the keyboard,
 * the log-in name with digits. What a password must be made of is nobody's business. @throws SCN_AUTH_PASSWORD_KNOWN
 */
export function refuseKnown(password: string, login: string): void {
  const word = password.normalize('NFKC').toLowerCase();
  const bare = word.replaceAll(/^[\d\W_]+|[\d\W_]+$/gu, '');
  if (KNOWN.has(word) || isOneCharacter(word) || isRow(word) || (login.length >= 3 && (word === login.toLowerCase() || bare === login.toLowerCase()))) throw fail('SCN_AUTH_PASSWORD_KNOWN');
}
