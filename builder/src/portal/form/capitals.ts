import { capitalAmount } from '../../../../runtime/language/builtins/chinese.ts';
import { readNumber } from './number-text.ts';

/** An amount as it is typed, in formal Chinese numerals; undefined while it is no amount. */
export function capitalsOf(typed: string): string | undefined {
  const read = readNumber('number', typed);
  return 'value' in read && typeof read.value === 'number' && Math.abs(read.value) < 1e13 ? (capitalAmount(read.value) ?? undefined) : undefined;
}
