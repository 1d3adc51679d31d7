import { describe, expect, it } from 'vitest';
import type { Release } from '../../../server/api/scenario.ts';
import type { ReviewView, SavedPoint, Thread } from '../../../server/api/versions.ts';
import { clockIn } from '../../../builder/src/designer/pages/versions/schedule-part.tsx';
import { diffText } from '../../../builder/src/designer/changes/text-diff.ts';
import { mergeVersions } from '../../../builder/src/designer/pages/versions/use-versions.ts';
import { versionName } from '../../../builder/src/designer/pages/versions/version-list.tsx';
import { countOpen } from '../../../builder/src/designer/review/open-comments.tsx';
import { isHeld, missingWords } from '../../../builder/src/designer/review/review-part.tsx';
import { reviewTexts } from '../../../builder/src/designer/review/review-text.ts';

const release = (number: number, publishedAt: string) => ({ id: `bike@${number}`, number, publishedAt }) as Release;
const point = (id: string, at: string) => ({ id, at, name: `点 ${id}` }) as SavedPoint;

describe('the list of versions', () => {
  it('puts named versions between the releases, newest first', () => {
    const versions = mergeVersions([release(2, '2026-03-02T10:00:00Z'), release(1, '2026-03-01T10:00:00Z')], [point('b', '2026-03-03T10:00:00Z'), point('a', '2026-03-01T12:00:00Z')]);
    expect(versions.map((version) => versionName(version, '草稿'))).toEqual(['点 b', 'v2', '点 a', 'v1']);
    expect([versions[0]?.key, versionName(undefined, '草稿')]).toEqual(['point:b', '草稿']);
  });

  it('keeps releases of one moment in the order of their numbers', () => {
    expect(mergeVersions([release(1, 'T'), release(3, 'T'), release(2, 'T')], []).map(({ key }) => key)).toEqual(['bike@3', 'bike@2', 'bike@1']);
  });
});

describe('two texts', () => {
  it('are compared word by word, Chinese sign by sign', () => {
    expect(diffText('没有标识或不合格', '没有标识或质控没通过')).toEqual([{ kind: 'same', text: '没有标识或' }, { kind: 'removed', text: '不合格' }, { kind: 'added', text: '质控没通过' }]);
    expect(diffText('ask.age > 18 and ask.ok', 'ask.age >= 18 and ask.ok')).toEqual([{ kind: 'same', text: 'ask.age >' }, { kind: 'added', text: '=' }, { kind: 'same', text: ' 18 and ask.ok' }]);
  });

  it('that share too little, are empty or long are shown whole', () => {
    expect([diffText('甲乙丙', '子丑寅'), diffText('', '甲'), diffText('甲 '.repeat(300), '甲 '.repeat(300))]).toEqual([undefined, undefined, undefined]);
  });
});

describe('comments on the canvas', () => {
  it('count open threads by node only', () => {
    const thread = (node: string | undefined, resolved = false) => ({ id: 'x', comments: [], ...(node === undefined ? {} : { node }), ...(resolved ? { resolved: { by: { id: 'a', name: 'a' }, at: '' } } : {}) }) as Thread;
    expect([...countOpen([thread('main/a'), thread('main/a'), thread('main/a', true), thread('main/b', true), thread(undefined)])]).toEqual([['main/a', 2]]);
  });
});

describe('what holds a draft back', () => {
  const review = (missing: ReviewView['missing']) => ({ missing }) as ReviewView;
  it('is said in sentences', () => {
    const held = review({ approvals: 2, duties: ['法制审核'], objections: [{ id: 'l', name: '林' }] });
    expect(missingWords(held, reviewTexts['zh-CN'])).toEqual(['还差 2 人同意', '还没有人同意：法制审核', '林要求修改']);
    expect([isHeld(held), isHeld(review({ approvals: 0, duties: [], objections: [] })), isHeld(undefined)]).toEqual([true, false, false]);
  });
});

it('a clock of a zone fills the fields', () => {
  expect([clockIn('Asia/Shanghai', new Date('2026-03-02T16:05:00Z')), clockIn('Europe/Berlin', new Date('2026-07-01T22:30:00Z'))]).toEqual([{ day: '2026-03-03', time: '00:05' }, { day: '2026-07-02', time: '00:30' }]);
});
