import { describe, expect, it } from 'vitest';
import { shortened, textStart } from '../../../runtime/schema/cut-text.ts';

const LONG = `${'字'.repeat(38)}😀${'🚄'.repeat(20)}`;

describe('a text that is cut', () => {
  // `encodeURIComponent` throws for half of a character.
  it.each([39, 40, 41, 42, 43, 1])('is never cut within a character, at %i', (most) => {
    for (const made of [textStart(LONG, most), shortened(LONG, most)]) expect([made.length <= most, decodeURIComponent(encodeURIComponent(made))]).toEqual([true, made]);
  });
  it.each([['abc', 3, 'abc'], ['abcd', 3, 'ab…'], ['a😀', 3, 'a😀'], ['a😀b', 3, 'a…'], ['😀😀😀', 4, '😀…'], ['', 5, '']])('%j in %i is %j', (text, most, wanted) => expect(shortened(text, most)).toBe(wanted));
});
