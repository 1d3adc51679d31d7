import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { NewPoint, SavedPoint } from '../../api/versions.ts';
import { fail } from '../../errors.ts';
import { audit, newId } from '../context.ts';
import type { Base } from '../context.ts';
import { getDraft } from '../drafts.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { personRef } from './people-names.ts';
import { dropDocument } from './retry.ts';

export const POINT = 'saved-point';
const MOST = 100;

interface PointBody {
  readonly name: string;
  readonly note: string;
  readonly version: number;
  readonly scenario: JsonObject;
}

type PointBase = Base & PolicyBase;

interface StoredPoint {
  readonly id: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly body: PointBody;
}

const pointOf = (base: PointBase, { id, updatedAt, updatedBy, body: { name, note, version } }: StoredPoint): SavedPoint => ({ id: id.slice(id.indexOf('@') + 1), name, note, version, at: updatedAt, by: personRef(base, updatedBy) });

/** Newest first. */
export async function listPoints(base: PointBase, scenario: string): Promise<SavedPoint[]> {
  const found = await base.store.documents.list<PointBody>(POINT, { prefix: `${scenario}@` });
  return found.map((document) => pointOf(base, document)).sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** @throws SCN_API_NOT_FOUND */
export async function getPoint(base: PointBase, scenario: string, id: string): Promise<{ point: SavedPoint; scenario: JsonObject }> {
  const found = await base.store.documents.get<PointBody>(POINT, `${scenario}@${id}`);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return { point: pointOf(base, found), scenario: found.body.scenario };
}

/** Keeps the draft as it is under a name. @throws SCN_STORE_CONFLICT when somebody saved meanwhile, SCN_POINT_MANY */
export async function savePoint(base: PointBase, scenario: string, wanted: NewPoint, by: string): Promise<SavedPoint> {
  const draft = await getDraft(base, scenario);
  if (draft.version !== wanted.baseVersion) throw fail('SCN_STORE_CONFLICT', { version: draft.version, updatedBy: draft.updatedBy, updatedAt: draft.updatedAt });
  if ((await listPoints(base, scenario)).length >= MOST) throw fail('SCN_POINT_MANY', { limit: MOST });
  const body: PointBody = { name: wanted.name.trim(), note: wanted.note.trim(), version: draft.version, scenario: draft.body };
  const saved = await base.store.documents.put<PointBody>(POINT, `${scenario}@${newId(base.now())}`, body, { expectedVersion: 0, by });
  await audit(base, by, 'point.save', scenario, { version: draft.version });
  return pointOf(base, saved);
}

/** @throws SCN_API_NOT_FOUND */
export async function dropPoint(base: PointBase, scenario: string, id: string, by: string): Promise<void> {
  if (!(await dropDocument(base, POINT, `${scenario}@${id}`, by))) throw fail('SCN_API_NOT_FOUND', { what: id });
  await audit(base, by, 'point.delete', scenario);
}
