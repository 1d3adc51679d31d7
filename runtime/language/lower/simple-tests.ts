/**
 * The one place that reads plain cells without the grammar: literals, `> 5`, `[1..10)`, and several of them separated by commas, as nine
 * cells of ten are. It is some hundred times faster; whatever it does not know, or knows to be wrong, is left to the grammar, and both give
 * the same tree.
 */
import type { CompareOperator, Ir } from '../ir.ts';
import { BOOLEAN, NUMBER, STRING, unionOf } from '../types.ts';
import { temporalConstant } from './literals.ts';
import { make } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { comparison } from './operators.ts';
import type { Scope } from './scope.ts';
import { anyOf, testOf } from './tests.ts';

interface Reader {
  readonly source: string;
  at: number;
}

const SPACE = /[ \t]*/y;
const NUMBER_TEXT = /-?\d{1,15}(?:\.\d{1,15})?(?![\w.])/y;
// In a range the two dots follow the number directly.
const RANGE_NUMBER = /-?\d{1,15}(?:\.\d{1,15})?(?=[ \t]*(?:\.\.|[\])[]))/y;
const STRING_TEXT = /"[^"\\\r\n]*"/y;
const WORD = /(?:true|false)(?![\p{L}\p{N}_ ])/uy;
const TEMPORAL = /(?:@|date\()"(\d{4}-\d\d-\d\d)"(\)?)/y;
const COMPARE = /[<>]=?/y;
const COMMA = /,/y;

/** Reads `pattern` at the place of the reader and goes on behind it; null when it is not there. */
function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found !== null) reader.at = pattern.lastIndex;
  return found;
}

function literal(reader: Reader, numbers: RegExp): Ir | null {
  const from = reader.at;
  const number = take(reader, numbers);
  if (number !== null) return make({ op: 'number', text: number[0] }, NUMBER, [from, reader.at]);
  const text = take(reader, STRING_TEXT);
  if (text !== null) return make({ op: 'string', value: text[0].slice(1, -1) }, STRING, [from, reader.at]);
  const word = take(reader, WORD);
  if (word !== null) return make({ op: 'boolean', value: word[0] === 'true' }, BOOLEAN, [from, reader.at]);
  const temporal = take(reader, TEMPORAL);
  if (temporal === null || (reader.source[from] === '@') !== (temporal[2] === '')) return null;
  return temporalConstant(temporal[1] ?? '', [from, reader.at]);
}

function range(reader: Reader): Ir | null {
  const { source, at: from } = reader;
  reader.at += 1;
  take(reader, SPACE);
  const start = literal(reader, RANGE_NUMBER);
  take(reader, SPACE);
  if (start === null || !source.startsWith('..', reader.at)) return null;
  reader.at += 2;
  take(reader, SPACE);
  const end = literal(reader, RANGE_NUMBER);
  take(reader, SPACE);
  const close = source[reader.at] ?? '';
  if (end === null || close === '' || !'])['.includes(close)) return null;
  reader.at += 1;
  return make({ op: 'range', start, end, startIncluded: source[from] === '[', endIncluded: close === ']' }, { kind: 'range', of: unionOf([start.type, end.type]) }, [from, reader.at]);
}

function test(reader: Reader, lowering: Lowering, input: Ir): Ir | null {
  const from = reader.at;
  const operator = take(reader, COMPARE);
  if (operator !== null) {
    take(reader, SPACE);
    const end = literal(reader, NUMBER_TEXT);
    return end === null ? null : comparison(lowering, operator[0] as CompareOperator, input, end, [from, reader.at]);
  }
  const value = '[(]'.includes(reader.source[from] ?? ' ') ? range(reader) : literal(reader, NUMBER_TEXT);
  return value === null ? null : testOf(lowering, value, input, value.at);
}

/** The tree of a plain cell; null when it takes the grammar. Findings so far are then to be thrown away. */
export function lowerSimpleTests(lowering: Lowering, scope: Scope): Ir | null {
  const { source } = lowering;
  const at = [0, source.length] as const;
  const reader: Reader = { source, at: 0 };
  if (source.trim() === '-') return make({ op: 'boolean', value: true }, BOOLEAN, at);
  const input: Ir = { ...(scope.locals.get('?') ?? make({ op: 'name', name: '?' }, { kind: 'any' }, at)), at };
  const tests: Ir[] = [];
  do {
    take(reader, SPACE);
    const made = test(reader, lowering, input);
    if (made === null) return null;
    tests.push(made);
    take(reader, SPACE);
  } while (take(reader, COMMA) !== null);
  return reader.at === source.length ? anyOf(tests, at) : null;
}
