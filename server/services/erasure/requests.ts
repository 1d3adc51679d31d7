import type { ErasureCounts, ErasureItem, ErasureState } from '../../api/erasure.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { actorNames } from '../api-keys.ts';
import { audit, newId } from '../context.ts';
import type { Base } from '../context.ts';
import type { Sealed, Secrets } from '../secrets.ts';
import type { SubjectMark } from '../subjects.ts';
import { mentions, namesOf } from './mentions.ts';

const KIND = 'erasure';

/** A wish to erase somebody. Whom is sealed, and forgotten once it is done. */
export interface ErasureWishBody {
  readonly mark: string;
  readonly subject?: Sealed;
  readonly reason: string;
  readonly state: ErasureState;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly confirmedBy?: string;
  readonly confirmedAt?: string;
  /** When the server at work last gave a sign. */
  readonly begun?: string;
  readonly doneAt?: string;
  readonly counts?: ErasureCounts;
  readonly open?: readonly string[];
  readonly held?: readonly string[];
  readonly problem?: string;
  /** Documents that name the person and stayed, by kind only: their names may be the person's. */
  readonly left?: Readonly<Record<string, number>>;
}

export type ErasureRequest = StoredDocument<ErasureWishBody>;

export interface ErasureBase extends Base {
  readonly secrets: Secrets;
  readonly markSubject: SubjectMark;
}

const owner = (id: string): string => `${KIND}/${id}`;

export const subjectOf = ({ secrets }: ErasureBase, { id, body }: ErasureRequest): string => (body.subject ? secrets.open(body.subject, owner(id)) : '');

/** @throws SCN_STORE_CONFLICT when somebody else changed it meanwhile */
export function putRequest(base: Base, request: ErasureRequest, body: ErasureWishBody, by: string): Promise<ErasureRequest> {
  return base.store.documents.put<ErasureWishBody>(KIND, request.id, body, { expectedVersion: request.version, by });
}

export function listRequests(base: Base): Promise<readonly ErasureRequest[]> {
  return base.store.documents.list<ErasureWishBody>(KIND);
}

/** Whether anybody is being erased right now. */
export async function isErasing(base: Base): Promise<boolean> {
  return (await listRequests(base)).some(({ body }) => body.state === 'running');
}

/** @throws SCN_API_NOT_FOUND */
export async function demandRequest(base: Base, id: string): Promise<ErasureRequest> {
  const found = await base.store.documents.get<ErasureWishBody>(KIND, id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

const WAITS: ReadonlySet<ErasureState> = new Set(['asked', 'confirmed', 'blocked']);

/** @throws SCN_ERASE_NAMED when the reason names the person, SCN_ERASE_TWICE when it is asked already */
export async function askErasure(base: ErasureBase, { subject: given, reason }: { readonly subject: string; readonly reason: string }, by: User): Promise<ErasureRequest> {
  const subject = given.trim();
  if (mentions(reason, namesOf(subject))) throw fail('SCN_ERASE_NAMED');
  const mark = base.markSubject(subject);
  const before = (await listRequests(base)).find(({ body }) => body.mark === mark && (WAITS.has(body.state) || body.state === 'running'));
  if (before) throw fail('SCN_ERASE_TWICE', { request: before.id });
  const id = newId(base.now());
  const body: ErasureWishBody = { mark, subject: base.secrets.seal(subject, owner(id)), reason, state: 'asked', askedBy: by.id, askedAt: base.now().toISOString() };
  const made = await base.store.documents.put<ErasureWishBody>(KIND, id, body, { expectedVersion: 0, by: by.id });
  await audit(base, by.id, 'erasure.ask', mark, { request: id, reason, subjects: [mark] });
  return made;
}

/** By another than who asked. From then on the sweep carries it out. @throws SCN_ERASE_SELF, SCN_ERASE_STATE */
export async function confirmErasure(base: ErasureBase, id: string, by: User): Promise<ErasureRequest> {
  const found = await demandRequest(base, id);
  if (found.body.askedBy === by.id) throw fail('SCN_ERASE_SELF');
  if (found.body.state !== 'asked') throw fail('SCN_ERASE_STATE', { state: found.body.state });
  const next = await putRequest(base, found, { ...found.body, state: 'confirmed', confirmedBy: by.id, confirmedAt: base.now().toISOString() }, by.id);
  await audit(base, by.id, 'erasure.confirm', found.body.mark, { request: id, subjects: [found.body.mark] });
  return next;
}

/** Before it was begun. @throws SCN_ERASE_STATE */
export async function withdrawErasure(base: ErasureBase, id: string, by: User): Promise<ErasureRequest> {
  const found = await demandRequest(base, id);
  if (!WAITS.has(found.body.state)) throw fail('SCN_ERASE_STATE', { state: found.body.state });
  const { subject: _subject, open: _open, ...rest } = found.body;
  const next = await putRequest(base, found, { ...rest, state: 'withdrawn' }, by.id);
  await audit(base, by.id, 'erasure.withdraw', found.body.mark, { request: id, subjects: [found.body.mark] });
  return next;
}

export async function requestItems(base: Base, requests: readonly ErasureRequest[], reader: User): Promise<ErasureItem[]> {
  const names = await actorNames(base);
  return requests.map(({ id, body: { subject: _subject, begun: _begun, left: _left, confirmedBy, open, held, ...body } }) => ({
    ...body, id, askedByName: names.get(body.askedBy) ?? body.askedBy,
    ...(confirmedBy === undefined ? {} : { confirmedByName: names.get(confirmedBy) ?? confirmedBy }), ...(open ? { open: [...open] } : {}), ...(held ? { held: [...held] } : {}),
    mayConfirm: body.state === 'asked' && body.askedBy !== reader.id, mayWithdraw: WAITS.has(body.state),
  }));
}
