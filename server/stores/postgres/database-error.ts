import { DatabaseError } from 'pg';
import { isScenarioError } from '../../../runtime/errors.ts';
import { storeError } from '../errors.ts';

export const UNIQUE_VIOLATION = '23505';
export const NO_TABLE = '42P01';
export const TIME_OVER = '57014';

/** Fails because of others at work, or took too long: nothing was done, and the same transaction may well succeed in a moment. */
const CONTENTION = new Set(['40001', '40P01', '55P03', TIME_OVER]);
/** The database went away, is starting or stopping, or has no connection left. */
const AWAY = new Set(['57P01', '57P02', '57P03', '53300', '25P03', '57P05']);
const REFUSED = new Set(['28000', '28P01', '3D000', '42501', '0A000', '25006']);
const FULL = new Set(['53100']);
/** A character no database takes, a number out of all bounds, a text too long for an index. */
const VALUE = new Set(['22021', '22P05', '22P02', '22003', '54000']);

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function isContention(error: unknown): boolean {
  return error instanceof DatabaseError && CONTENTION.has(codeOf(error));
}

/** No answer of the database, but of the line to it; whether a statement under way was carried out is not known. */
export function isAway(error: unknown): boolean {
  if (isScenarioError(error) || !(error instanceof Error)) return false;
  const code = codeOf(error);
  return error instanceof DatabaseError ? AWAY.has(code) || code.startsWith('08') : isLineError(error, code);
}

function isLineError(error: Error, code: string): boolean {
  return /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)/.test(code) || /connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable|client was closed/i.test(error.message);
}

/** Why, without the address. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return error instanceof DatabaseError ? `${code} ${error.message}` : code || (error as Error).message;
}

/** A failure of the database as a coded error, anything else as it is; never with the address, which may hold a password. */
export function databaseError(error: unknown, database: string): unknown {
  if (!(error instanceof DatabaseError) && !isAway(error)) return error;
  const code = codeOf(error);
  const reason = reasonOf(error);
  if (isAway(error)) return storeError('SCN_STORE_DOWN', { database, reason }, error);
  if (CONTENTION.has(code)) return storeError('SCN_STORE_BUSY', { database, reason }, error);
  if (REFUSED.has(code)) return storeError('SCN_STORE_REFUSED', { database, reason }, error);
  if (FULL.has(code)) return storeError('SCN_STORE_FULL', { path: database }, error);
  if (VALUE.has(code)) return storeError('SCN_STORE_VALUE', { reason }, error);
  return storeError('SCN_STORE_WRITE', { path: database, reason }, error);
}
