import { randomInt } from 'node:crypto';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { ChallengeView, VisitView } from '../../api/public.ts';
import { fail } from '../../errors.ts';
import { hashToken } from '../sessions.ts';
import { issue, redeem } from '../sign-in/one-time.ts';
import { typedCode } from './desk.ts';
import type { DeskBase } from './desk.ts';
import { drawSigns } from './draw-signs.ts';
import { CHALLENGES, WRONG_ANSWERS } from './gates.ts';
import { GLYPHS } from './glyphs.ts';
import { spokenSum } from './spoken-sum.ts';
import { openVisit } from './visits.ts';

const LIFE_MS = 10 * 60_000;
const LENGTH = 5;
const SIGNS = Object.keys(GLYPHS);

interface Challenge {
  readonly app: string;
  /** Its hash. */
  readonly answer: string;
}

/** A picture to read, or a sum in words to work out. @throws SCN_PUBLIC_RATE */
export async function offerChallenge(base: DeskBase, app: string, way: ChallengeView['way'], { address, locale }: { readonly address: string; readonly locale: Locale }): Promise<ChallengeView> {
  base.publicDesk.gates.pass(CHALLENGES, address);
  const sum = way === 'words' ? spokenSum() : undefined;
  const answer = sum?.answer ?? Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  const { token, until } = await issue(base, 'public-challenge', { app, answer: hashToken(answer) } satisfies Challenge, LIFE_MS, 'system');
  return { id: token, until, way, ...(sum ? { question: sum.question[locale] } : { picture: `data:image/png;base64,${drawSigns(answer).toString('base64')}` }) };
}

/** Signs that look alike in a picture are typed either way. */
const asTyped = (answer: string): string[] => [answer.trim().toUpperCase().replaceAll(/\s/g, ''), typedCode(answer)];

/**
 * Each challenge is answered once, right or wrong; a right answer lets the visitor submit once.
 * @param visit a visit whose time to submit is over: its files stay with it
 * @throws SCN_PUBLIC_RATE, SCN_PUBLIC_EXPIRED, SCN_PUBLIC_WRONG
 */
export async function answerChallenge(base: DeskBase, given: { readonly app: string; readonly id: string; readonly answer: string; readonly visit?: string }, address: string): Promise<VisitView> {
  const { gates } = base.publicDesk;
  gates.look(WRONG_ANSWERS, address);
  const challenge = await redeem<Challenge>(base, 'public-challenge', given.id);
  if (!challenge || challenge.app !== given.app) {
    gates.pass(WRONG_ANSWERS, address);
    throw fail('SCN_PUBLIC_EXPIRED');
  }
  if (!asTyped(given.answer).some((typed) => hashToken(typed) === challenge.answer)) {
    gates.pass(WRONG_ANSWERS, address);
    throw fail('SCN_PUBLIC_WRONG');
  }
  return openVisit(base, given.app, given.visit);
}
