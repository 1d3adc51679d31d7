import { cp, open as openFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WRITE_THROUGH, type OpenFile } from '../../../server/stores/embedded/durable-file.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { AT } from '../../support/store-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SEGMENT = join('log', '00000001.log');

const put = (store: Store, id: string) => store.documents.put('session', id, 'x'.repeat(900), { expectedVersion: 0, by: 'u' });
const ids = async (store: Store) => (await store.documents.list('session')).map((document) => document.id);

// Elsewhere than on Linux there is no room ahead of the lines.
describe.runIf(WRITE_THROUGH !== 0)('room ahead of the lines of a log', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let live: string;
  let copy: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    [live, copy] = [join(folder.path, 'live'), join(folder.path, 'copy')];
  });
  afterEach(() => folder.remove());

  /** What a process leaves that is killed now. */
  async function killed(): Promise<Buffer> {
    await cp(live, copy, { recursive: true });
    await rm(join(copy, 'lock'));
    return readFile(join(copy, SEGMENT));
  }

  /** A log of `batches`, each written in one go, as a killed process leaves it; with the places at which its lines begin. */
  async function logOf(batches: readonly (readonly string[])[]): Promise<{ bytes: Buffer; starts: readonly number[] }> {
    const store = await openEmbeddedStore(live, { reserveFrom: 0 });
    for (const batch of batches) await Promise.all(batch.map((id) => put(store, id)));
    const bytes = await killed();
    await store.close();
    const starts = [0];
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
    return { bytes, starts };
  }

  async function opened(bytes: Buffer): Promise<readonly string[]> {
    await writeFile(join(copy, SEGMENT), bytes);
    const store = await openEmbeddedStore(copy);
    const found = await ids(store);
    await store.close();
    return found;
  }

  it('is zeros while the store is open, and gone once it is closed', async () => {
    const store = await openEmbeddedStore(live, { reserveFrom: 0 });
    await put(store, 'a');
    const open = await readFile(join(live, SEGMENT));
    await store.close();
    const closed = await readFile(join(live, SEGMENT));
    expect([closed.at(-1), open.subarray(0, closed.length).equals(closed), open.length > closed.length, open.subarray(closed.length).every((byte) => byte === 0)]).toEqual([10, true, true, true]);
  });

  it('is no torn line to the next start, which goes on behind the lines', async () => {
    const { bytes } = await logOf([['a'], ['b', 'c']]);
    expect(await opened(bytes)).toEqual(['a', 'b', 'c']);
    const store = await openEmbeddedStore(copy, { reserveFrom: 0 });
    await put(store, 'd');
    await store.close();
    const again = await openEmbeddedStore(copy);
    expect([await ids(again), (await readdir(join(copy, 'log'))).sort()]).toEqual([['a', 'b', 'c', 'd'], ['00000001.log', 'manifest.json']]);
    await again.close();
  });

  it('a write of which any one sector did not reach the disk gives the lines before it, wherever that is', async () => {
    const { bytes, starts } = await logOf([['a'], ['b', 'c', 'd']]);
    const [from = 0, , , end = 0] = starts.slice(1);
    const wrong: number[] = [];
    for (let at = Math.ceil(from / 512) * 512; at < end; at += 512) {
      const torn = Buffer.from(bytes);
      torn.fill(0, at, at + 512);
      const whole = starts.filter((start) => start <= at).length - 1;
      if ((await opened(torn)).length !== whole) wrong.push(at);
    }
    expect(wrong).toEqual([]);
    expect(await readdir(join(copy, 'log'))).toContain('00000001.log.torn');
  });

  it('a sector that is gone from a write that was waited for refuses the start, and so does one from a file that was closed', async () => {
    const { bytes, starts } = await logOf([['a', 'b', 'c'], ['d', 'e']]);
    const torn = Buffer.from(bytes).fill(0, 1024, 1536);
    const offset = starts.findLast((start) => start <= 1024);
    const details = { file: join(copy, SEGMENT), offset, reason: 'checksum does not match' };
    expect(await refusal(opened(torn))).toEqual({ code: 'SCN_STORE_CORRUPT', details });
    const ofOne = await logOf([['f', 'g', 'h', 'i']]);
    const closed = Buffer.from(ofOne.bytes.subarray(0, ofOne.starts.at(-1)));
    closed.fill(0, closed.length - 2048, closed.length - 1536);
    expect((await refusal(opened(closed))).code).toBe('SCN_STORE_CORRUPT');
  });

  it('a flipped bit in the last write is no sector that did not reach the disk', async () => {
    const { bytes, starts } = await logOf([['a', 'b', 'c']]);
    const flipped = Buffer.from(bytes);
    flipped[(starts[1] ?? 0) + 300] = 0x21;
    expect((await refusal(opened(flipped))).code).toBe('SCN_STORE_CORRUPT');
  });

  it('a segment that is followed by another holds nothing but lines', async () => {
    const store = await openEmbeddedStore(live, { reserveFrom: 0, snapshotLines: 3 });
    const wrong: string[] = [];
    let most = 0;
    for (let n = 0; n < 20; n += 1) {
      await store.audit.append({ by: 'u', action: 'a', target: `t${n}`, at: AT });
      const names = (await readdir(join(live, 'log'))).filter((name) => /^\d+\.log$/.test(name)).sort();
      most = Math.max(most, names.length);
      for (const name of names.slice(0, -1)) if ((await readFile(join(live, 'log', name))).at(-1) !== 10) wrong.push(`${n} ${name}`);
    }
    await store.close();
    const again = await openEmbeddedStore(live);
    expect([wrong, most > 2, (await again.audit.list({ limit: 99 })).items.length]).toEqual([[], true, 20]);
    await again.close();
  });

  it('a disk without room for it still takes the lines', async () => {
    let refused = 0;
    const open: OpenFile = async (path, flags, mode) => {
      const handle = await openFile(path, flags, mode);
      const write = async (buffer: Buffer, offset: number, length: number, position: number) => {
        if (length < 100_000) return handle.write(buffer, offset, length, position);
        refused += 1;
        throw Object.assign(new Error('ENOSPC: injected'), { code: 'ENOSPC' });
      };
      return new Proxy(handle, {
        get: (target, name) => {
          const value: unknown = name === 'write' ? write : Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    };
    const store = await openEmbeddedStore(live, { reserveFrom: 0, open });
    for (const id of ['a', 'b']) await put(store, id);
    const bytes = await killed();
    await store.close();
    expect([await opened(bytes), refused, bytes.at(-1)]).toEqual([['a', 'b'], 1, 10]);
  });
});
