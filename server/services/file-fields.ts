import { isFileField } from '../../runtime/nodes/file-answer.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { Base } from './context.ts';
import { attachFiles } from './files.ts';

/** Fields of an answer that hold files. */
export function fileFieldsIn(fields: readonly FormField[], data: JsonObject): readonly FormField[] {
  return fields.filter((field) => isFileField(field) && Array.isArray(data[field.id]) && (data[field.id] as readonly Json[]).length > 0);
}

function idOf(file: Json): string {
  if (typeof file === 'string') return file;
  const { id } = (typeof file === 'object' && file !== null && !Array.isArray(file) ? file : {}) as JsonObject;
  return typeof id === 'string' ? id : '';
}

/**
 * The answer with the facts of its files as they were taken in, whatever the caller says of them; the files belong to the
 * run from here on, before it knows of them, so that no crash between leaves a run with a file nobody may read.
 * @throws SCN_FILE_GONE for a file that is not there, or that the person neither sent nor found in the run
 */
export async function takeFileFields(base: Base, user: User, run: string, fields: readonly FormField[], data: JsonObject): Promise<JsonObject> {
  const taken: Record<string, Json> = { ...data };
  for (const { id } of fileFieldsIn(fields, data)) {
    const ids = (data[id] as readonly Json[]).map(idOf);
    taken[id] = (await attachFiles(base, user, run, ids)).map((file) => ({ ...file }));
  }
  return taken;
}
