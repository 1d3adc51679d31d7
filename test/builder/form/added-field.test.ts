import { describe, expect, it } from 'vitest';
import { addField, copyField } from '../../../builder/src/designer/form/added-field.ts';
import { PALETTE, wordsOfItem } from '../../../builder/src/designer/form/palette-items.ts';
import type { FormField } from '../../../runtime/schema/field.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const place = { base: '/flows/main/nodes/ask/config', node: 'ask' };
const scenario = (texts: Scenario['texts'] = {}) => ({ texts }) as Scenario;
const items = PALETTE.flatMap((group) => group.items);

describe('a question from the palette', () => {
  it.each(items.map((item) => [item.field.id, item] as const))('%s has its words in both languages', (_id, item) => {
    const words = wordsOfItem(item);
    for (const entry of [words.title, words.hint, ...Object.values(words.columns ?? {})]) if (entry) expect([entry['zh-CN'], entry.en].every(Boolean)).toBe(true);
    expect(words.title).toBeDefined();
  });
  it('keeps its words as texts of the scenario, apart from those of others', () => {
    const item = items.find(({ word }) => word === 'p_idcard')!;
    const changes = addField(scenario({ 'ask.id_card': { 'zh-CN': '别的' } }), place, [{ id: 'name', type: 'string' }], 1, { field: item.field, words: wordsOfItem(item) });
    expect(changes).toEqual([
      { path: '/texts/ask.id_card_2', value: { 'zh-CN': '身份证号', en: 'ID card number' } },
      { path: '/texts/ask.id_card.hint', value: { 'zh-CN': '18 位，最后一位可能是 X', en: '18 signs; the last may be X' } },
      { path: `${place.base}/fields`, value: [{ id: 'name', type: 'string' }, { id: 'id_card', type: 'string', kind: 'id-card', title: '@ask.id_card_2', hint: '@ask.id_card.hint' }] },
    ]);
  });
  it('is copied with words of its own, whether they were texts, keys by its place or written in it', () => {
    const fields: readonly FormField[] = [{ id: 'a', type: 'string', title: '@t', hint: '直接写的', enum: ['x'] }];
    const changes = copyField(scenario({ t: { 'zh-CN': '问' }, 'ask.a.x': { en: 'X' } }), place, fields, 0);
    expect(changes).toEqual([
      { path: '/texts/ask.a2.x', value: { en: 'X' } },
      { path: '/texts/ask.a2', value: { 'zh-CN': '问' } },
      { path: `${place.base}/fields`, value: [fields[0], { id: 'a2', type: 'string', title: '@ask.a2', hint: '直接写的', enum: ['x'] }] },
    ]);
  });
});
