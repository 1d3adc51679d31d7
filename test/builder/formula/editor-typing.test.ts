import { describe, expect, it } from 'vitest';
import { signsToMend } from '../../../builder/src/designer/formula/editor-typing.ts';

const mended = (text: string) => {
  let made = text;
  for (const { from, to, plain } of signsToMend(text, text.length).toReversed()) made = made.slice(0, from) + plain + made.slice(to);
  return made;
};

describe('signs of a Chinese keyboard while typing', () => {
  it.each([
    ['a ＝', 'a ='],
    ['count（', 'count('],
    ['x = “', 'x = "'],
    ['x = "门诊”', 'x = "门诊"'],
    ['x = "，', 'x = "，'],
    ['x = "a" ， ', 'x = "a" , '],
    ['a >= 1', 'a >= 1'],
  ])('%s becomes %s', (typed, plain) => {
    expect(mended(typed)).toBe(plain);
  });
});
