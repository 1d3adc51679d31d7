import type { Json } from '../schema/json.ts';

const NUMBER = /^-?\d{1,15}(\.\d{1,14})?$/;
const TEXT = /^"((?:[^"\\]|\\["\\])*)"$/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null]]);

/** A result that is plainly a text, a number, yes, no or null, read without the parser; undefined when it is a formula. */
export function readLiteral(source: string): { readonly value: Exclude<Json, object> } | undefined {
  const text = source.trim();
  const word = WORDS.get(text);
  if (word !== undefined) return { value: word };
  if (NUMBER.test(text) && text.replace(/\D/g, '').length <= 15) return { value: Number(text) + 0 };
  const quoted = TEXT.exec(text)?.[1];
  return quoted === undefined ? undefined : { value: quoted.replace(/\\(["\\])/g, '$1') };
}
