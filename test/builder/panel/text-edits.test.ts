import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { textChanges } from '../../../builder/src/designer/panel/text-edits.ts';

const scenario = { texts: { 'decide.reason': { 'zh-CN': '理由' }, copied: { 'zh-CN': '理由', en: '理由' }, done: { 'zh-CN': '理由', en: 'Reason' } } } as unknown as Scenario;
const at = '/flows/main/nodes/decide/title';

describe('text typed in one language', () => {
  it.each([
    ['changes the entry of a key', '@decide.title', 'decide.title', 'en', 'Decide', [{ path: '/texts/decide.title/en', value: 'Decide' }]],
    ['changes the fallback entry when the property is absent', undefined, 'decide.reason', 'en', 'Reason', [{ path: '/texts/decide.reason/en', value: 'Reason' }]],
    ['stays literal in Chinese', '决定', 'decide.title', 'zh-CN', '医师决定', [{ path: at, value: '医师决定' }]],
    ['becomes a key when typed in English', '决定', 'decide.title', 'en', 'Decide', [{ path: '/texts/decide.title', value: { 'zh-CN': '决定', en: 'Decide' } }, { path: at, value: '@decide.title' }]],
    ['takes English that is missing along', '@decide.reason', 'x', 'zh-CN', '原因', [{ path: '/texts/decide.reason/zh-CN', value: '原因' }, { path: '/texts/decide.reason/en', value: '原因' }]],
    ['takes English that is the same along', '@copied', 'x', 'zh-CN', '原因', [{ path: '/texts/copied/zh-CN', value: '原因' }, { path: '/texts/copied/en', value: '原因' }]],
    ['leaves English that was translated', '@done', 'x', 'zh-CN', '原因', [{ path: '/texts/done/zh-CN', value: '原因' }]],
    ['leaves the Chinese when English is typed', '@copied', 'x', 'en', 'Cause', [{ path: '/texts/copied/en', value: 'Cause' }]],
    ['removes an emptied literal', '决定', 'decide.title', 'zh-CN', '', [{ path: at }]],
    ['removes one language of a key', '@decide.title', 'decide.title', 'en', '', [{ path: '/texts/decide.title/en' }]],
  ] as const)('%s', (_, ref, key, locale, next, changes) => {
    expect(textChanges(scenario, at, ref, key, locale, next)).toEqual(changes);
  });

  it('takes English along that the entry was made with', () => {
    expect(textChanges(scenario, at, '@done', 'x', 'zh-CN', '原因', ({ en }) => en === 'Reason')).toEqual(['zh-CN', 'en'].map((one) => ({ path: `/texts/done/${one}`, value: '原因' })));
  });
});
