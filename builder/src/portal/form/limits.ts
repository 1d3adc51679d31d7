import { dayLimit, isDayWord } from '../../../../runtime/schema/date-limit.ts';
import { kindFault, textAsKept, type TextKind, type WrittenAs } from '../../../../runtime/schema/text-kind/text-kind.ts';
import { civil, isoDay } from '../format/dates.ts';
import { plainText } from '../format/plain-text.ts';
import type { Flaw } from './flaw.ts';

/** What a question or a column says of its values. */
interface Ruled {
  readonly type: string;
  readonly min?: unknown;
  readonly max?: unknown;
  readonly maxLength?: number;
  readonly kind?: TextKind;
  readonly pattern?: string;
}

const isDated = ({ type }: Ruled): boolean => type === 'date' || type === 'date-time';

/** A limit such as `today+30` is a day of the calendar here and now. */
const limitNow = (limit: unknown): unknown => (typeof limit === 'string' && isDayWord(limit) ? dayLimit(limit, isoDay(new Date().toISOString())) : limit);

function compare(value: unknown, limit: unknown, field: Ruled): number {
  if (!isDated(field)) return Number(value) - Number(limit);
  const edge = plainText(limit);
  // A day as the edge of a moment takes the whole day in.
  return edge.length === 10 ? momentOf(isoDay(plainText(value))) - momentOf(edge) : momentOf(value) - momentOf(edge);
}

function momentOf(value: unknown): number {
  const text = plainText(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Date.parse(`${text}T00:00:00+08:00`);
  return civil(text) ? Date.parse(text.replace(/@.*$/, '')) : Number.NaN;
}

export function limitFlaw(field: Ruled, value: unknown): Flaw | undefined {
  if (Array.isArray(value)) {
    if (typeof field.min === 'number' && value.length < field.min) return { kind: 'few', limit: field.min };
    return typeof field.max === 'number' && value.length > field.max ? { kind: 'many', limit: field.max } : undefined;
  }
  const [min, max] = [limitNow(field.min), limitNow(field.max)];
  if (min !== undefined && compare(value, min, field) < 0) return { kind: 'min', limit: plainText(min) };
  if (max !== undefined && compare(value, max, field) > 0) return { kind: 'max', limit: plainText(max) };
  return undefined;
}

/** An author's pattern may be one this browser cannot read; the server decides then. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}

/** A typed text as it is checked and sent. */
export const keptText = (field: WrittenAs, text: string): string => textAsKept(field, text.trim(), matches);

export function textFlaw(field: Ruled, value: unknown): Flaw | undefined {
  if (typeof value !== 'string') return undefined;
  const length = Array.from(value).length;
  if (field.maxLength !== undefined && length > field.maxLength) return { kind: 'long', limit: field.maxLength, length };
  const fault = field.kind === undefined ? null : kindFault(field.kind, value, isoDay(new Date().toISOString()));
  if (field.kind !== undefined && fault !== null) return { kind: 'written', as: field.kind, fault };
  if (field.pattern !== undefined && !matches(field.pattern, value)) return { kind: 'pattern' };
  return undefined;
}
