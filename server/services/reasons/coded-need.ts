import { READING_WORDS } from '../../../runtime/language/reading/words.ts';
import { readSimpleCell, type Interval } from '../../../runtime/rules/simple-cell.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { textByKey } from '../texts.ts';

function isWithin(code: number, { low, lowIncluded, high, highIncluded }: Interval): boolean {
  const above = low === null || (lowIncluded ? code >= Number(low) : code > Number(low));
  return above && (high === null || (highIncluded ? code <= Number(high) : code < Number(high)));
}

/**
 * What a test of order asks of a column whose numbers are codes with labels: `> 0` over 0 没有例外, 1 …, 2 … is 不是 没有例外.
 * Says the shorter of what may be and what may not; undefined when the column has no labels, or the test is not one of order.
 */
export function codedNeed(scenario: Scenario, prefix: string, test: string, locale: Locale): string | undefined {
  const cell = readSimpleCell(test);
  if (cell === null || cell.any || cell.kind !== 'number' || cell.intervals.every(({ low, high }) => low === high)) return undefined;
  const start = `${prefix}.`;
  const codes = Object.keys(scenario.texts).filter((key) => key.startsWith(start) && /^-?\d+$/.test(key.slice(start.length))).map((key) => Number(key.slice(start.length)));
  if (codes.length === 0) return undefined;
  const label = (code: number): string => textByKey(scenario, `${start}${code}`, locale) ?? String(code);
  const may = codes.filter((code) => cell.intervals.some((interval) => isWithin(code, interval)) !== cell.negated);
  const mayNot = codes.filter((code) => !may.includes(code));
  const words = READING_WORDS[locale];
  const [few, one, more] = may.length <= mayNot.length ? [may, words.is, words.oneOf] : [mayNot, words.isNot, words.noneOf];
  const [first] = few;
  if (first === undefined) return undefined;
  return few.length === 1 ? one(label(first)) : more(few.map(label));
}
