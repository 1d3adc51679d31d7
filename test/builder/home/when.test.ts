import { describe, expect, it } from 'vitest';
import { whenText } from '../../../builder/src/designer/home/when.ts';

const now = new Date(2026, 10, 30, 12, 0);
const ago = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();

describe('when something was', () => {
  it('is short enough for a narrow column in both languages', () => {
    const said = [0, 4, 180, 60 * 24, 60 * 24 * 40].flatMap((minutes) => [whenText(ago(minutes), now, 'zh-CN'), whenText(ago(minutes), now, 'en')]);
    expect(said).toEqual(['刚刚', 'just now', '4分钟前', '4 min. ago', '3小时前', '3 hr. ago', '昨天', 'yesterday', '10月21日', 'Oct 21']);
  });
});
