/** The one place that reads a range written as text: `range("[1..10]")` (DMN 10.3.4.1). Ends are literals only. */
import { compare } from './compare.ts';
import { kindOf } from './contexts.ts';
import { parseNumber } from './numbers.ts';
import { FeelRange } from './value.ts';
import { parseTemporal } from './temporal.ts';
import type { Value } from './value.ts';

const RANGE_TEXT = /^\s*([[\](])(.*)\.\.(.*)([[\])])\s*$/s;
const CALL_TEXT = /^(?:date|time|date and time|duration)\s*\(\s*("(?:[^"\\]|\\.)*")\s*\)$/;

/** `undefined` when the text is no literal. */
function parseEnd(text: string): Value | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') return null;
  const call = CALL_TEXT.exec(trimmed)?.[1];
  const literal = call ?? (trimmed.startsWith('@') ? trimmed.slice(1) : undefined);
  if (literal !== undefined) return /^"[^"\\]*"$/.test(literal) ? (parseTemporal(literal.slice(1, -1)) ?? undefined) : undefined;
  if (/^"[^"\\]*"$/.test(trimmed)) return trimmed.slice(1, -1);
  return parseNumber(trimmed) ?? undefined;
}

/** Null when it is no range: unknown ends, ends of two kinds, or upside down. */
export function parseRange(text: string): FeelRange | null {
  const match = RANGE_TEXT.exec(text);
  if (match === null) return null;
  const start = parseEnd(match[2] ?? '');
  const end = parseEnd(match[3] ?? '');
  if (start === undefined || end === undefined || (start === null && end === null)) return null;
  const startIncluded = match[1] === '[';
  const endIncluded = match[4] === ']';
  if ((start === null && startIncluded) || (end === null && endIncluded)) return null;
  if (start !== null && end !== null && (kindOf(start) !== kindOf(end) || (compare(start, end) ?? 1) > 0)) return null;
  return new FeelRange(start, end, startIncluded, endIncluded);
}
