import type { Locale } from '../../../runtime/schema/text.ts';
import type { Hold, NewHold } from '../../api/retention.ts';
import { fail, isCoded } from '../../errors.ts';
import { actorNames } from '../api-keys.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { datasetNamed } from '../dataset-named.ts';
import { nameOfRow } from '../datasets.ts';
import { SCENARIO } from '../drafts.ts';
import { isErasing } from '../erasure/requests.ts';
import type { SubjectMark } from '../subjects.ts';
import { textOf } from '../texts.ts';
import { isGoing } from './turns.ts';

const KIND = 'hold';

interface HoldBody extends NewHold {
  readonly by: string;
  readonly at: string;
}

interface MarkBase extends Base {
  readonly markSubject: SubjectMark;
}

type Held = Pick<NewHold, 'kind' | 'dataset' | 'id'>;

/** What a hold is found by. */
export const holdId = ({ kind, dataset, id }: Held): string => (kind === 'run' ? `run:${id}` : `row:${dataset ?? ''}#${id}`);

/** Everything on hold, by `holdId`. */
export async function heldNow(base: Base): Promise<ReadonlyMap<string, HoldBody>> {
  return new Map((await base.store.documents.list<HoldBody>(KIND)).map(({ id, body }) => [id, body]));
}

async function isThere(base: Base, held: Held): Promise<boolean> {
  if (held.kind === 'run') return (await base.store.runs.get(held.id)) !== null;
  if (held.dataset === undefined || !(await base.store.datasets.get(held.dataset))) return false;
  return (await base.store.datasets.row(held.dataset, held.id)) !== null;
}

/** How the audit names what is held: a row about a person by a mark. */
async function targetOf(base: MarkBase, held: Held): Promise<string> {
  const definition = held.kind === 'row' && held.dataset !== undefined ? await base.store.datasets.get(held.dataset) : null;
  return definition ? nameOfRow(base, definition, held.id) : holdId(held);
}

/**
 * From the answer on nothing removes it. What is just being removed is refused: whoever removes says first what, and then
 * looks for holds, while this writes the hold and then looks at what is going, so that one of the two sees the other. What
 * an erasure takes is known to nobody before it has looked through everything, nor what the part of the audit is about that
 * is being cut, so that while one of them is under way nothing is sure.
 * @throws SCN_API_NOT_FOUND, SCN_HOLD_TWICE, SCN_HOLD_GOING
 */
export async function placeHold(base: MarkBase, wanted: NewHold, by: string): Promise<void> {
  const id = holdId(wanted);
  if (!(await isThere(base, wanted))) throw fail('SCN_API_NOT_FOUND', { what: wanted.id });
  try {
    await base.store.documents.put<HoldBody>(KIND, id, { ...wanted, by, at: base.now().toISOString() }, { expectedVersion: 0, by });
  } catch (error) {
    throw isCoded(error, 'SCN_STORE_CONFLICT') ? fail('SCN_HOLD_TWICE', { what: wanted.id }, error) : error;
  }
  const mayGo = (await isErasing(base)) || (await isGoing(base, id));
  if (mayGo || !(await isThere(base, wanted))) {
    await base.store.documents.delete(KIND, id, { expectedVersion: 1, by });
    throw fail(mayGo ? 'SCN_HOLD_GOING' : 'SCN_API_NOT_FOUND', { what: wanted.id });
  }
  await audit(base, by, 'hold.place', await targetOf(base, wanted), { reason: wanted.reason });
}

/** @throws SCN_API_NOT_FOUND */
export async function releaseHold(base: MarkBase, { reason, ...held }: NewHold, by: string): Promise<void> {
  const found = await base.store.documents.get<HoldBody>(KIND, holdId(held));
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: held.id });
  await base.store.documents.delete(KIND, holdId(held), { expectedVersion: found.version, by });
  await audit(base, by, 'hold.release', await targetOf(base, held), { reason });
}

/** Newest first. */
export async function listHolds(base: Base, locale: Locale): Promise<Hold[]> {
  const names = await actorNames(base);
  const holds = [...(await heldNow(base)).values()].sort((a, b) => (a.at < b.at ? 1 : -1));
  const titleOf = async ({ kind, dataset, id }: HoldBody): Promise<string> => {
    if (kind === 'row') return datasetNamed(base, dataset ?? '', locale);
    const run = await base.store.runs.get(id);
    const draft = run ? await base.store.documents.get<{ readonly title?: unknown; readonly texts?: unknown }>(SCENARIO, run.scenario) : null;
    return draft ? textOf(draft.body, draft.body.title, locale) : (run?.scenario ?? '');
  };
  return Promise.all(holds.map(async (hold) => ({ ...hold, byName: names.get(hold.by) ?? hold.by, title: await titleOf(hold) })));
}
