/** The one place that looks at a DMN file before the XML reader does: size, DOCTYPE, depth. Linear time, nothing is fetched. */
import { dmnProblem } from '../problems.ts';
import type { DmnProblem, Place } from '../problems.ts';

/** Characters. A model of 1,000 rules by 20 columns has about 3 million. */
export const MAX_DMN_LENGTH = 5_000_000;
export const MAX_DMN_DEPTH = 200;

const SKIPS: readonly (readonly [open: string, close: string])[] = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']];

/** Null when the file may be read. */
export function guardXml(xml: string): DmnProblem | null {
  if (xml.length > MAX_DMN_LENGTH) return dmnProblem('SCN_DMN_TOO_LARGE', { length: xml.length, limit: MAX_DMN_LENGTH });
  let depth = 0;
  for (let at = xml.indexOf('<'); at !== -1; ) {
    const skip = SKIPS.find(([open]) => xml.startsWith(open, at));
    if (skip === undefined && xml[at + 1] === '!') return dmnProblem('SCN_DMN_DOCTYPE', {}, 'error', placeOf(xml, at));
    const end = skip === undefined ? endOfTag(xml, at) : xml.indexOf(skip[1], at + skip[0].length);
    if (end === -1) return dmnProblem('SCN_DMN_XML', { reason: 'missing end of tag' }, 'error', placeOf(xml, at));
    if (skip === undefined) depth += xml[at + 1] === '/' ? -1 : xml[end - 1] === '/' ? 0 : 1;
    if (depth > MAX_DMN_DEPTH) return dmnProblem('SCN_DMN_TOO_DEEP', { limit: MAX_DMN_DEPTH }, 'error', placeOf(xml, at));
    at = xml.indexOf('<', end);
  }
  return null;
}

/** The `>` that ends a tag; a quoted attribute may hold others. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < xml.length; at += 1) {
    const char = xml[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return -1;
}

function placeOf(xml: string, at: number): Place {
  const before = xml.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - start + 1 };
}
