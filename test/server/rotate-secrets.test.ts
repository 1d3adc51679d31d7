import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { openConnection, saveConnection } from '../../server/services/connections.ts';
import type { Base } from '../../server/services/context.ts';
import { identitySeed, rotateSecrets } from '../../server/services/rotate-secrets.ts';
import { createSecrets } from '../../server/services/secrets.ts';
import { demandSameKey } from '../../server/services/secret-key.ts';
import { createUnitShelf } from '../../server/services/spaces/unit-shelf.ts';
import { createSubjectMark } from '../../server/services/subjects.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import type { Store } from '../../server/stores/store.ts';

const [FIRST, SECOND, THIRD] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)] as [Buffer, Buffer, Buffer];
const AT = '2026-03-01T00:00:00Z';
const connection = { title: 'x', baseUrl: 'https://a.example', allow: [], header: 'Authorization' };

async function filled(): Promise<Store> {
  const store = createMemoryStore();
  const secrets = createSecrets(FIRST);
  await demandSameKey(store, secrets);
  const base = { store, now: () => new Date(AT), log: {} as Base['log'] };
  await saveConnection({ ...base, secrets, units: await createUnitShelf(base) }, 'a/b', { ...connection, secret: 'canary-1' }, 0, 'root');
  const put = (kind: string, id: string, body: object) => store.documents.put(kind, id, body as JsonObject, { expectedVersion: 0, by: 'root' });
  await put('hook', 'h', { secrets: [{ sealed: secrets.seal('canary-2', `hook/h/${AT}`), createdAt: AT }] });
  await put('second-factor', 'u', { secret: secrets.seal('canary-3', 'totp:u'), lastStep: 0 });
  await put('note', 'n', { iv: 'a', tag: 1, text: 'not sealed' });
  return store;
}

async function opened(store: Store, key: Buffer): Promise<unknown> {
  const secrets = createSecrets(key);
  await demandSameKey(store, secrets);
  const hook = await store.documents.get<{ secrets: [{ sealed: never }] }>('hook', 'h');
  const factor = await store.documents.get<{ secret: never }>('second-factor', 'u');
  const base = { store, secrets, now: () => new Date(AT), log: {} as Base['log'] };
  return [(await openConnection(base, 'a/b'))?.header?.value, secrets.open(hook?.body.secrets[0].sealed as never, `hook/h/${AT}`), secrets.open(factor?.body.secret as never, 'totp:u')];
}

const CANARIES = ['canary-1', 'canary-2', 'canary-3'];

describe('another key for the secrets', () => {
  it('opens everything, and the key before opens nothing', async () => {
    const store = await filled();
    expect(await rotateSecrets(store, FIRST, SECOND, AT)).toBe(4);
    expect(await opened(store, SECOND)).toEqual(CANARIES);
    await expect(opened(store, FIRST)).rejects.toMatchObject({ code: 'SCN_STORE_KEY' });
    expect((await store.audit.list({ limit: 1 })).items[0]).toMatchObject({ action: 'secrets.rotate', details: { count: 4 } });
    expect(JSON.stringify(await store.documents.get('note', 'n'))).toContain('not sealed');
  });

  it('keeps the marks of persons, also over several changes', async () => {
    const store = await filled();
    const marks = async (key: Buffer) => createSubjectMark(await identitySeed(store, createSecrets(key), key))('330106199001010011');
    const before = await marks(FIRST);
    await rotateSecrets(store, FIRST, SECOND, AT);
    const once = await marks(SECOND);
    await rotateSecrets(store, SECOND, THIRD, AT);
    expect([once, await marks(THIRD), await opened(store, THIRD)]).toEqual([before, before, CANARIES]);
  });

  it('goes on when it was cut off, and writes nothing with a wrong key', async () => {
    const store = await filled();
    let writes = 0;
    const put: Store['documents']['put'] = (...given) => ((writes += 1) > 2 ? Promise.reject(new Error('cut off')) : store.documents.put(...given));
    await expect(rotateSecrets({ ...store, documents: { ...store.documents, put }, archive: store.archive, audit: store.audit }, FIRST, SECOND, AT)).rejects.toThrow('cut off');
    await expect(opened(store, FIRST)).rejects.toMatchObject({ code: 'SCN_STORE_KEY' });
    await expect(rotateSecrets(store, THIRD, Buffer.alloc(32, 9), AT)).rejects.toMatchObject({ code: 'SCN_STORE_KEY' });
    await rotateSecrets(store, FIRST, SECOND, AT);
    expect(await opened(store, SECOND)).toEqual(CANARIES);
  });
});
