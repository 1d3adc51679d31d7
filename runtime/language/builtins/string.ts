import { charge, chargeList, chargeText, warn } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { findMatch, programOf } from '../pattern/match.ts';
import type { Program } from '../pattern/match.ts';
import { toInteger } from '../values/numbers.ts';
import type { Numeric, Value } from '../values/value.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** The characters of a text: code points, so that 𠮷 counts as one. Nearly all texts have one unit each. */
function charactersOf(context: EvalContext, text: string): string | readonly string[] {
  if (!SURROGATE.test(text)) return text;
  charge(context, Math.ceil(text.length / 4));
  return Array.from(text);
}

function substring(context: EvalContext, text: string, start: Numeric, length: Numeric | undefined): Value {
  const points = charactersOf(context, text);
  const from = toInteger(start);
  const count = length === undefined ? points.length : toInteger(length);
  if (from === null || count === null || from === 0 || count < 1 || Math.abs(from) > points.length) return null;
  const begin = from > 0 ? from - 1 : points.length + from;
  const part = points.slice(begin, begin + count);
  return typeof part === 'string' ? part : part.join('');
}

/** What reading a pattern costs for each of its characters and steps; a character class may be a regular expression of the platform. */
const READ_STEPS = 8;

/** The pattern made ready; null (and a finding) when it cannot be read. */
function programFor(context: EvalContext, pattern: string, flags: string): Program | null {
  const { program, fresh } = programOf(pattern, flags);
  if (fresh) charge(context, READ_STEPS * (4 + pattern.length) + (program?.steps.length ?? 0));
  if (program === null) warn(context, 'SCN_RULE_PATTERN', { pattern: pattern.slice(0, 60) });
  return program;
}

function matchesPattern(context: EvalContext, text: string, pattern: string, flags: string | null | undefined): Value {
  const program = programFor(context, pattern, flags ?? '');
  return program === null ? null : findMatch(program, text, 0, context) !== null;
}

/** Keeping one match. */
const HIT_STEPS = 3;

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly places: readonly number[];
}

/** All matches from left to right; null when the pattern matches nothing at all, which XPath calls an error (FORX0003). */
function allMatches(context: EvalContext, program: Program, text: string): readonly Hit[] | null {
  if (findMatch(program, '', 0, context) !== null) return null;
  const hits: Hit[] = [];
  for (let from = 0; from <= text.length; ) {
    const places = findMatch(program, text, from, context);
    if (places === null) break;
    const [start = 0, end = 0] = places;
    charge(context, HIT_STEPS);
    hits.push({ start, end, places });
    from = end > start ? end : end + 1;
  }
  return hits;
}

function replaceText(context: EvalContext, text: string, pattern: string, replacement: string, flags: string | null | undefined): Value {
  const program = programFor(context, pattern, flags ?? '');
  const hits = program === null ? null : allMatches(context, program, text);
  if (program === null || hits === null) return null;
  const template = (flags ?? '').includes('q') ? [replacement] : parseReplacement(replacement, program.groups);
  if (template === null) return null;
  chargeText(context, text.length + hits.length * replacement.length);
  let made = '';
  let last = 0;
  for (const { start, end, places } of hits) {
    made += text.slice(last, start);
    for (const part of template) made += typeof part === 'string' ? part : groupText(text, places, part);
    chargeText(context, made.length);
    last = end;
  }
  return made + text.slice(last);
}

function groupText(text: string, places: readonly number[], group: number): string {
  const start = places[group * 2] ?? -1;
  return start < 0 ? '' : text.slice(start, places[group * 2 + 1]);
}

/** Texts and group numbers of `$1-\$`; null when a `$` or `\` stands for nothing. */
function parseReplacement(replacement: string, groups: number): (string | number)[] | null {
  const parts: (string | number)[] = [];
  for (let i = 0; i < replacement.length; i++) {
    const char = replacement[i] ?? '';
    const next = replacement[i + 1] ?? '';
    if (char === '\\') {
      if (next !== '\\' && next !== '$') return null;
      parts.push(next);
      i += 1;
    } else if (char === '$') {
      const digits = longestGroup(replacement.slice(i + 1), groups);
      if (digits === '') return null;
      parts.push(Number(digits));
      i += digits.length;
    } else parts.push(char);
  }
  return parts;
}

function longestGroup(text: string, groups: number): string {
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  let taken = digits;
  while (taken.length > 1 && Number(taken) > groups) taken = taken.slice(0, -1);
  return taken;
}

function splitText(context: EvalContext, text: string, delimiter: string): Value {
  const program = programFor(context, delimiter, '');
  const hits = program === null ? null : allMatches(context, program, text);
  if (hits === null) return null;
  chargeList(context, hits.length + 1);
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of hits) {
    parts.push(text.slice(last, start));
    last = end;
  }
  return [...parts, text.slice(last)];
}

function joinTexts(context: EvalContext, list: readonly Value[], delimiter: string | null | undefined): Value {
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return null;
  const between = delimiter ?? '';
  chargeText(context, texts.reduce((length, item) => length + item.length + between.length, 0));
  return texts.join(between);
}

/** Where `match` stands in `text`, or −1. The platform may compare the two at every place, so long ones are charged for that. */
function placeOf(context: EvalContext, text: string, match: string): number {
  if (match.length > 64) charge(context, Math.ceil((text.length * match.length) / 4096));
  return text.indexOf(match);
}

/** DMN 1.5, 10.3.4.3. */
export const stringFunctions: readonly Builtin[] = [
  builtin('substring', '10.3.4.3', overload('string: string, start position: number, length?: number', 'string', substring)),
  builtin('string length', '10.3.4.3', overload('string: string', 'number', (context, text: string) => charactersOf(context, text).length)),
  builtin('upper case', '10.3.4.3', overload('string: string', 'string', (_c, text: string) => text.toUpperCase())),
  builtin('lower case', '10.3.4.3', overload('string: string', 'string', (_c, text: string) => text.toLowerCase())),
  builtin('substring before', '10.3.4.3', overload('string: string, match: string', 'string', (context, text: string, match: string) => text.slice(0, Math.max(0, placeOf(context, text, match))))),
  builtin('substring after', '10.3.4.3', overload('string: string, match: string', 'string', (context, text: string, match: string) => {
    const at = placeOf(context, text, match);
    return at === -1 ? '' : text.slice(at + match.length);
  })),
  builtin('replace', '10.3.4.3', overload('input: string, pattern: string, replacement: string, flags?: string?', 'string', replaceText)),
  builtin('contains', '10.3.4.3', overload('string: string, match: string', 'boolean', (context, text: string, match: string) => placeOf(context, text, match) !== -1)),
  builtin('starts with', '10.3.4.3', overload('string: string, match: string', 'boolean', (_c, text: string, match: string) => text.startsWith(match))),
  builtin('ends with', '10.3.4.3', overload('string: string, match: string', 'boolean', (_c, text: string, match: string) => text.endsWith(match))),
  builtin('matches', '10.3.4.3', overload('input: string, pattern: string, flags?: string?', 'boolean', matchesPattern)),
  builtin('split', '10.3.4.3', overload('string: string, delimiter: string', 'strings', splitText)),
  builtin('string join', '10.3.4.3', overload('list: list, delimiter?: string?', 'string', joinTexts)),
];
