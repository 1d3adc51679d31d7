import type { FileView } from '../../api/people.ts';
import type { VisitView } from '../../api/public.ts';
import { fail } from '../../errors.ts';
import { newId } from '../context.ts';
import { takeFile } from '../files.ts';
import { amend, issue, peek } from '../sign-in/one-time.ts';
import type { DeskBase } from './desk.ts';
import { FILES } from './gates.ts';
import { publicStarter } from './starter.ts';

/** What was sent stays with a visit for so long. */
const LIFE_MS = 24 * 3_600_000;
/** A right answer is good for so long. */
const PASS_MS = 2 * 3_600_000;
const MOST_FILES = 6;
export const MOST_PUBLIC_BYTES = 10 * 1_048_576;
/** Files of one visit come at once, and each is counted. */
const TRIES = 8;

/** One person filling in one public form. Whoever holds its token is that person. */
export interface Visit {
  readonly app: string;
  /** Of the starter of the run. */
  readonly id: string;
  readonly number: string;
  readonly at: string;
  readonly passedUntil: string;
  readonly files: number;
  /** Key of the submit it was used for. */
  readonly sent?: string;
}

const dayOf = (base: DeskBase): string => base.now().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** A new visit, or more time for one that has not submitted. */
export async function openVisit(base: DeskBase, app: string, known: string | undefined): Promise<VisitView> {
  const now = base.now();
  const until = new Date(now.getTime() + PASS_MS).toISOString();
  const before = known === undefined ? null : await peek<Visit>(base, 'public-visit', known);
  if (known !== undefined && before?.app === app && before.sent === undefined && (await amend<Visit>(base, 'public-visit', known, (visit) => ({ ...visit, passedUntil: until })))) return { visit: known, until };
  const visit: Visit = { app, id: newId(now), number: base.publicDesk.newNumber(dayOf(base)), at: now.toISOString(), passedUntil: until, files: 0 };
  const { token } = await issue(base, 'public-visit', visit, LIFE_MS, 'system');
  return { visit: token, until };
}

/** The visit of a token, as long as its challenge counts. @throws SCN_PUBLIC_PASS */
export async function demandVisit(base: DeskBase, app: string, token: string, sent?: string): Promise<Visit> {
  const visit = await peek<Visit>(base, 'public-visit', token);
  if (!visit || visit.app !== app) throw fail('SCN_PUBLIC_PASS');
  // A repeat of the submit it was used for is answered as the first time.
  if (visit.sent === undefined ? Date.parse(visit.passedUntil) <= base.now().getTime() : visit.sent !== sent) throw fail('SCN_PUBLIC_PASS');
  return visit;
}

async function countFile(base: DeskBase, token: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const counted = await amend<Visit>(base, 'public-visit', token, (visit) => {
      if (visit.files >= MOST_FILES) throw fail('SCN_PUBLIC_FILES', { most: MOST_FILES });
      return { ...visit, files: visit.files + 1 };
    });
    if (counted) return;
  }
  throw fail('SCN_PUBLIC_PASS');
}

/** Takes a file of a visitor who has answered a challenge. @throws SCN_PUBLIC_RATE, SCN_PUBLIC_PASS, SCN_PUBLIC_FILES, and what files are refused with */
export async function takePublicFile(base: DeskBase, app: string, given: { readonly visit: string; readonly name: string; readonly bytes?: number }, content: AsyncIterable<Uint8Array>, address: string): Promise<FileView> {
  const visit = await demandVisit(base, app, given.visit);
  base.publicDesk.gates.pass(FILES, address);
  await countFile(base, given.visit);
  return takeFile(base, publicStarter(visit.id, visit.at), { name: given.name, ...(given.bytes === undefined ? {} : { bytes: given.bytes }), most: MOST_PUBLIC_BYTES }, content);
}
