import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import type { Thread, ThreadChange } from '../../api/versions.ts';
import { fail } from '../../errors.ts';
import { audit, newId } from '../context.ts';
import { getDraft } from '../drafts.ts';
import { tellDesigners } from './design-notices.ts';
import { personRef } from './people-names.ts';
import { changeDocument } from './retry.ts';
import { readReview, type ReviewBase } from './reviews.ts';

export const THREAD = 'comment';
const THREADS = 300;
const COMMENTS = 100;

interface Entry {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

interface Body {
  readonly node?: string;
  readonly comments: readonly Entry[];
  readonly resolved?: { readonly by: string; readonly at: string };
}

function threadOf(base: ReviewBase, id: string, { node, comments, resolved }: Body): Thread {
  return {
    id: id.slice(id.indexOf('@') + 1), ...(node === undefined ? {} : { node }),
    comments: comments.map(({ by, ...entry }) => ({ ...entry, by: personRef(base, by) })),
    ...(resolved ? { resolved: { by: personRef(base, resolved.by), at: resolved.at } } : {}),
  };
}

/** Oldest first. */
export async function listThreads(base: ReviewBase, scenario: string): Promise<Thread[]> {
  const found = await base.store.documents.list<Body>(THREAD, { prefix: `${scenario}@` });
  return found.map(({ id, body }) => threadOf(base, id, body)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function hasNode(scenario: JsonObject, place: string): boolean {
  const [flow = '', node = ''] = place.split('/');
  const { flows } = scenario as { readonly flows?: Readonly<Record<string, { readonly nodes?: JsonObject }>> };
  return flows !== undefined && Object.hasOwn(flows, flow) && Object.hasOwn(flows[flow]?.nodes ?? {}, node);
}

/** Begins a thread about a node or about the scenario. @throws SCN_API_NOT_FOUND, SCN_COMMENT_MANY */
export async function addThread(base: ReviewBase, scenario: string, wanted: { readonly node?: string; readonly text: string }, user: User): Promise<Thread> {
  const draft = await getDraft(base, scenario);
  if (wanted.node !== undefined && !hasNode(draft.body, wanted.node)) throw fail('SCN_API_NOT_FOUND', { what: wanted.node });
  if ((await base.store.documents.list(THREAD, { prefix: `${scenario}@` })).length >= THREADS) throw fail('SCN_COMMENT_MANY', { limit: THREADS });
  const at = base.now().toISOString();
  const text = wanted.text.trim();
  const body: Body = { ...(wanted.node === undefined ? {} : { node: wanted.node }), comments: [{ id: newId(base.now()), by: user.id, at, text }] };
  const saved = await base.store.documents.put<Body>(THREAD, `${scenario}@${newId(base.now())}`, body, { expectedVersion: 0, by: user.id });
  await audit(base, user.id, 'comment.add', scenario, wanted.node === undefined ? {} : { node: wanted.node });
  const { asked } = await readReview(base, scenario);
  await tellDesigners(base, [draft.updatedBy, ...asked.map(({ by }) => by)], { what: 'comment', scenario, by: user.id, text, ...(wanted.node === undefined ? {} : { node: wanted.node }) });
  return threadOf(base, saved.id, saved.body);
}

/** Answers, closes or opens a thread again; an answer to a closed one opens it. @throws SCN_API_NOT_FOUND, SCN_COMMENT_MANY */
export async function changeThread(base: ReviewBase, scenario: string, thread: string, wanted: ThreadChange, user: User): Promise<Thread> {
  const id = `${scenario}@${thread}`;
  const known = await base.store.documents.get<Body>(THREAD, id);
  if (!known) throw fail('SCN_API_NOT_FOUND', { what: thread });
  const at = base.now().toISOString();
  const text = wanted.text?.trim();
  const saved = await changeDocument<Body>(base, { kind: THREAD, id, by: user.id }, (old = known.body) => {
    const { resolved, ...rest } = old;
    if (text !== undefined && rest.comments.length >= COMMENTS) throw fail('SCN_COMMENT_MANY', { limit: COMMENTS });
    const comments = text === undefined ? rest.comments : [...rest.comments, { id: newId(base.now()), by: user.id, at, text }];
    const closes = wanted.resolved ?? (text === undefined && resolved !== undefined);
    return { ...rest, comments, ...(closes ? { resolved: resolved ?? { by: user.id, at } } : {}) };
  });
  await audit(base, user.id, wanted.resolved === true ? 'comment.resolve' : text === undefined ? 'comment.reopen' : 'comment.add', scenario, known.body.node === undefined ? {} : { node: known.body.node });
  if (text !== undefined) await tellDesigners(base, saved.body.comments.map(({ by }) => by), { what: 'comment', scenario, by: user.id, text, ...(known.body.node === undefined ? {} : { node: known.body.node }) });
  return threadOf(base, id, saved.body);
}
