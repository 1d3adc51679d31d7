import { ALL_PARTS, dropFile, LOOSE, type Loose, readStored } from './file-store.ts';
import { isPublicStarter } from './public/starter.ts';
import type { RunBase } from './runs.ts';

const DAY_MS = 86_400_000;
/** A draft may hold a file that nothing was submitted with yet. */
const UNUSED_MS = 30 * DAY_MS;
/** The visit it came with is over: nobody can submit anything with it any more. */
const UNUSED_BY_PUBLIC_MS = 2 * DAY_MS;

/**
 * Forgets what became of nothing: parts of an upload that was cut, and files that no run holds after a month. Every upload
 * begins with a mark, so that nothing else is looked through; the mark of a file that a run holds goes after a day.
 */
export async function sweepFiles(base: RunBase, isStopping: () => boolean = () => false): Promise<void> {
  const now = base.now().getTime();
  for (const { id, body, version } of await base.store.documents.list<Loose>(LOOSE)) {
    const age = now - Date.parse(body.at);
    if (isStopping()) return;
    if (age < DAY_MS) continue;
    const file = await readStored(base, id);
    const isHeld = file?.run !== undefined && (await base.store.runs.get(file.run)) !== null;
    if (file && !isHeld && age < (isPublicStarter(body.by) ? UNUSED_BY_PUBLIC_MS : UNUSED_MS)) continue;
    if (!isHeld) await dropFile(base, id, file?.parts ?? ALL_PARTS);
    await base.store.documents.delete(LOOSE, id, { expectedVersion: version, by: 'system' }).catch(() => undefined);
  }
}
