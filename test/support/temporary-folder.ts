import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'scenario-studio-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Gives a folder to `work` and removes it afterwards. */
export async function withTemporaryFolder(work: (path: string) => Promise<void>): Promise<void> {
  const { path, remove } = await temporaryFolder();
  try {
    await work(path);
  } finally {
    await remove();
  }
}
