import { createHash, timingSafeEqual } from 'node:crypto';
import type { RunState } from '../../../runtime/engine/state.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { Verified } from '../../api/paper.ts';
import { fail, isCoded } from '../../errors.ts';
import { typedCode, typedNumber } from '../public/desk.ts';
import { READS, WRONG_PAPERS } from '../public/gates.ts';
import { loadRun, type KnownRun } from '../runs.ts';
import { textOf } from '../texts.ts';
import { ISSUED, paperTitle, type IssuedPaper, type PaperBase } from './papers.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function statusOf({ phase }: RunState): Verified['status'] {
  return phase === 'completed' ? 'done' : phase === 'live' || phase === 'new' ? 'underway' : 'void';
}

async function found(base: PaperBase, number: string): Promise<{ readonly paper: IssuedPaper; readonly run: KnownRun } | null> {
  const paper = await base.store.documents.get<IssuedPaper>(ISSUED, number);
  if (!paper) return null;
  try {
    return { paper: paper.body, run: await loadRun(base, paper.body.run) };
  } catch (error) {
    if (isCoded(error, 'SCN_API_NOT_FOUND')) return null;
    throw error;
  }
}

/**
 * Whether a document was given out here, for whoever holds it: its number, day, app and how the matter stands, and the digest
 * that is printed on it. Nothing of what it says; wrong numbers and wrong codes are one answer.
 * @throws SCN_PUBLIC_RATE, SCN_PAPER_UNKNOWN
 */
export async function verifyPaper(base: PaperBase, typed: { readonly number: string; readonly code: string }, { address, locale }: { readonly address: string; readonly locale: Locale }): Promise<Verified> {
  const { gates, paperCode } = base.publicDesk;
  gates.pass(READS, address);
  gates.look(WRONG_PAPERS, address);
  const number = typedNumber(typed.number);
  const isRight = timingSafeEqual(digest(paperCode(number)), digest(typedCode(typed.code)));
  const known = isRight ? await found(base, number) : null;
  const page = known?.run.scenario.pages[known.paper.page];
  if (!known || page?.type !== 'document') {
    gates.pass(WRONG_PAPERS, address);
    throw fail('SCN_PAPER_UNKNOWN');
  }
  const { paper, run } = known;
  return { number, app: textOf(run.scenario, run.scenario.title, locale), title: paperTitle(run.scenario, paper.page, page, locale), issuedAt: paper.at, digest: paper.digest, status: statusOf(run.state), synthetic: run.scenario.synthetic ?? false };
}
