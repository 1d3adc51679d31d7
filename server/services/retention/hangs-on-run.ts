import type { RunRecord } from '../../stores/store.ts';
import type { Base } from '../context.ts';
import { FEEDBACK, type FeedbackBook } from '../feedback-book.ts';
import { dropFile, readStored } from '../file-store.ts';
import { isPublicStarter } from '../public/starter.ts';

export interface RunDocuments extends Base {
  readonly feedback: FeedbackBook;
}

/** Ids of files, wherever in a history they stand; see `takeFile`. */
const FILE_ID = /"(f-[0-9a-z]{21})"/g;

async function dropFiles(base: Base, run: string): Promise<void> {
  const text = JSON.stringify(await base.store.runs.events(run));
  for (const id of new Set([...text.matchAll(FILE_ID)].map(([, found]) => found ?? ''))) {
    const file = await readStored(base, id);
    if (file?.run === run) await dropFile(base, id, file.parts);
  }
}

async function dropDocuments(base: Base, kind: string, runs: ReadonlySet<string>, prefix?: string): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const { id, version, body } of await base.store.documents.list<{ readonly run?: string }>(kind, prefix === undefined ? {} : { prefix })) {
    if (body.run === undefined || !runs.has(body.run)) continue;
    await base.store.documents.delete(kind, id, { expectedVersion: version, by: 'system' });
    gone.push(id);
  }
  return gone;
}

/** Removes what hangs on runs that are about to go: attachments, opinions about them, receipts. Before the runs themselves, so that whoever takes over finds the rest. */
export async function dropHanging(base: RunDocuments, runs: readonly RunRecord[]): Promise<void> {
  const ids = new Set(runs.map(({ id }) => id));
  for (const id of ids) await dropFiles(base, id);
  for (const scenario of new Set(runs.map((run) => run.scenario))) {
    for (const id of await dropDocuments(base, FEEDBACK, ids, `${scenario}:`)) await base.feedback.reload(id);
  }
  if (runs.some(({ starter }) => isPublicStarter(starter))) await dropDocuments(base, 'public-receipt', ids);
}
