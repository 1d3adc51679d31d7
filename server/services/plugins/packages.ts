import type { User } from '../../api/account.ts';
import { fail, isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { newId } from '../context.ts';
import type { Base } from '../context.ts';
import { integrityOf, readPackage, type PluginPackage } from './archive.ts';
import type { Scopes } from './scopes.ts';

export const PLUGIN = 'plugin';
/** The bytes of packages, in pieces; the stores keep none of these in memory, and every server on the store can read them. */
const PART = 'plugin-part';
const PART_BYTES = 65_536;

/** A package as the store has it. */
export interface StoredPackage {
  /** Where its bytes are. */
  readonly key: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly integrity: string;
  readonly bytes: number;
  readonly parts: number;
  readonly files: number;
  readonly scopes: Scopes;
  readonly by: string;
  readonly at: string;
}

/** What was approved, and what waits for it. */
export interface PluginRecord {
  readonly enabled: boolean;
  readonly current?: StoredPackage & { readonly approvedBy: string; readonly approvedAt: string };
  readonly waiting?: StoredPackage;
}

export type StoredPlugin = StoredDocument<PluginRecord>;

const partId = (key: string, part: number) => `${key}.${String(part).padStart(5, '0')}`;

export const listPlugins = (base: Pick<Base, 'store'>): Promise<readonly StoredPlugin[]> => base.store.documents.list<PluginRecord>(PLUGIN);
export const findPlugin = (base: Pick<Base, 'store'>, name: string): Promise<StoredPlugin | null> => base.store.documents.get<PluginRecord>(PLUGIN, name);

/** Writes what follows from what was read. @throws SCN_PLUGIN_MOVED when somebody else was faster */
export async function putPlugin(base: Base, name: string, record: PluginRecord, from: StoredPlugin | null, by: string): Promise<void> {
  try {
    await base.store.documents.put<PluginRecord>(PLUGIN, name, record, { expectedVersion: from?.version ?? 0, by });
  } catch (error) {
    if (isCoded(error, 'SCN_STORE_CONFLICT')) throw fail('SCN_PLUGIN_MOVED', { plugin: name }, error);
    throw error;
  }
}

export async function keepPackage(base: Base, user: Pick<User, 'id'>, bytes: Buffer, { manifest, files, integrity }: PluginPackage): Promise<StoredPackage> {
  const now = base.now();
  const key = `p-${newId(now)}`;
  const parts = Math.ceil(bytes.length / PART_BYTES);
  for (let part = 0; part < parts; part += 1) await base.store.documents.put(PART, partId(key, part), bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES).toString('base64'), { expectedVersion: 0, by: user.id });
  const { version, description, license, scopes } = manifest;
  return { key, version, description: description.slice(0, 400), license: license.slice(0, 100), integrity, bytes: bytes.length, parts, files: files.size, scopes, by: user.id, at: now.toISOString() };
}

export async function dropPackage(base: Base, { key, parts }: StoredPackage): Promise<void> {
  for (let part = 0; part < parts; part += 1) {
    const found = await base.store.documents.get(PART, partId(key, part));
    if (found) await base.store.documents.delete(PART, partId(key, part), { expectedVersion: found.version, by: 'system' });
  }
}

/** The package as it was approved: other bytes are refused before anything in them is looked at. @throws SCN_PLUGIN_INTEGRITY */
export async function openPackage(base: Pick<Base, 'store'>, name: string, stored: StoredPackage): Promise<PluginPackage> {
  const pieces: Buffer[] = [];
  for (let part = 0; part < stored.parts; part += 1) {
    const found = await base.store.documents.get(PART, partId(stored.key, part));
    pieces.push(Buffer.from(typeof found?.body === 'string' ? found.body : '', 'base64'));
  }
  const bytes = Buffer.concat(pieces);
  if (integrityOf(bytes) !== stored.integrity) throw fail('SCN_PLUGIN_INTEGRITY', { plugin: name });
  return readPackage(bytes);
}
