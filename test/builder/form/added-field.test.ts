import { describe, expect, it } from 'vitest';
import { addField, copyField } from '../../../builder/src/designer/form/added-field.ts';
import { isGivenWord, PALETTE, wordsOfItem } from '../../../builder/src/designer/form/palette-items.ts';
import { referenceField } from '../../../builder/src/designer/form/reference-field.ts';
import type { FormField } from '../../../runtime/schema/field.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const place = { base: '/flows/main/nodes/ask/config', node: 'ask' };
const scenario = (texts: Scenario['texts'] = {}) => ({ texts }) as Scenario;
const items = PALETTE.flatMap((group) => group.items);

describe('a question from the palette', () => {
  it.each(items.map((item) => [item.field.id, item] as const))('%s has its words in both languages', (_id, item) => {
    const words = wordsOfItem(item);
    for (const entry of [words.title, words.hint, ...Object.values(words.columns ?? {}), ...Object.values(words.choices ?? {})]) if (entry) expect([entry['zh-CN'], entry.en].every(Boolean)).toBe(true);
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
  it('has choices with words, kept under their keys', () => {
    const item = items.find(({ word }) => word === 'p_radio')!;
    const changes = addField(scenario(), place, [], 0, { field: item.field, words: wordsOfItem(item) });
    expect(changes.filter(({ path }) => /choice\.[ab]$/u.test(path))).toEqual([
      { path: '/texts/ask.choice.a', value: { 'zh-CN': '选项 1', en: 'Option 1' } },
      { path: '/texts/ask.choice.b', value: { 'zh-CN': '选项 2', en: 'Option 2' } },
    ]);
  });
  it('chooses a row by its key and shows what else is written there', () => {
    expect(referenceField('report', [{ id: 'code', type: 'string' }, { id: 'who', type: 'string', personal: true }, { id: 'at', type: 'date' }, { id: 'kind', type: 'string' }], 'code')).toEqual({ id: 'record', type: 'string', widget: 'select', options: { dataset: 'report', value: 'code', label: 'kind' } });
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

it('knows the words that the palette gave, those of choices too, from words that somebody wrote', () => {
  expect([{ 'zh-CN': '日期', en: 'Date' }, { 'zh-CN': '选项 1', en: 'Option 1' }, { 'zh-CN': '购买日期', en: 'Date' }].map(isGivenWord)).toEqual([true, true, false]);
});
