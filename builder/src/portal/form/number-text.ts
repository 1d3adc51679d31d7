import { narrow } from './entry-kinds.ts';
import type { Flaw } from './flaw.ts';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** Group separators are dropped: `1,234.50` and `1，234.50` are the same amount. */
export function numberText(text: string): string {
  return narrow(text).replaceAll(',', '').replaceAll(' ', '').replace(/元$/, '');
}

/** What a typed number means for a value type; decimals stay text so that no digit is lost. */
export function readNumber(type: string, typed: string): { readonly value: unknown } | { readonly flaw: Flaw } {
  const text = numberText(typed);
  if (!NUMBER.test(text)) return { flaw: { kind: 'number' } };
  if (type === 'decimal') return { value: text.replace(/^\+/, '') };
  const value = Number(text);
  if (type === 'integer' && !Number.isSafeInteger(value)) return { flaw: { kind: 'integer' } };
  return { value };
}
