import { describe, expect, it } from 'vitest';
import { deedOf, sentenceOf, whenOf, withDeed, withUnit, withWhen, type Entry } from '../../../builder/src/designer/panel/special/until-entry.ts';
import { untilTexts } from '../../../builder/src/designer/panel/special/until-texts.ts';

const names = { role: (id: string) => ({ director: '街道主任', desk: '窗口' })[id] ?? id, port: (id: string) => ({ done: '办结', timeout: '超时' })[id] ?? id };
const say = (entry: Entry) => sentenceOf(entry, untilTexts['zh-CN'], names, ['done', 'return']);

describe('deadlines in plain sentences', () => {
  it.each<[Entry, string]>([
    [{ workingDays: '5', do: 'remind' }, '5 个工作日后提醒办理人'],
    [{ workingDays: '7', do: 'escalate', to: { role: 'director' } }, '7 个工作日后上报街道主任'],
    [{ workingDays: '1', due: 'before', do: 'remind' }, '到期前 1 个工作日提醒办理人'],
    [{ workingDays: '2', due: 'after', do: 'escalate', to: [{ role: 'director' }, { role: 'desk' }] }, '超期 2 个工作日后上报街道主任、窗口'],
    [{ workingHours: '4', do: 'mark', due: 'this' }, '4 个工作小时后到期'],
    [{ after: 'duration("P10D")', port: 'timeout' }, '10 天后从“超时”离开'],
    [{ after: 'param.limit', port: 'done' }, 'param.limit后自动办结'],
    [{ workingDays: '15', since: 'run.startedAt', do: 'mark' }, '从 run.startedAt 起 15 个工作日到期'],
    [{ at: 'filed.due', do: 'reassign', to: { role: 'desk' } }, '到 filed.due改派给窗口'],
    [{ event: 'order.sent', port: 'timeout' }, '收到“order.sent”从“超时”离开'],
    [{ workingDays: '', do: 'escalate', to: { role: '' } }, '（还没写）后上报（还没写给谁）'],
  ])('%j', (entry, sentence) => {
    expect(say(entry)).toBe(sentence);
  });
  it('in English too', () => {
    expect(sentenceOf({ workingDays: '1', due: 'before', do: 'remind' }, untilTexts.en, names, [])).toBe('1 working day before it is due: remind the holder');
  });
});

describe('editing a deadline', () => {
  it('another relation to time keeps the amount and what it does', () => {
    const entry: Entry = { workingDays: '2', do: 'escalate', to: { role: 'desk' }, title: '一级督办', basis: ['law'] };
    const after = withWhen(entry, 'after');
    expect(after).toEqual({ ...entry, due: 'after' });
    expect(withWhen(withWhen(after, 'since'), 'begin')).toEqual(entry);
    expect(whenOf(withWhen(entry, 'event'))).toBe('event');
  });
  it('keeps that it is the deadline only where it may be one', () => {
    expect(withWhen({ workingDays: '2', due: 'this', do: 'mark' }, 'since').due).toBe('this');
    expect(withWhen({ workingDays: '2', due: 'this', do: 'mark' }, 'before').due).toBe('before');
  });
  it('another unit keeps a number and begins a duration anew', () => {
    expect(withUnit({ workingDays: '2', do: 'mark' }, 'workingHours')).toEqual({ workingHours: '2', do: 'mark' });
    expect(withUnit({ workingDays: '2', do: 'mark' }, 'after')).toEqual({ after: 'duration("PT4H")', do: 'mark' });
  });
  it('another deed keeps the people as long as it turns to people', () => {
    const entry: Entry = { workingDays: '2', do: 'escalate', to: { role: 'desk' } };
    expect(withDeed(entry, 'reassign', [])).toEqual({ workingDays: '2', do: 'reassign', to: { role: 'desk' } });
    expect(withDeed(entry, 'mark', [])).toEqual({ workingDays: '2', do: 'mark' });
    expect(deedOf(withDeed(entry, 'outcome', ['done']), ['done'])).toBe('outcome');
    expect(withDeed({ workingDays: '2' }, 'escalate', [])).toEqual({ workingDays: '2', do: 'escalate', to: { role: '' } });
  });
});
