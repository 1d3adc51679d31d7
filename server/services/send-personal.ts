import type { Locale } from '../../runtime/schema/text.ts';
import { fail } from '../errors.ts';
import type { DeliveryRecord } from '../stores/store.ts';
import { findUser } from './accounts.ts';
import { noticeConnection } from './connections.ts';
import { channelsOf, mailOf, personalConnection } from './notice-settings.ts';
import { payloadText } from './payload-text.ts';
import type { RunBase } from './runs.ts';

const TIMEOUT_MS = 10_000;

/** What a deadline did, as a line of a letter. */
const DEADLINE: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  remind: { 'zh-CN': '这件事快到期了，请办理。', en: 'This is due soon; please deal with it.' },
  escalate: { 'zh-CN': '这件事已逾期，上报给您。', en: 'This is overdue and was escalated to you.' },
  reassign: { 'zh-CN': '这件事改由您办理。', en: 'This was handed to you.' },
};

/** Sends one notice where a person wants it; nothing when they no longer do. @throws SCN_NOTICE_CHANNEL, SCN_MAIL_FAILED, SCN_HTTP_STATUS and kin */
export async function sendPersonal(base: RunBase, { id, payload }: DeliveryRecord): Promise<void> {
  const to = payloadText(payload, 'to');
  const user = await findUser(base, to);
  const kind = payload['kind'] === 'deadline' ? 'deadline' : 'message';
  const channel = payload['channel'] === 'mail' ? 'mail' : 'webhook';
  if (!user || user.disabled || !(await channelsOf(base, to, kind)).includes(channel)) return;
  const title = payloadText(payload, 'title').replaceAll(/[\r\n\0]+/g, ' ');
  const words = DEADLINE[payloadText(payload, 'body')];
  const body = kind === 'deadline' && words ? words[user.locale ?? 'zh-CN'] : payloadText(payload, 'body');
  const signal = AbortSignal.any([base.stop.signal, AbortSignal.timeout(TIMEOUT_MS * 3)]);
  if (channel === 'mail') {
    const [connection, address] = await Promise.all([noticeConnection(base), mailOf(base, to)]);
    if (connection === null || address === null) throw fail('SCN_NOTICE_CHANNEL', { channel });
    return base.mail.send({ connection, to: [address], title, body, key: id }, signal);
  }
  const answer = await base.http.request({ connection: personalConnection(to), method: 'POST', path: '', body: { kind, title, body, run: payload['run'] ?? null }, timeoutMs: TIMEOUT_MS, key: id, signed: true }, signal);
  if (answer.status < 200 || answer.status > 299) throw fail('SCN_NOTICE_REFUSED', { status: answer.status });
  return undefined;
}
