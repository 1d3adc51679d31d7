import { randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { User } from '../../api/account.ts';
import { fail, isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import type { Sealed, Secrets } from '../secrets.ts';
import { hashToken } from '../sessions.ts';

export interface FactorBase extends Base {
  readonly secrets: Secrets;
}

interface Factor {
  readonly secret: Sealed;
  /** The newest step whose code was used: no code of it or before is taken again. */
  readonly lastStep: number;
  readonly recovery: readonly string[];
  readonly since: string;
}

interface Enrolment {
  readonly secret: Sealed;
  readonly until: string;
}

const KIND = 'second-factor';
const NEW = 'second-factor-new';
const STEP_S = 30;
const ENROL_MS = 15 * 60_000;
const CODES = 10;
const ISSUER = 'Scenario Studio';
/** Steps before and after the present one that a code may be of (RFC 6238, 5.2). */
const WINDOW = 1;
/** How far off a clock may be to be told so: ten minutes. */
const FAR = 20;
/** No letters that are read for another. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const totp = (secret: string, label = ''): TOTP => new TOTP({ issuer: ISSUER, label, algorithm: 'SHA1', digits: 6, period: STEP_S, secret: Secret.fromBase32(secret) });
const owner = (user: string): string => `totp:${user}`;

export async function hasFactor(base: Base, user: string): Promise<boolean> {
  return (await base.store.documents.get(KIND, user)) !== null;
}

export async function factorState(base: Base, user: string): Promise<{ since: string; codesLeft: number } | undefined> {
  const found = await base.store.documents.get<Factor>(KIND, user);
  return found ? { since: found.body.since, codesLeft: found.body.recovery.length } : undefined;
}

/** A new secret to be put into an app; it counts once a code proves that it is there. */
export async function beginEnrolment(base: FactorBase, user: User): Promise<{ secret: string; uri: string; until: string }> {
  const secret = new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32;
  const until = new Date(base.now().getTime() + ENROL_MS).toISOString();
  const old = await base.store.documents.get(NEW, user.id);
  await base.store.documents.put<Enrolment>(NEW, user.id, { secret: base.secrets.seal(secret, owner(user.id)), until }, { expectedVersion: old?.version ?? 0, by: user.id });
  return { secret, uri: totp(secret, user.login).toString(), until };
}

function newCodes(): string[] {
  const part = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: CODES }, () => [part(), part(), part(), part()].join('-'));
}

const plainCode = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z2-9]/g, '');
const hashCode = (user: string, code: string): string => hashToken(`${user}:${plainCode(code)}`);

/**
 * The step a code belongs to. @throws SCN_AUTH_CODE; SCN_AUTH_CODE_CLOCK when it is right for a moment some minutes away:
 * then a clock is wrong, and typing it again would not help
 */
function stepOf(secret: string, code: string, now: Date): number {
  const present = Math.floor(now.getTime() / 1000 / STEP_S);
  const token = code.replaceAll(/\s/g, '');
  const off = /^\d{6}$/.test(token) ? totp(secret).validate({ token, timestamp: now.getTime(), window: FAR }) : null;
  if (off === null) throw fail('SCN_AUTH_CODE');
  if (Math.abs(off) > WINDOW) throw fail('SCN_AUTH_CODE_CLOCK', { minutes: Math.max(1, Math.round((Math.abs(off) * STEP_S) / 60)) });
  return present + off;
}

/** From now on log-in asks for a code. The recovery codes are told this once. @throws SCN_AUTH_ENROL_OVER, SCN_AUTH_CODE, SCN_AUTH_CODE_CLOCK */
export async function confirmEnrolment(base: FactorBase, user: User, code: string): Promise<string[]> {
  const pending = await base.store.documents.get<Enrolment>(NEW, user.id);
  if (!pending || Date.parse(pending.body.until) <= base.now().getTime()) throw fail('SCN_AUTH_ENROL_OVER');
  const secret = base.secrets.open(pending.body.secret, owner(user.id));
  const lastStep = stepOf(secret, code, base.now());
  const codes = newCodes();
  const old = await base.store.documents.get(KIND, user.id);
  const body: Factor = { secret: pending.body.secret, lastStep, recovery: codes.map((one) => hashCode(user.id, one)), since: base.now().toISOString() };
  await base.store.documents.put<Factor>(KIND, user.id, body, { expectedVersion: old?.version ?? 0, by: user.id });
  await base.store.documents.delete(NEW, user.id, { expectedVersion: pending.version, by: user.id });
  await audit(base, user.id, 'factor.enrol', user.id);
  return codes;
}

/** New recovery codes; the old ones stop working. @throws SCN_AUTH_NO_FACTOR */
export async function renewCodes(base: Base, user: string): Promise<string[]> {
  const found = await base.store.documents.get<Factor>(KIND, user);
  if (!found) throw fail('SCN_AUTH_NO_FACTOR');
  const codes = newCodes();
  await base.store.documents.put<Factor>(KIND, user, { ...found.body, recovery: codes.map((one) => hashCode(user, one)) }, { expectedVersion: found.version, by: user });
  await audit(base, user, 'factor.codes', user);
  return codes;
}

/**
 * Takes a code of the app or a recovery code; each works once, also when two come with it at the same moment.
 * @throws SCN_AUTH_CODE, SCN_AUTH_CODE_USED, SCN_AUTH_CODE_CLOCK, SCN_AUTH_NO_FACTOR
 */
export async function useCode(base: FactorBase, user: string, code: string): Promise<void> {
  const found = await base.store.documents.get<Factor>(KIND, user);
  if (!found) throw fail('SCN_AUTH_NO_FACTOR');
  const spare = hashCode(user, code);
  const isSpare = found.body.recovery.includes(spare);
  const next: Factor = isSpare ? { ...found.body, recovery: found.body.recovery.filter((one) => one !== spare) } : { ...found.body, lastStep: freshStep(base, user, found.body, code) };
  try {
    await base.store.documents.put<Factor>(KIND, user, next, { expectedVersion: found.version, by: user });
  } catch (cause) {
    if (isCoded(cause, 'SCN_STORE_CONFLICT')) throw fail('SCN_AUTH_CODE_USED', {}, cause);
    throw cause;
  }
  if (isSpare) await audit(base, user, 'factor.recovery', user, { left: next.recovery.length });
}

function freshStep(base: FactorBase, user: string, { secret, lastStep }: Factor, code: string): number {
  const step = stepOf(base.secrets.open(secret, owner(user)), code, base.now());
  if (step <= lastStep) throw fail('SCN_AUTH_CODE_USED');
  return step;
}

/** Log-in asks for no code any more: by the person, or by an administrator for who lost the device. */
export async function removeFactor(base: Base, user: string, by: string): Promise<void> {
  const found = await base.store.documents.get<Factor>(KIND, user);
  if (!found) throw fail('SCN_AUTH_NO_FACTOR');
  await base.store.documents.delete(KIND, user, { expectedVersion: found.version, by });
  await audit(base, by, by === user ? 'factor.remove' : 'factor.reset', user);
}
