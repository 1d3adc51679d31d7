import { answerKind } from '../schema/answer-kind.ts';
import type { FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';

/** Files of one field when the author says nothing else, and at most. */
export const MOST_FILES = 10;
const MOST_EVER = 50;

type FileProblem = { readonly kind: 'type' | 'limit' | 'choice'; readonly zh: string; readonly en: string };

/** A field whose answer is a list of files, each as the facts `id`, `name`, `type` and `bytes`; their bytes stand beside the run. */
export function isFileField({ type, widget }: Pick<FormField, 'type' | 'widget'>): boolean {
  return answerKind({ type, widget }) === 'files';
}

export function isFileFact(value: Json | undefined): value is JsonObject & { readonly id: string; readonly name: string; readonly type: string; readonly bytes: number } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { id, name, type, bytes } = value as JsonObject;
  return typeof id === 'string' && typeof name === 'string' && typeof type === 'string' && Number.isSafeInteger(bytes);
}

/** How many files a field takes. */
export function mostFiles({ max, widget }: Pick<FormField, 'max' | 'widget'>): number {
  if (widget === 'signature') return 1;
  return Math.min(typeof max === 'number' ? max : MOST_FILES, MOST_EVER);
}

/** What is wrong with a list of files, first fault first; null when nothing is. */
export function fileProblem(field: FormField, value: Json): FileProblem | null {
  const { id } = field;
  const files = Array.isArray(value) ? (value as readonly Json[]) : [];
  if (!files.every(isFileFact)) return { kind: 'type', zh: `“${id}”里有不是附件的东西`, en: `"${id}" holds something that is no file` };
  const most = mostFiles(field);
  if (files.length > most) return { kind: 'limit', zh: `“${id}”最多 ${most} 个附件，现在 ${files.length} 个`, en: `"${id}" may have ${most} files, not ${files.length}` };
  if (typeof field.min === 'number' && files.length < field.min) return { kind: 'limit', zh: `“${id}”至少 ${field.min} 个附件，现在 ${files.length} 个`, en: `"${id}" needs ${field.min} files, not ${files.length}` };
  const other = field.widget === 'photo' || field.widget === 'signature' ? files.find((file) => isFileFact(file) && !file.type.startsWith('image/')) : undefined;
  if (isFileFact(other)) return { kind: 'choice', zh: `“${id}”只收图片，“${other.name}”不是`, en: `"${id}" takes pictures; "${other.name}" is none` };
  return null;
}
