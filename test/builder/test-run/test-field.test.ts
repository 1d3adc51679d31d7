import { expect, it } from 'vitest';
import type { FormField } from '../../../runtime/schema/field.ts';
import { readTyped, typedOf } from '../../../builder/src/designer/test-run/test-field.ts';

const lists = { sizes: { title: 't', items: [1, 2, 12] }, kinds: { title: 't', items: ['甲', '甲，乙', '乙'] } };

it.each([
  ['kinds', '甲，乙', ['甲，乙']],
  ['kinds', '乙、甲，乙,甲', ['乙', '甲，乙', '甲']],
  ['kinds', ' 甲 ,, 丙，', ['甲', '丙']],
  ['kinds', '甲乙', ['甲乙']],
  ['sizes', '12、1', [12, 1]],
])('several of the list %s typed as %s are %j', (list, typed, value) => {
  expect(readTyped({ lists }, { id: 'k', type: 'list', widget: 'checks', options: { list } }, typed)).toEqual({ value });
});

it('what is stored is typed the way it is read', () => {
  const field: FormField = { id: 'k', type: 'list', widget: 'checks', enum: ['a, b', 'a'] };
  expect(readTyped({ lists }, field, typedOf(field, ['a', 'a, b']))).toEqual({ value: ['a', 'a, b'] });
  expect(readTyped({ lists }, { id: 'n', type: 'integer', options: { list: 'sizes' } }, '2')).toEqual({ value: 2 });
});
