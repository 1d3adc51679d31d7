import { describe, expect, it } from 'vitest';
import { badDate } from '../../../builder/src/designer/pages/admin/calendar-dialog.tsx';
import { readCase } from '../../../builder/src/designer/pages/cases/read-case.ts';
import { isLocalName, localNameOf } from '../../../builder/src/designer/pages/data/own-fields.ts';
import { durationText } from '../../../builder/src/designer/pages/shared/format.ts';

describe('what people type on the pages', () => {
  it('names a use after the end of its address and never twice', () => {
    expect([localNameOf('qc/qc-result', []), localNameOf('health/report', ['report'])]).toEqual(['qc_result', 'report_2']);
  });
  it.each(['row', '1a', 'a b', 'taken'])('refuses the local name %j', (name) => {
    expect(isLocalName(name, ['taken'])).toBe(false);
  });
  it.each([
    ['2026-10-01 2026-10-02', undefined],
    ['2026-02-30', '2026-02-30'],
    ['tomorrow', 'tomorrow'],
  ])('reads the days %j', (text, bad) => {
    expect(badDate(text)).toBe(bad);
  });
  it('reads a whole case', () => {
    expect(readCase('{"id":"a","title":"A","at":"2022-01-20T09:30:00+08:00","start":{},"expect":{}}', []).kind).toBe('case');
  });
  it.each([
    ['{"id":', 'not-json'],
    ['{"id":"a"}', 'not-case'],
    ['{"id":"a","title":"A","at":"x","start":{},"expect":{}}', 'taken'],
  ])('refuses the case %j as %s', (text, kind) => {
    expect(readCase(text, ['a']).kind).toBe(kind);
  });
  it.each([
    [0.864, '0.86 ms'],
    [15, '15 ms'],
    [54_000, '54 秒'],
    [171_000, '2 分 51 秒'],
    [7_260_000, '2 小时 1 分'],
  ])('says %d ms as %s', (ms, words) => {
    expect(durationText(ms, 'zh-CN')).toBe(words);
  });
});
