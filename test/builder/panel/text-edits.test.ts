import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { textChanges } from '../../../builder/src/designer/panel/text-edits.ts';

const scenario = { texts: { 'decide.reason': { 'zh-CN': '理由' } } } as unknown as Scenario;
const at = '/flows/main/nodes/decide/title';

describe('text typed in one language', () => {
  it.each([
    ['changes the entry of a key', '@decide.title', 'decide.title', 'en', 'Decide', [{ path: '/texts/decide.title/en', value: 'Decide' }]],
    ['changes the fallback entry when the property is absent', undefined, 'decide.reason', 'en', 'Reason', [{ path: '/texts/decide.reason/en', value: 'Reason' }]],
    ['stays literal in Chinese', '决定', 'decide.title', 'zh-CN', '医师决定', [{ path: at, value: '医师决定' }]],
    ['becomes a key when typed in English', '决定', 'decide.title', 'en', 'Decide', [{ path: '/texts/decide.title', value: { 'zh-CN': '决定', en: 'Decide' } }, { path: at, value: '@decide.title' }]],
    ['removes an emptied literal', '决定', 'decide.title', 'zh-CN', '', [{ path: at }]],
    ['removes one language of a key', '@decide.title', 'decide.title', 'en', '', [{ path: '/texts/decide.title/en' }]],
  ] as const)('%s', (_, ref, key, locale, next, changes) => {
    expect(textChanges(scenario, at, ref, key, locale, next)).toEqual(changes);
  });
});
