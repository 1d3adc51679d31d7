import { createHash, timingSafeEqual } from 'node:crypto';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { Result, RunView } from '../../api/portal.ts';
import type { ReceiptView } from '../../api/public.ts';
import { fail, isCoded } from '../../errors.ts';
import { viewOf } from '../portal.ts';
import type { Reader } from '../portal.ts';
import { loadRun } from '../runs.ts';
import type { KnownRun } from '../runs.ts';
import type { Studio } from '../studio.ts';
import { typedCode, typedNumber } from './desk.ts';
import { READS, WRONG_CODES } from './gates.ts';
import { publicStarter } from './starter.ts';

/** What a number stands for. */
export interface Receipt {
  readonly app: string;
  readonly run: string;
  /** The visit that submitted it. */
  readonly starter: string;
  readonly at: string;
}

const WORDS: Readonly<Record<Locale, { readonly staff: string; readonly next: string }>> = { 'zh-CN': { staff: '经办人员', next: '经办人员办理' }, en: { staff: 'the staff in charge', next: 'the staff in charge' } };

/** Files are opened by whoever handles the matter; who that is, is not for strangers. */
function publicResult(result: Result, locale: Locale): Result {
  return { ...result, facts: result.facts.map(({ label, value }) => ({ label, value })), ...(result.decidedBy === undefined ? {} : { decidedBy: WORDS[locale].staff }) };
}

/** A run as its receipt shows it: the number in place of the run’s own, no names of people, nothing to do. */
function publicView(view: RunView, number: string, locale: Locale): RunView {
  return {
    ...view,
    id: number,
    app: { ...view.app, pages: [], canStart: false },
    next: view.next.kind === 'task' ? { kind: 'progress', waitingFor: WORDS[locale].next } : view.next,
    timeline: [],
    mayWithdraw: false,
    documents: [],
    ...(view.result ? { result: publicResult(view.result, locale) } : {}),
  };
}

export async function receiptOf(studio: Studio, number: string, run: KnownRun, reader: Reader): Promise<Omit<ReceiptView, 'code'>> {
  return { number, run: publicView(await viewOf(studio, run, reader), number, reader.locale) };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** How a matter stands, for whoever has its number and code; wrong ones are one answer, so that no number can be tried out. @throws SCN_PUBLIC_RATE, SCN_PUBLIC_RECEIPT */
export async function lookUpReceipt(studio: Studio, typed: { readonly number: string; readonly code: string }, { address, locale }: { readonly address: string; readonly locale: Locale }): Promise<ReceiptView> {
  const { gates, codeFor } = studio.publicDesk;
  gates.pass(READS, address);
  gates.look(WRONG_CODES, address);
  const number = typedNumber(typed.number);
  const isRight = timingSafeEqual(digest(codeFor(number)), digest(typedCode(typed.code)));
  const found = isRight ? await studio.store.documents.get<Receipt>('public-receipt', number) : null;
  const run = found ? await loadRun(studio, found.body.run).catch((error: unknown) => {
    if (isCoded(error, 'SCN_API_NOT_FOUND')) return null;
    throw error;
  }) : null;
  if (!found || !run) {
    gates.pass(WRONG_CODES, address);
    throw fail('SCN_PUBLIC_RECEIPT');
  }
  return receiptOf(studio, number, run, { user: publicStarter(found.body.starter, found.body.at), locale });
}
