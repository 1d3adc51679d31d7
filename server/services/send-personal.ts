import type { Locale } from '../../runtime/schema/text.ts';
import { fail } from '../errors.ts';
import type { DeliveryRecord } from '../stores/store.ts';
import { findUser } from './accounts.ts';
import { noticeConnection } from './connections.ts';
import { newId } from './context.ts';
import { channelsOf, mailOf, personalConnection, readNoticeSettings } from './notice-settings.ts';
import { noticeBody } from './notice-words.ts';
import { payloadText } from './payload-text.ts';
import type { RunBase } from './runs.ts';

const TIMEOUT_MS = 10_000;

interface Message {
  readonly kind: 'deadline' | 'message';
  readonly title: string;
  readonly body: string;
  readonly run: string | null;
  /** The same for every try. */
  readonly key: string;
}

async function send(base: RunBase, to: string, channel: 'mail' | 'webhook', { key, ...message }: Message): Promise<void> {
  const signal = AbortSignal.any([base.stop.signal, AbortSignal.timeout(TIMEOUT_MS * 3)]);
  if (channel === 'mail') {
    const [connection, address] = await Promise.all([noticeConnection(base), mailOf(base, to)]);
    if (connection === null || address === null) throw fail('SCN_NOTICE_CHANNEL', { channel });
    return base.mail.send({ connection, to: [address], title: message.title, body: message.body, key }, signal);
  }
  const answer = await base.http.request({ connection: personalConnection(to), method: 'POST', path: '', body: { ...message }, timeoutMs: TIMEOUT_MS, key, signed: true }, signal);
  if (answer.status < 200 || answer.status > 299) throw fail('SCN_NOTICE_REFUSED', { status: answer.status });
  return undefined;
}

/** Sends one notice where a person wants it; nothing when they no longer do. @throws SCN_NOTICE_CHANNEL, SCN_MAIL_FAILED, SCN_HTTP_STATUS and kin */
export async function sendPersonal(base: RunBase, { id, payload }: DeliveryRecord): Promise<void> {
  const to = payloadText(payload, 'to');
  const user = await findUser(base, to);
  const kind = payload['kind'] === 'deadline' ? 'deadline' : 'message';
  const channel = payload['channel'] === 'mail' ? 'mail' : 'webhook';
  if (!user || user.disabled || !(await channelsOf(base, to, kind)).includes(channel)) return;
  const title = payloadText(payload, 'title').replaceAll(/[\r\n\0]+/g, ' ');
  const body = noticeBody(payloadText(payload, 'body'), user.locale ?? 'zh-CN');
  await send(base, to, channel, { kind, title, body, run: payloadText(payload, 'run') || null, key: id });
}

const TRIAL: Readonly<Record<Locale, { readonly title: string; readonly body: string }>> = {
  'zh-CN': { title: '场景工坊：试发', body: '这是一条试发的通知。收到就说明设置好了。' },
  en: { title: 'Scenario Studio: a trial', body: 'This is a trial notice. If you can read it, the settings work.' },
};

/** Sends a trial to the address the person has saved, now, and says what stood in its way. @throws SCN_NOTICE_CHANNEL, SCN_MAIL_FAILED, SCN_HTTP_REFUSED and kin */
export async function sendTrial(base: RunBase, user: string, channel: 'mail' | 'webhook', locale: Locale): Promise<void> {
  if (channel === 'webhook' && (await readNoticeSettings(base, user)).webhook === undefined) throw fail('SCN_NOTICE_CHANNEL', { channel });
  await send(base, user, channel, { kind: 'message', ...TRIAL[locale], run: null, key: `trial-${newId(base.now())}` });
}
