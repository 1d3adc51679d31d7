import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchLocalDraft, writeLocalDraft, type LocalDraft } from '../../../builder/src/portal/form/local-drafts.ts';
import { OtherWindow } from '../../../builder/src/portal/form/other-window.tsx';
import { startTexts } from '../../../builder/src/portal/start/text.ts';

const window = new EventTarget();
const told = (key: string, newValue: string | null) => window.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));

beforeEach(() => vi.stubGlobal('window', window));
afterEach(() => vi.unstubAllGlobals());

describe('one form in two windows of a browser', () => {
  const there: LocalDraft = { values: { name: '张三' }, savedAt: '2022-01-20T14:32:00+08:00' };

  it('hears what the other window keeps of it, and nothing of another form or person', () => {
    const heard: unknown[] = [];
    const stop = watchLocalDraft('u1', 'app:ask', (draft) => heard.push(draft));
    told('scenario-portal.draft.u1.app:ask', JSON.stringify(there));
    told('scenario-portal.draft.u1.app:other', JSON.stringify(there));
    told('scenario-portal.draft.u2.app:ask', JSON.stringify(there));
    told('scenario-portal.draft.u1.app:ask', '{"half');
    told('scenario-portal.draft.u1.app:ask', null);
    stop();
    told('scenario-portal.draft.u1.app:ask', JSON.stringify(there));
    expect(heard).toEqual([there, undefined, undefined]);
  });

  it('says so and offers both ways, or nothing where there is no other', () => {
    const draft = { kept: undefined, state: { kind: 'none' as const }, keep: () => undefined, flush: async () => undefined, drop: async () => undefined, settle: () => undefined };
    const page = (other: LocalDraft | undefined) => renderToStaticMarkup(createElement(OtherWindow, { draft: { ...draft, other }, onTake: () => undefined }));
    expect(page(undefined)).toBe('');
    for (const words of [startTexts['zh-CN'].takeOther, startTexts['zh-CN'].keepThis, '另一个窗口']) expect(page(there)).toContain(words);
  });
});

describe('a draft on a device', () => {
  it.each([['a full device', () => { throw new DOMException('full', 'QuotaExceededError'); }, false], ['one with room', () => undefined, true]])('is known to be kept or not: %s', (_, setItem, kept) => {
    vi.stubGlobal('localStorage', { setItem });
    expect(writeLocalDraft('u1', 'app:ask', { values: {}, savedAt: '' })).toBe(kept);
  });
});
