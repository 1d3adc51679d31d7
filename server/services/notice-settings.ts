import type { NoticeSettings, NoticeSettingsBody } from '../api/notices.ts';
import { fail, isCoded } from '../errors.ts';
import type { OpenConnection } from '../host/http-host.ts';
import type { DeliveryRecord, NoticeRecord, StoredDocument } from '../stores/store.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import type { Sealed, Secrets } from './secrets.ts';
import { isAboutDeadline } from './notice-words.ts';
import { newWebhookSecret } from './webhook-signature.ts';

const KIND = 'notice-settings';
/** Connections of this name lead to what a person asked for. */
const PERSONAL = 'personal:';

type NoticeChannel = 'mail' | 'webhook';
type NoticeKind = NoticeSettings['mailFor'][number];

interface SettingsDocument {
  readonly mail?: string;
  readonly mailFor: readonly NoticeKind[];
  readonly webhook?: string;
  readonly webhookFor: readonly NoticeKind[];
  readonly secret?: Sealed;
}

export interface NoticeBase extends Base {
  readonly secrets: Secrets;
}

const NONE: SettingsDocument = { mailFor: [], webhookFor: [] };

async function stored(base: Base, user: string): Promise<StoredDocument<SettingsDocument> | null> {
  return base.store.documents.get<SettingsDocument>(KIND, user);
}

function shown(body: SettingsDocument, version: number): NoticeSettings {
  return { ...(body.mail ? { mail: body.mail } : {}), mailFor: [...body.mailFor], ...(body.webhook ? { webhook: body.webhook } : {}), webhookFor: [...body.webhookFor], secretSet: body.secret !== undefined, version };
}

export async function readNoticeSettings(base: Base, user: string): Promise<NoticeSettings> {
  const found = await stored(base, user);
  return shown(found?.body ?? NONE, found?.version ?? 0);
}

/** The secret of a new webhook is told once. @throws SCN_STORE_CONFLICT, SCN_HTTP_REFUSED */
export async function saveNoticeSettings(base: NoticeBase, user: string, change: NoticeSettingsBody): Promise<{ readonly settings: NoticeSettings; readonly secret?: string }> {
  const url = change.webhook && URL.canParse(change.webhook) ? new URL(change.webhook) : null;
  if (change.webhook && (url?.protocol !== 'https:' || url.username !== '')) throw fail('SCN_HTTP_REFUSED', { reason: 'https://…' });
  const found = await stored(base, user);
  const isNew = change.webhook !== undefined && (found?.body.secret === undefined || found.body.webhook !== change.webhook);
  const secret = isNew ? newWebhookSecret() : undefined;
  const sealed = secret ? base.secrets.seal(secret, `${KIND}/${user}`) : change.webhook ? found?.body.secret : undefined;
  const body: SettingsDocument = { ...(change.mail ? { mail: change.mail } : {}), mailFor: change.mailFor, ...(change.webhook ? { webhook: change.webhook } : {}), webhookFor: change.webhookFor, ...(sealed ? { secret: sealed } : {}) };
  try {
    const { version } = await base.store.documents.put<SettingsDocument>(KIND, user, body, { expectedVersion: change.baseVersion, by: user });
    await audit(base, user, 'notices.save', user, { mail: change.mail !== undefined, webhook: change.webhook !== undefined });
    return { settings: shown(body, version), ...(secret ? { secret } : {}) };
  } catch (error) {
    if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    throw fail('SCN_STORE_CONFLICT', { version: found?.version ?? 0, updatedBy: found?.updatedBy ?? '', updatedAt: found?.updatedAt ?? '' }, error);
  }
}

/** Deadlines speak by what they do; everything else is a message somebody wrote. */
function kindOf({ body }: NoticeRecord): NoticeKind {
  return isAboutDeadline(body) ? 'deadline' : 'message';
}

/** Where a person wants notices of this kind, beside the portal. */
export async function channelsOf(base: Base, user: string, kind: NoticeKind): Promise<readonly NoticeChannel[]> {
  const body = (await stored(base, user))?.body;
  if (!body) return [];
  return [...(body.mail && body.mailFor.includes(kind) ? ['mail' as const] : []), ...(body.webhook && body.webhookFor.includes(kind) ? ['webhook' as const] : [])];
}

/** Messages outside the portal that people asked for, one a notice and channel. */
export async function personalMessages(base: Base, scenario: string, notices: readonly NoticeRecord[]): Promise<readonly DeliveryRecord[]> {
  const made = await Promise.all(notices.map(async (notice) => {
    const channels = await channelsOf(base, notice.to, kindOf(notice));
    return channels.map((channel): DeliveryRecord => ({
      id: `n${notice.id}-${channel}`.slice(0, 120), kind: 'message', status: 'waiting', scenario, source: channel, at: notice.at, dueAt: notice.at, attempts: 0,
      payload: { to: notice.to, channel, kind: kindOf(notice), title: notice.title, body: notice.body, ...(notice.runId ? { run: notice.runId } : {}) },
    }));
  }));
  return made.flat();
}

/** The mail address of a person who wants mail; null when they no longer do. */
export async function mailOf(base: Base, user: string): Promise<string | null> {
  return (await stored(base, user))?.body.mail ?? null;
}

export function personalConnection(user: string): string {
  return `${PERSONAL}${user}`;
}

/** The webhook of a person as a connection: public addresses only, because nobody opened others. */
export async function openPersonal(base: NoticeBase, connection: string): Promise<OpenConnection | null> {
  if (!connection.startsWith(PERSONAL)) return null;
  const user = connection.slice(PERSONAL.length);
  const found = await stored(base, user);
  if (!found?.body.webhook) return null;
  const { webhook, secret } = found.body;
  return { id: connection, version: found.version, kind: 'webhook', baseUrl: webhook, allow: [], ...(secret ? { signing: base.secrets.open(secret, `${KIND}/${user}`) } : {}) };
}
