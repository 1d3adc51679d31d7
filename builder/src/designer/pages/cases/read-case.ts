import type { Case } from '../../../../../runtime/schema/case.ts';
import { isRecord } from '../../document/pointer.ts';

export type CaseReading = { readonly kind: 'case'; readonly value: Case } | { readonly kind: 'not-json'; readonly message: string } | { readonly kind: 'not-case' } | { readonly kind: 'taken'; readonly id: string };

/** Reads what was typed as one case. The server checks it fully; here only what would lose the case is caught. */
export function readCase(text: string, taken: readonly string[]): CaseReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'not-json', message: error instanceof Error ? error.message : String(error) };
  }
  if (!isRecord(value) || typeof value['id'] !== 'string' || value['id'] === '' || typeof value['title'] !== 'string' || typeof value['at'] !== 'string' || !isRecord(value['start']) || !isRecord(value['expect'])) return { kind: 'not-case' };
  return taken.includes(value['id']) ? { kind: 'taken', id: value['id'] } : { kind: 'case', value: value as unknown as Case };
}
