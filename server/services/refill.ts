import { isFileField } from '../../runtime/nodes/file-answer.ts';
import { isAsked } from '../../runtime/nodes/form-answer.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { FileView } from '../api/people.ts';
import { fail } from '../errors.ts';
import { audit } from './context.ts';
import { copyFile, readStored } from './file-store.ts';
import { startFormOf } from './release-api.ts';
import type { StartForm } from './release-api.ts';
import { loadRun } from './runs.ts';
import type { KnownRun, RunBase } from './runs.ts';

/** Only what its owner gives each time counts: a signature is under one text, and a record is read before it is answered for. */
const isGivenAnew = ({ widget }: FormField): boolean => widget === 'signature' || widget === 'open' || widget === 'static';

/** Whether a person may begin again with the answers of a run: they started it themselves, and it is over. */
export const mayRefill = ({ state }: KnownRun, user: User): boolean => state.starter['id'] === user.id && state.endedAt !== undefined;

/** The files as the person's own, in no run: those of the earlier run stay with it. */
async function copies(base: RunBase, user: User, run: string, value: Json): Promise<Json> {
  const files: FileView[] = [];
  for (const file of Array.isArray(value) ? (value as readonly Json[]) : []) {
    const id = typeof file === 'object' && file !== null && !Array.isArray(file) ? (file as JsonObject)['id'] : undefined;
    const stored = typeof id === 'string' ? await readStored(base, id) : undefined;
    if (stored?.by === user.id && stored.run === run) files.push(await copyFile(base, user.id, stored));
  }
  return files.map((file) => ({ ...file }));
}

/**
 * What a person answered in an earlier run of theirs, as far as the form of today asks it. Files are copied.
 * @throws SCN_API_NOT_FOUND for a run of another app or another person, or one that is not over
 */
export async function answersOf(base: RunBase, scenario: string, run: string, user: User, today: StartForm): Promise<JsonObject> {
  const before = await loadRun(base, run);
  if (before.scenario.id !== scenario || !mayRefill(before, user)) throw fail('SCN_API_NOT_FOUND', { what: run });
  const start = startFormOf(before.scenario);
  const given = before.state.flows['']?.nodes[start?.node ?? '']?.output;
  if (!start || typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const asked = new Map(start.fields.map((field) => [field.id, field]));
  const values: Record<string, Json> = {};
  for (const field of today.fields) {
    const known = asked.get(field.id);
    const value = (given as JsonObject)[field.id] ?? null;
    if (value === null || known === undefined || known.type !== field.type || known.widget !== field.widget || !isAsked(field) || isGivenAnew(field)) continue;
    values[field.id] = isFileField(field) ? await copies(base, user, run, value) : value;
  }
  await audit(base, user.id, 'run.refill', run, { scenario });
  return values;
}
