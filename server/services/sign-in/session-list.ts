import type { SessionItem } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { dropSession, hashToken, sessionsOf } from '../sessions.ts';

const BROWSERS: readonly (readonly [RegExp, string])[] = [[/\bMicroMessenger\//, 'WeChat'], [/\bDingTalk\//, 'DingTalk'], [/\bEdg(e|A|iOS)?\//, 'Edge'], [/\bFirefox\/|\bFxiOS\//, 'Firefox'], [/\bOPR\//, 'Opera'], [/\bQQBrowser\//, 'QQ Browser'], [/Chrome\/|\bCriOS\//, 'Chrome'], [/\bSafari\//, 'Safari']];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [[/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/Linux|X11/, 'Linux']];

/** Browser and system in words; what is not known is left out. */
function deviceOf(agent: string | undefined): string {
  const found = [BROWSERS, SYSTEMS].map((list) => list.find(([pattern]) => pattern.test(agent ?? ''))?.[1]);
  return found.filter((word) => word !== undefined).join(' · ');
}

/** Short enough to be told, long enough to be one of a kind; the session itself cannot be had from it. */
const handleOf = (id: string): string => id.slice(0, 16);

/** Where an account is logged in, the newest use first. */
export async function listSessions(base: Base, user: string, token: string | null): Promise<SessionItem[]> {
  const own = token === null ? undefined : hashToken(token);
  const all = (await sessionsOf(base, user)).map(({ id, body }) => ({ id: handleOf(id), device: deviceOf(body.agent), ...(body.address ? { address: body.address } : {}), createdAt: body.createdAt, seenAt: body.seenAt, current: id === own }));
  return all.sort((a, b) => Number(b.current) - Number(a.current) || b.seenAt.localeCompare(a.seenAt));
}

/** @throws SCN_API_NOT_FOUND */
export async function endSession(base: Base, user: string, handle: string, by: string): Promise<void> {
  const found = (await sessionsOf(base, user)).find(({ id }) => handleOf(id) === handle);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: handle });
  await dropSession(base, found.id);
  await audit(base, by, 'session.end', user, { sessions: 1 });
}

/** Ends all but one; how many there were. */
export async function endOthers(base: Base, user: string, keep: string | null, by: string): Promise<number> {
  const own = keep === null ? undefined : hashToken(keep);
  const others = (await sessionsOf(base, user)).filter(({ id }) => id !== own);
  for (const { id } of others) await dropSession(base, id);
  if (others.length > 0) await audit(base, by, 'session.end', user, { sessions: others.length });
  return others.length;
}
