import type { Connection } from '../api/data.ts';
import { fail, isCoded } from '../errors.ts';
import type { OpenConnection } from '../host/http-host.ts';
import type { StoredDocument } from '../stores/store.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import type { Sealed, Secrets } from './secrets.ts';

const KIND = 'connection';

export interface ConnectionBase extends Base {
  readonly secrets: Secrets;
}

interface ConnectionDocument {
  readonly title: string;
  readonly baseUrl: string;
  readonly allow: readonly string[];
  readonly header?: string;
  readonly secret?: Sealed;
}

export interface ConnectionChange {
  readonly title: string;
  readonly baseUrl: string;
  readonly allow: readonly string[];
  readonly header?: string;
  /** Absent keeps the present one; empty removes it. */
  readonly secret?: string;
}

/** The secret itself never leaves: only whether there is one. */
function shown(document: StoredDocument<ConnectionDocument>): Connection {
  const { title, baseUrl, allow, header, secret } = document.body;
  return { id: document.id, title, baseUrl, allow: [...allow], ...(header ? { header } : {}), secretSet: secret !== undefined, version: document.version };
}

export async function listConnections(base: Base): Promise<Connection[]> {
  return (await base.store.documents.list<ConnectionDocument>(KIND)).map(shown);
}

function refuseBadAddress(change: ConnectionChange): void {
  const url = URL.canParse(change.baseUrl) ? new URL(change.baseUrl) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') throw fail('SCN_HTTP_REFUSED', { reason: change.baseUrl.slice(0, 200) });
  const bad = change.allow.find((pair) => !/^(\[[0-9a-fA-F:]+\]|[^\s:/[\]]+):\d{1,5}$/.test(pair));
  if (bad !== undefined) throw fail('SCN_HTTP_REFUSED', { reason: `"${bad.slice(0, 80)}" ≠ host:port` });
}

/** @throws SCN_STORE_CONFLICT, SCN_HTTP_REFUSED */
export async function saveConnection(base: ConnectionBase, id: string, change: ConnectionChange, baseVersion: number, by: string): Promise<Connection> {
  refuseBadAddress(change);
  const old = await base.store.documents.get<ConnectionDocument>(KIND, id);
  const secret = change.secret === undefined ? old?.body.secret : change.secret === '' ? undefined : base.secrets.seal(change.secret, `${KIND}/${id}`);
  const body: ConnectionDocument = { title: change.title, baseUrl: change.baseUrl, allow: change.allow, ...(change.header ? { header: change.header } : {}), ...(secret ? { secret } : {}) };
  try {
    const saved = await base.store.documents.put<ConnectionDocument>(KIND, id, body, { expectedVersion: baseVersion, by });
    await audit(base, by, 'connection.save', id, { version: saved.version, host: new URL(change.baseUrl).host, allow: [...change.allow], secretChanged: change.secret !== undefined });
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

/** With the plain secret, for the host only. */
export async function openConnection(base: ConnectionBase, id: string): Promise<OpenConnection | null> {
  const found = await base.store.documents.get<ConnectionDocument>(KIND, id);
  if (!found) return null;
  const { baseUrl, allow, header, secret } = found.body;
  const credential = header && secret ? { header: { name: header, value: base.secrets.open(secret, `${KIND}/${id}`) } } : {};
  return { id, version: found.version, baseUrl, allow, ...credential };
}
