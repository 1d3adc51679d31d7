/**
 * The one place that reads regular expressions: the syntax of XPath and XQuery Functions 3.1, section 5.6.1, which DMN names
 * (XML Schema patterns plus `^ $`, lazy quantifiers, groups, class subtraction). Back-references have no linear-time matcher and are refused.
 */
export type CharTest = (codePoint: number) => boolean;

export type Pattern =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'start' | 'end' | 'empty' }
  | { readonly kind: 'group'; readonly index: number; readonly body: Pattern }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly body: Pattern; readonly min: number; readonly max: number; readonly lazy: boolean };

export interface Flags {
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly ignoreCase: boolean;
  readonly extended: boolean;
  readonly literal: boolean;
}

/** Thrown inside this folder only; `compilePattern` turns it into null. */
export class PatternError extends Error {}

export interface Reader {
  readonly source: string;
  at: number;
  groups: number;
  depth: number;
  readonly flags: Flags;
}

const MAX_REPEAT = 1000;
const MAX_DEPTH = 100;

/** Reads the letters `smixq`; null when there is another one. */
export function parseFlags(text: string): Flags | null {
  if (!/^[smixq]*$/.test(text)) return null;
  return { dotAll: text.includes('s'), multiline: text.includes('m'), ignoreCase: text.includes('i'), extended: text.includes('x'), literal: text.includes('q') };
}

export function parsePattern(source: string, flags: Flags): { readonly pattern: Pattern; readonly groups: number } {
  if (flags.literal) return { pattern: { kind: 'sequence', parts: Array.from(source, (char): Pattern => ({ kind: 'char', test: sameChar(char.codePointAt(0) ?? 0, flags) })) }, groups: 0 };
  const reader: Reader = { source: flags.extended ? stripSpace(source) : source, at: 0, groups: 0, depth: 0, flags };
  const pattern = parseChoice(reader);
  if (reader.at < reader.source.length) throw new PatternError('unbalanced )');
  return { pattern, groups: reader.groups };
}

/** Flag `x`: white space outside of classes is not part of the pattern, not even behind a backslash (`\ s` is `\s`). */
function stripSpace(source: string): string {
  let inClass = 0;
  let kept = '';
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? '';
    if (inClass === 0 && isBlank(char)) continue;
    kept += char;
    if (char === '[') inClass += 1;
    else if (char === ']') inClass -= 1;
    if (char !== '\\') continue;
    i += inClass === 0 ? 1 + blanksAt(source, i + 1) : 1;
    kept += source[i] ?? '';
  }
  return kept;
}

function blanksAt(source: string, from: number): number {
  let count = 0;
  while (isBlank(source[from + count] ?? '')) count += 1;
  return count;
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

function parseChoice(reader: Reader): Pattern {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new PatternError('nested too deep');
  const parts = [parseSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    parts.push(parseSequence(reader));
  }
  reader.depth -= 1;
  return parts.length === 1 ? (parts[0] ?? { kind: 'empty' }) : { kind: 'choice', parts };
}

function parseSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (reader.at < reader.source.length && reader.source[reader.at] !== '|' && reader.source[reader.at] !== ')') parts.push(parseRepeat(reader, parseAtom(reader)));
  return { kind: 'sequence', parts };
}

const QUANTIFIER = /^(?:[?*+]|\{(\d+)(?:(,)(\d*))?\})(\??)/;

function parseRepeat(reader: Reader, body: Pattern): Pattern {
  const match = QUANTIFIER.exec(reader.source.slice(reader.at, reader.at + 24));
  if (match === null) return body;
  reader.at += match[0].length;
  const lazy = match[4] === '?';
  const sign = match[0][0];
  if (sign !== '{') return { kind: 'repeat', body, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity, lazy };
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
  if (max < min || min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) throw new PatternError('bad quantity');
  return { kind: 'repeat', body, min, max, lazy };
}

function parseAtom(reader: Reader): Pattern {
  const char = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0);
  switch (char) {
    case '(': return parseGroup(reader);
    case '[': return { kind: 'char', test: parseClass(reader) };
    case '\\': return { kind: 'char', test: parseEscape(reader) };
    case '^': reader.at += 1; return { kind: 'start' };
    case '$': reader.at += 1; return { kind: 'end' };
    case '.': reader.at += 1; return { kind: 'char', test: reader.flags.dotAll ? () => true : (point) => point !== 10 && point !== 13 };
    default: break;
  }
  if ('?*+{}]'.includes(char)) throw new PatternError(`misplaced ${char}`);
  reader.at += char.length;
  return { kind: 'char', test: sameChar(char.codePointAt(0) ?? 0, reader.flags) };
}

function parseGroup(reader: Reader): Pattern {
  const silent = reader.source.startsWith('(?:', reader.at);
  if (!silent && reader.source[reader.at + 1] === '?') throw new PatternError('unknown group');
  reader.at += silent ? 3 : 1;
  const index = silent ? 0 : ++reader.groups;
  const body = parseChoice(reader);
  if (reader.source[reader.at] !== ')') throw new PatternError('missing )');
  reader.at += 1;
  return silent ? body : { kind: 'group', index, body };
}

export function foldCase(point: number): number {
  const char = String.fromCodePoint(point);
  return char.toLowerCase().codePointAt(0) ?? point;
}

function sameChar(point: number, flags: Flags): CharTest {
  if (!flags.ignoreCase) return (other) => other === point;
  const folded = foldCase(point);
  return (other) => other === point || foldCase(other) === folded;
}

/** `[a-z\d-[aeiou]]`, at the `[`. */
function parseClass(reader: Reader): CharTest {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new PatternError('nested too deep');
  reader.at += 1;
  const negated = reader.source[reader.at] === '^';
  if (negated) reader.at += 1;
  const tests: CharTest[] = [];
  let minus: CharTest | null = null;
  while (reader.source[reader.at] !== ']') {
    if (reader.at >= reader.source.length) throw new PatternError('missing ]');
    if (reader.source.startsWith('-[', reader.at)) {
      reader.at += 1;
      minus = parseClass(reader);
      if (reader.source[reader.at] !== ']') throw new PatternError('subtraction must end its class');
      continue;
    }
    if (reader.source[reader.at] === '[') throw new PatternError('[ inside a class');
    tests.push(parseClassItem(reader));
  }
  if (tests.length === 0) throw new PatternError('empty class');
  reader.at += 1;
  reader.depth -= 1;
  const base: CharTest = (point) => tests.some((test) => test(point)) !== negated;
  if (minus === null) return base;
  const taken = minus;
  return (point) => base(point) && !taken(point);
}

function parseClassItem(reader: Reader): CharTest {
  if (reader.source[reader.at] === '\\' && SINGLE[reader.source[reader.at + 1] ?? ''] === undefined) return parseEscape(reader);
  const low = parseClassChar(reader);
  const ranged = reader.source[reader.at] === '-' && reader.source[reader.at + 1] !== ']' && reader.source[reader.at + 1] !== '[';
  if (!ranged) return sameChar(low, reader.flags);
  reader.at += 1;
  const high = parseClassChar(reader);
  if (high < low) throw new PatternError('upside-down range');
  const inside: CharTest = (point) => point >= low && point <= high;
  if (!reader.flags.ignoreCase) return inside;
  return (point) => inside(point) || inside(foldCase(point)) || inside(String.fromCodePoint(point).toUpperCase().codePointAt(0) ?? point);
}

function parseClassChar(reader: Reader): number {
  const point = reader.source.codePointAt(reader.at);
  if (point === undefined) throw new PatternError('missing ]');
  if (point !== 92) {
    reader.at += point > 0xffff ? 2 : 1;
    return point;
  }
  const single = SINGLE[reader.source[reader.at + 1] ?? ''];
  if (single === undefined) throw new PatternError('bad escape');
  reader.at += 2;
  return single;
}

const SINGLE: Readonly<Record<string, number>> = Object.fromEntries([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ...Array.from('\\|.?*+(){}[]-^$', (char): [string, number] => [char, char.codePointAt(0) ?? 0]),
]) as Readonly<Record<string, number>>;

const byRegExp = (expression: RegExp): CharTest => (point) => expression.test(String.fromCodePoint(point));
const isSpace: CharTest = (point) => point === 32 || point === 9 || point === 10 || point === 13;
const isDigit = byRegExp(/^\p{Nd}$/u);
const isWord = byRegExp(/^[^\p{P}\p{Z}\p{C}]$/u);
const isNameStart = byRegExp(/^[\p{L}_:]$/u);
const isName = byRegExp(/^[\p{L}\p{Nd}\p{M}_:.\-\u00B7]$/u);
const CLASSES: Readonly<Record<string, CharTest>> = { s: isSpace, d: isDigit, w: isWord, i: isNameStart, c: isName };

/** A `\x` outside a class, or a multi-character one inside. */
function parseEscape(reader: Reader): CharTest {
  const letter = reader.source[reader.at + 1] ?? '';
  reader.at += 2;
  const single = SINGLE[letter];
  if (single !== undefined) return sameChar(single, reader.flags);
  const known = CLASSES[letter.toLowerCase()];
  if (known !== undefined && /[a-z]/i.test(letter)) return letter === letter.toLowerCase() ? known : (point) => !known(point);
  if (letter === 'p' || letter === 'P') return parseProperty(reader, letter === 'P');
  throw new PatternError('bad escape');
}

const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  IsBasicLatin: [0, 0x7f], 'IsLatin-1Supplement': [0x80, 0xff], 'IsLatinExtended-A': [0x100, 0x17f], 'IsLatinExtended-B': [0x180, 0x24f], IsGreek: [0x370, 0x3ff], IsGreekandCoptic: [0x370, 0x3ff],
  IsCyrillic: [0x400, 0x4ff], IsHebrew: [0x590, 0x5ff], IsArabic: [0x600, 0x6ff], IsThai: [0xe00, 0xe7f], IsGeneralPunctuation: [0x2000, 0x206f], IsHiragana: [0x3040, 0x309f], IsKatakana: [0x30a0, 0x30ff],
  IsCJKSymbolsandPunctuation: [0x3000, 0x303f], IsCJKUnifiedIdeographs: [0x4e00, 0x9fff], IsHangulSyllables: [0xac00, 0xd7af], IsHalfwidthandFullwidthForms: [0xff00, 0xffef],
};

function parseProperty(reader: Reader, negated: boolean): CharTest {
  const match = /^\{([A-Za-z0-9-]{1,40})\}/.exec(reader.source.slice(reader.at, reader.at + 44));
  if (match === null) throw new PatternError('bad property');
  reader.at += match[0].length;
  const name = match[1] ?? '';
  const block = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  if (block !== undefined) return (point) => (point >= block[0] && point <= block[1]) !== negated;
  if (!/^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) throw new PatternError('unknown property');
  const test = byRegExp(new RegExp(`^\\p{${name}}$`, 'u'));
  return (point) => test(point) !== negated;
}
