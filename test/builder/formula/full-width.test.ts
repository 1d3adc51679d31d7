import { describe, expect, it } from 'vitest';
import { findFullWidth, toHalfWidth } from '../../../builder/src/designer/formula/full-width.ts';

describe('full-width signs', () => {
  it.each([
    ['not（“a”，“b”）', 'not("a","b")'],
    ['年龄 ≥ ３０', '年龄 >= 30'],
    ['"（不动）" ＝ x', '"（不动）" = x'],
    ['“，”', '"，"'],
    ['a = 1', 'a = 1'],
  ])('%s becomes %s', (source, plain) => {
    expect(toHalfWidth(source)).toBe(plain);
  });

  it('says where each sign stands', () => {
    expect(findFullWidth('a＝1')).toEqual([{ from: 1, to: 2, sign: '＝', plain: '=' }]);
  });
});
