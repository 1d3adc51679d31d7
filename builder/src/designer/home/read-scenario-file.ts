import { duplicateKeys } from '../../../../runtime/schema/duplicate-keys.ts';
import { SCENARIO_BYTES, SCENARIO_FORMAT } from '../../../../runtime/schema/limits.ts';
import { isRecord } from '../document/pointer.ts';
import { placeOf, placeOfJsonError, type TextPlace } from '../json/json-place.ts';

export type FileReading =
  | { readonly kind: 'scenario'; readonly scenario: Record<string, unknown> }
  | { readonly kind: 'not-json'; readonly place: TextPlace }
  | { readonly kind: 'repeated'; readonly place: TextPlace; readonly name: string }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'not-scenario' }
  | { readonly kind: 'too-new'; readonly format: string };

/** Reads an upload; one that no server takes is refused by its size, before anything is read or sent. */
export async function readScenarioUpload(file: Pick<File, 'size' | 'text'>): Promise<FileReading> {
  return file.size > SCENARIO_BYTES ? { kind: 'too-large', bytes: file.size } : readScenarioFile(await file.text());
}

/** Reads the text of a scenario file; every way to be wrong has its own answer. */
export function readScenarioFile(source: string): FileReading {
  const text = source.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'not-json', place: placeOfJsonError(text, error) };
  }
  const [repeated] = duplicateKeys(text);
  if (repeated) return { kind: 'repeated', place: placeOf(text, repeated.offset), name: repeated.key };
  if (!isRecord(value) || value['format'] === undefined || typeof value['id'] !== 'string') return { kind: 'not-scenario' };
  if (typeof value['format'] === 'number' && value['format'] > SCENARIO_FORMAT) return { kind: 'too-new', format: String(value['format']) };
  return { kind: 'scenario', scenario: value };
}
