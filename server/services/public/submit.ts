import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { ReceiptView } from '../../api/public.ts';
import { fail, isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import { amend } from '../sign-in/one-time.ts';
import { startApp } from '../start-app.ts';
import type { Studio } from '../studio.ts';
import { FORM_SUBMITS, SUBMITS } from './gates.ts';
import { demandPublicApp } from './public-form.ts';
import { receiptOf } from './receipts.ts';
import type { Receipt } from './receipts.ts';
import { publicStarter } from './starter.ts';
import { demandVisit } from './visits.ts';
import type { Visit } from './visits.ts';

export interface PublicSubmit {
  readonly visit: string;
  readonly clientKey: string;
  readonly release?: string;
  readonly input: JsonObject;
  readonly waitMs: number;
}

/** Of two submits of one visit at once, one is taken. */
async function claim(studio: Studio, { visit: token, clientKey }: PublicSubmit, visit: Visit): Promise<void> {
  if (visit.sent !== undefined) return;
  const claimed = await amend<Visit>(studio, 'public-visit', token, (found) => {
    if (found.sent !== undefined && found.sent !== clientKey) throw fail('SCN_PUBLIC_PASS');
    return { ...found, sent: clientKey };
  });
  if (!claimed) throw fail('SCN_PUBLIC_PASS');
}

async function giveBack(studio: Studio, token: string): Promise<void> {
  await amend<Visit>(studio, 'public-visit', token, ({ sent: _sent, ...visit }) => visit);
}

/** Once for each number; a repeat finds it there. */
async function keepReceipt(studio: Studio, number: string, receipt: Receipt): Promise<void> {
  try {
    await studio.store.documents.put<Receipt>('public-receipt', number, receipt, { expectedVersion: 0, by: 'system' });
    await audit(studio, 'public', 'public.submit', receipt.app, { number });
  } catch (error) {
    if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
  }
}

/**
 * Starts a run for somebody without an account. The answer holds the code, this once and for repeats of this submit.
 * @throws SCN_PUBLIC_RATE, SCN_PUBLIC_PASS, and what `startApp` refuses
 */
export async function submitPublic(studio: Studio, app: string, submit: PublicSubmit, { address, locale }: { readonly address: string; readonly locale: Locale }): Promise<ReceiptView> {
  const { gates, codeFor } = studio.publicDesk;
  const { live } = demandPublicApp(studio, app);
  const visit = await demandVisit(studio, app, submit.visit, submit.clientKey);
  const isRepeat = visit.sent === submit.clientKey;
  if (!isRepeat) {
    gates.look(SUBMITS, address);
    gates.look(FORM_SUBMITS, app);
  }
  await claim(studio, submit, visit);
  const user = publicStarter(visit.id, visit.at);
  const { clientKey, input, waitMs, release } = submit;
  const started = await startApp(studio, live, user, { clientKey, input, waitMs, ...(release === undefined ? {} : { release }) }).catch(async (error: unknown) => {
    await giveBack(studio, submit.visit);
    throw error;
  });
  await keepReceipt(studio, visit.number, { app, run: started.run.state.id, starter: visit.id, at: visit.at });
  if (!isRepeat) {
    gates.pass(SUBMITS, address);
    gates.pass(FORM_SUBMITS, app);
  }
  return { ...(await receiptOf(studio, visit.number, started.run, { user, locale })), code: codeFor(visit.number) };
}
