import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { commit, minute, task } from '../../support/store-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startStudio } from '../studio.ts';

const AT_ONCE = 1000;

/** A data folder with so many runs of one human task, all finished. */
async function fill(path: string, runs: number): Promise<void> {
  const store = await openEmbeddedStore(path);
  for (let from = 0; from < runs; from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, runs - from) }, async (_, i) => {
      const id = `r${String(from + i).padStart(7, '0')}`;
      const startedAt = minute(from + i);
      await store.runs.commit(commit(id, 0, 3, { startedAt }, { tasks: [task(`${id}.1`, { runId: id, createdAt: startedAt })], clientKey: { starter: 'u:li', key: id } }));
      await store.runs.commit(commit(id, 3, 3, { startedAt, status: 'completed' }, { tasks: [task(`${id}.1`, { runId: id, status: 'done', doneBy: 'u:li', doneAt: startedAt })] }));
    }));
  }
  await store.close();
}

/** Milliseconds from spawn to first answer on a folder with `runs` finished runs, and that they are there. */
export async function startWithRuns(runs: number, rounds: number): Promise<readonly number[]> {
  const folder = await temporaryFolder();
  try {
    await fill(folder.path, runs);
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const studio = await startStudio({ account: false, data: folder.path });
      await studio.stop();
      taken.push(studio.startedMs);
    }
    const store = await openEmbeddedStore(folder.path);
    const [last] = (await store.runs.list({ limit: 1 })).items;
    const events = await store.runs.events(last?.id ?? '');
    await store.close();
    if (last?.status !== 'completed' || events.length !== 6) throw new Error(`the newest run is not as it was written: ${JSON.stringify(last)}`);
    return taken;
  } finally {
    await folder.remove();
  }
}
