import type { Base } from '../context.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { OBJECTION, type Objection } from './objection.ts';

/** As earlier versions kept it: nobody could take it up, and it had no deadline. */
type Kept = Objection | { readonly by: string; readonly at: string; readonly text: string; readonly status: string; readonly seq?: number };

function read(document: StoredDocument<Kept>): StoredDocument<Objection> {
  const { body } = document;
  if ('state' in body) return { ...document, body };
  const { by, at, text } = body;
  return { ...document, body: { by, at, text, about: 'use', state: 'received', events: [{ at, by, action: 'file' }] } };
}

/** Oldest first. */
export async function allObjections(base: Base): Promise<StoredDocument<Objection>[]> {
  return (await base.store.documents.list<Kept>(OBJECTION)).map(read);
}

export async function findObjection(base: Base, id: string): Promise<StoredDocument<Objection> | null> {
  const found = await base.store.documents.get<Kept>(OBJECTION, id);
  return found && read(found);
}
