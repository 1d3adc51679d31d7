import { describe, expect, it } from 'vitest';
import { contentDifferences } from '../../../builder/src/designer/changes/members.ts';

const plate = { id: 'plate', type: 'string' };
const owner = { id: 'owner', type: 'string', hint: '@owner' };
const date = { id: 'date', type: 'date' };
const form = (...fields: readonly unknown[]) => ({ fields });

describe('lists of two versions', () => {
  it('tell one question less as one change, not as a change of all that follow', () => {
    expect(contentDifferences(form(plate, owner, date), form(plate, date))).toEqual([{ path: '/fields/owner', before: owner, after: undefined, kind: 'member' }]);
  });

  it('tell a question put in the place of another as one that went and one that came', () => {
    const fresh = { id: 'fresh', type: 'string' };
    expect(contentDifferences(form(plate, owner), form(plate, fresh)).map(({ path, kind, before }) => [path, kind, before === undefined ? 'added' : 'removed'])).toEqual([['/fields/owner', 'member', 'removed'], ['/fields/fresh', 'member', 'added']]);
  });

  it('tell the property that changed, wherever the question stands now', () => {
    expect(contentDifferences(form(plate, owner, date), form({ id: 'first' }, plate, { ...owner, optional: true }, date)).map(({ path, after }) => [path, after])).toEqual([['/fields/first', { id: 'first' }], ['/fields/owner/optional', true]]);
  });

  it('tell the one question that was moved, not those it passed, and what changed in it besides', () => {
    expect(contentDifferences(form(plate, owner, date), form({ ...date, hint: 'x' }, plate, owner))).toEqual([
      { path: '/fields/date', before: 3, after: 1, kind: 'moved' },
      { path: '/fields/date/hint', before: undefined, after: 'x' },
    ]);
  });

  it('match columns inside a question, and outcomes by their ports', () => {
    const table = (...columns: readonly string[]) => ({ id: 'rows', type: 'list', columns: columns.map((id) => ({ id, type: 'string' })) });
    const before = { ...form(table('a', 'b', 'c')), outcomes: [{ port: 'yes' }, { port: 'no' }] };
    const after = { ...form(table('a', 'c')), outcomes: [{ port: 'no' }] };
    expect(contentDifferences(before, after).map(({ path }) => path)).toEqual(['/fields/rows/columns/b', '/outcomes/yes']);
  });

  it('find nothing between equal lists, and begin with an empty one', () => {
    expect(contentDifferences(form(plate, owner), structuredClone(form(plate, owner)))).toEqual([]);
    expect(contentDifferences(form(), form(plate)).map(({ path }) => path)).toEqual(['/fields/plate']);
  });

  it('of plain values, and those whose members have no key of their own, differ as they are', () => {
    expect(contentDifferences({ enum: ['a', 'b'] }, { enum: ['a', 'c'] })).toEqual([{ path: '/enum', before: ['a', 'b'], after: ['a', 'c'] }]);
    expect(contentDifferences(form(plate, plate), form(plate)).map(({ path }) => path)).toEqual(['/fields']);
    expect(contentDifferences({ tiles: [{ of: 'a' }, { of: 'b' }] }, { tiles: [{ of: 'a' }, { of: 'c' }] }).map(({ path }) => path)).toEqual(['/tiles/1/of']);
  });
});
