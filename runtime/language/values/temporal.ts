/** The one place that reads a text of unknown temporal kind, as `@"…"` does (DMN 10.3.2.3, at-literals). */
import { parseDate } from './dates.ts';
import { parseDateTime } from './date-times.ts';
import { parseDuration } from './durations.ts';
import { parseTime } from './times.ts';
import type { Value } from './value.ts';

export function parseTemporal(text: string): Value {
  return parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text);
}
