import { describe, expect, it } from 'vitest';
import { placeOf, placeOfJsonError } from '../../../builder/src/designer/json/json-place.ts';
import { changedStretch, jsonRanges, rangeNear } from '../../../builder/src/designer/json/json-ranges.ts';

const source = '{"a": [1, {"b/c": "x, \\"]"}], "d": null}';

describe('places in JSON text', () => {
  it.each([
    ['/a/0', '1'],
    ['/a/1/b~1c', '"x, \\"]"'],
    ['/a', '[1, {"b/c": "x, \\"]"}]'],
    ['/d', 'null'],
    ['', source],
  ])('%s', (path, wanted) => {
    const range = jsonRanges(source).get(path);
    expect(source.slice(range?.from, range?.to)).toBe(wanted);
  });
  it('an absent place falls back to its parent', () => expect(rangeNear(jsonRanges(source), '/a/7/z')).toEqual(jsonRanges(source).get('/a')));
  it('line and column count from 1', () => expect(placeOf('a\nbc', 3)).toEqual({ line: 2, column: 2, offset: 3 }));
  it('broken JSON says where it breaks', () => {
    const broken = '{\n "a": }';
    let error: unknown;
    try {
      JSON.parse(broken);
    } catch (problem) {
      error = problem;
    }
    expect(placeOfJsonError(broken, error).line).toBe(2);
  });
  it.each([['abc', 'axc'], ['', 'x'], ['x', ''], ['aa', 'aaa'], ['same', 'same'], ['abab', 'ab']])('replacing the changed stretch leads from %j to %j', (before, after) => {
    const { from, to, text } = changedStretch(before, after);
    expect(before.slice(0, from) + text + before.slice(to)).toBe(after);
  });
});
