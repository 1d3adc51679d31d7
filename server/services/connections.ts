import type { User } from '../api/account.ts';
import type { Connection, ConnectionHealth, ConnectionKind, ConnectionName } from '../api/data.ts';
import { fail, isCoded } from '../errors.ts';
import type { OpenConnection } from '../host/http-host.ts';
import type { StoredDocument } from '../stores/store.ts';
import { CONNECTION as KIND, nextPlace, usableBy } from './connection-units.ts';
import type { ConnectionPlace, UnitsBase } from './connection-units.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import { house, mayOn } from './policy/policy.ts';
import type { PolicyBase } from './policy/policy.ts';
import type { Sealed, Secrets } from './secrets.ts';
import { ROOT } from './spaces/unit-shelf.ts';

export interface ConnectionBase extends Base {
  readonly secrets: Secrets;
}

interface ConnectionFacts extends ConnectionPlace {
  /** @default 'http' */
  readonly kind?: ConnectionKind;
  readonly title: string;
  readonly baseUrl: string;
  readonly allow: readonly string[];
  readonly header?: string;
  /** Mail servers: who logs in, whom letters are from, and whether it sends what people want by mail. */
  readonly user?: string;
  readonly from?: string;
  readonly notices?: boolean;
  /** Where steps are tried in place of `baseUrl`. */
  readonly testUrl?: string;
}

interface ConnectionDocument extends ConnectionFacts {
  readonly secret?: Sealed;
  readonly testSecret?: Sealed;
}

export interface ConnectionChange extends ConnectionFacts {
  /** Absent keeps the present one; empty removes it. */
  readonly secret?: string;
  /** Likewise; steps are tried with it. */
  readonly testSecret?: string;
}

/** The secret itself never leaves: only whether there is one. */
function shown(document: StoredDocument<ConnectionDocument>): Connection {
  const { kind, title, baseUrl, allow, header, user, from, notices, testUrl, secret, testSecret, unit = ROOT, users = [] } = document.body;
  return { id: document.id, kind: kind ?? 'http', title, unit, users: users === 'all' ? users : [...users], baseUrl, allow: [...allow], ...(header ? { header } : {}), ...(user ? { user } : {}), ...(from ? { from } : {}), ...(notices ? { notices } : {}), ...(testUrl ? { testUrl } : {}), secretSet: secret !== undefined, testSecretSet: testSecret !== undefined, version: document.version };
}

/** Grows with every change, also when a connection is deleted and made anew: what was opened or kept for another revision is not used. */
function revisionOf({ version, updatedAt }: Pick<StoredDocument, 'version' | 'updatedAt'>): number {
  return Date.parse(updatedAt) * 1000 + (version % 1000);
}

export async function listConnections(base: Base): Promise<Connection[]> {
  return (await base.store.documents.list<ConnectionDocument>(KIND)).map(shown);
}

/** All of them with how each does, where that is known, for who manages the house; others read the names of those they may use, and learn of no other. */
export async function connectionsFor(base: UnitsBase & PolicyBase, reader: User, healthOf: (id: string, revision: number) => ConnectionHealth | undefined): Promise<(Connection | ConnectionName)[]> {
  const all = await base.store.documents.list<ConnectionDocument>(KIND);
  if (!mayOn(reader, 'house.manage', house(base))) {
    const isUsable = await usableBy(base, reader);
    return all.filter(({ body }) => isUsable(body)).map(({ id, body: { title, kind = 'http' } }) => ({ id, title, ...(kind === 'http' ? {} : { kind }) }));
  }
  return all.map((document) => {
    const health = healthOf(document.id, revisionOf(document));
    return { ...shown(document), ...(health ? { health } : {}) };
  });
}

const PROTOCOLS: Readonly<Record<ConnectionKind, readonly string[]>> = { http: ['http:', 'https:'], webhook: ['http:', 'https:'], smtp: ['smtp:', 'smtps:'], postgres: ['postgres:', 'postgresql:'], mysql: ['mysql:'] };
/** One mailbox, perhaps with a name before it. */
const SENDER = /^([^\r\n<>"]{0,80}<)?[^\s@<>,;]{1,64}@[^\s@<>,;]{1,200}>?$/;

function refuseBadAddress(change: ConnectionChange): void {
  const kind = change.kind ?? 'http';
  const url = URL.canParse(change.baseUrl) ? new URL(change.baseUrl) : null;
  if (kind === 'smtp' && (change.from === undefined || !SENDER.test(change.from))) throw fail('SCN_MAIL_SENDER', { from: change.from ?? '' });
  if (!url || !PROTOCOLS[kind].includes(url.protocol) || url.hostname === '' || url.username !== '' || url.password !== '') throw fail('SCN_HTTP_REFUSED', { reason: change.baseUrl.slice(0, 200) });
  if (change.testUrl && (!URL.canParse(change.testUrl) || !PROTOCOLS[kind].includes(new URL(change.testUrl).protocol) || new URL(change.testUrl).username !== '')) throw fail('SCN_HTTP_REFUSED', { reason: change.testUrl.slice(0, 200) });
  if (isDatabase(kind) && (url.pathname.length < 2 || !change.user)) throw fail('SCN_SQL_CONNECTION', { address: change.baseUrl.slice(0, 200) });
  const bad = change.allow.find((pair) => !/^(\[[0-9a-fA-F:]+\]|[^\s:/[\]]+):\d{1,5}$/.test(pair));
  if (bad !== undefined) throw fail('SCN_HTTP_REFUSED', { reason: `"${bad.slice(0, 80)}" ≠ host:port` });
}

/** @throws SCN_STORE_CONFLICT, SCN_HTTP_REFUSED, SCN_API_NOT_FOUND, SCN_UNIT_CLOSED */
export async function saveConnection(base: ConnectionBase & Pick<UnitsBase, 'units'>, id: string, change: ConnectionChange, baseVersion: number, by: string): Promise<Connection> {
  refuseBadAddress(change);
  const old = await base.store.documents.get<ConnectionDocument>(KIND, id);
  const sealed = (next: string | undefined, present: Sealed | undefined) => (next === undefined ? present : next === '' ? undefined : base.secrets.seal(next, `${KIND}/${id}`));
  const secret = sealed(change.secret, old?.body.secret);
  const testSecret = sealed(change.testSecret, old?.body.testSecret);
  const { kind, title, baseUrl, allow, header, user, from, notices, testUrl } = change;
  const place = nextPlace(base, change, old?.body);
  const body: ConnectionDocument = { ...place, ...(kind ? { kind } : {}), title, baseUrl, allow, ...(header ? { header } : {}), ...(user ? { user } : {}), ...(from ? { from } : {}), ...(notices ? { notices } : {}), ...(testUrl ? { testUrl } : {}), ...(secret ? { secret } : {}), ...(testSecret ? { testSecret } : {}) };
  try {
    const saved = await base.store.documents.put<ConnectionDocument>(KIND, id, body, { expectedVersion: baseVersion, by });
    await audit(base, by, 'connection.save', id, { version: saved.version, host: new URL(change.baseUrl).host, allow: [...change.allow], unit: place.unit, users: place.users === 'all' ? place.users : [...place.users], secretChanged: change.secret !== undefined, ...(change.testSecret === undefined ? {} : { testSecretChanged: true }) });
    return shown(saved);
  } catch (cause) {
    if (!isCoded(cause, 'SCN_STORE_CONFLICT')) throw cause;
    throw fail('SCN_STORE_CONFLICT', { version: old?.version ?? 0, updatedBy: old?.updatedBy ?? '', updatedAt: old?.updatedAt ?? '' }, cause);
  }
}

/** @throws SCN_API_NOT_FOUND */
export async function deleteConnection(base: Base, id: string, by: string): Promise<void> {
  const old = await base.store.documents.get(KIND, id);
  if (!old) throw fail('SCN_API_NOT_FOUND', { what: id });
  await base.store.documents.delete(KIND, id, { expectedVersion: old.version, by });
  await audit(base, by, 'connection.delete', id);
}

function isDatabase(kind: ConnectionKind): boolean {
  return kind === 'postgres' || kind === 'mysql';
}

/** With the plain secret, for the host only. */
export async function openConnection(base: ConnectionBase, id: string): Promise<OpenConnection | null> {
  const found = await base.store.documents.get<ConnectionDocument>(KIND, id);
  if (!found) return null;
  const { kind = 'http', baseUrl, allow, header, user, from, secret } = found.body;
  const plain = secret ? base.secrets.open(secret, `${KIND}/${id}`) : undefined;
  const facts = { id, version: revisionOf(found), kind, baseUrl, allow };
  if (kind === 'smtp') return { ...facts, ...(user ? { user } : {}), ...(from ? { from } : {}), ...(plain === undefined ? {} : { password: plain }) };
  if (isDatabase(kind)) return { ...facts, ...(user ? { user } : {}), ...(plain === undefined ? {} : { password: plain }) };
  if (kind === 'webhook') return { ...facts, ...(plain === undefined ? {} : { signing: plain }) };
  return { ...facts, ...(header && plain !== undefined ? { header: { name: header, value: plain } } : {}) };
}

/** A connection to try a step with. */
export interface TrialConnection {
  readonly connection: OpenConnection;
  /** `test`: an address or secret set apart for it. `open`: no secret is needed. `real`: what runs use. */
  readonly access: 'test' | 'open' | 'real';
}

/** The address and secret for trying; the real ones only where nothing was set apart. Null without such a connection. */
export async function openTrial(base: ConnectionBase, id: string): Promise<TrialConnection | null> {
  const [open, found] = await Promise.all([openConnection(base, id), base.store.documents.get<ConnectionDocument>(KIND, id)]);
  if (!open || !found) return null;
  const { testUrl, testSecret, header, secret } = found.body;
  if (testUrl === undefined && testSecret === undefined) return { connection: open, access: secret === undefined ? 'open' : 'real' };
  const { header: _real, signing: _signing, password: _password, ...rest } = open;
  const plain = testSecret ? base.secrets.open(testSecret, `${KIND}/${id}`) : undefined;
  return {
    // An agent of its own: sockets of trials and of runs are never shared.
    connection: { ...rest, id: `${id}#trial`, baseUrl: testUrl ?? open.baseUrl, ...(header && plain !== undefined ? { header: { name: header, value: plain } } : {}), ...(isDatabase(open.kind ?? 'http') && plain !== undefined ? { password: plain } : {}) },
    access: 'test',
  };
}

/** The mail server that sends what people want by mail; null when there is none. */
export async function noticeConnection(base: Base): Promise<string | null> {
  const all = await base.store.documents.list<ConnectionDocument>(KIND);
  return all.find(({ body }) => body.kind === 'smtp' && body.notices === true)?.id ?? null;
}
