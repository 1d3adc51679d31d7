import { describe, expect, it } from 'vitest';
import { PALETTE } from '../../../builder/src/designer/form/palette-items.ts';
import { sampleValue, type SampleFacts } from '../../../builder/src/designer/test-run/sample-value.ts';
import { givenOf, hasOwnControl, readTyped } from '../../../builder/src/designer/test-run/test-field.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { readForm } from '../../../runtime/nodes/form-answer.ts';
import type { FormField } from '../../../runtime/schema/field.ts';

const facts: SampleFacts = { scenario: { lists: { kinds: { items: ['甲', '乙'] } } }, today: '2022-02-18', user: { id: 'u1', name: '王', unit: { id: 'home', name: '专班' } }, words: { name: '张三', place: '示例地点', text: '示例', file: '示例' } };
const asked = PALETTE.flatMap(({ items }) => items.map(({ field }) => field)).filter(({ compute, widget }) => compute === undefined && widget !== 'static' && widget !== 'open');
const more: readonly FormField[] = [
  { id: 'age', type: 'integer', min: 18, max: 60 }, { id: 'share', type: 'decimal', max: 1 }, { id: 'later', type: 'date', min: 'today+3' }, { id: 'before', type: 'date', max: '2021-12-31' }, { id: 'code', type: 'string', pattern: '^[0-9]{6}$' }, { id: 'short', type: 'string', maxLength: 2 },
  { id: 'city', type: 'context', widget: 'region', depth: 'city' }, { id: 'town', type: 'context', widget: 'region', depth: 'town' }, { id: 'three', type: 'list', widget: 'photo', min: 3, max: 5 }, { id: 'listed', type: 'string', options: { list: 'kinds' } },
];

function judge(field: FormField): unknown {
  const value = sampleValue(field, field.id, facts);
  const read = readTyped(facts.scenario, field, givenOf(field, value));
  if (read === undefined || 'wrong' in read) return { value, read };
  try {
    readForm({ fields: [field], evaluated: undefined, data: { [field.id]: read.value as never }, tools: { fromJson: feel.fromJson, toJson: feel.toJson }, scenario: { lists: facts.scenario.lists, zone: 'Asia/Shanghai' }, at: '2022-02-18T02:00:00Z', useDefaults: false });
    return 'fine';
  } catch (error) {
    return { value, error };
  }
}

describe('sample answers', () => {
  it.each([...asked, ...more].map((field) => [field.id, field] as const))('%s is an answer the server takes', (_id, field) => {
    expect(judge(field)).toBe('fine');
  });

  it('are none where somebody or something else gives the answer', () => {
    expect([sampleValue({ id: 'a', type: 'number', compute: '1' }, 'a', facts), sampleValue({ id: 'b', type: 'string', options: { dataset: 'd', value: 'x', label: 'x' } }, 'b', facts)]).toEqual([undefined, undefined]);
  });
});

describe('controls of a test run', () => {
  it('are those of the portal for what is more than one line, and plain ones for the rest', () => {
    expect(asked.filter((field) => hasOwnControl(field)).map(({ id }) => id)).toEqual(['region', 'place', 'unit', 'person', 'photos', 'signature', 'choices', 'files', 'items']);
    expect(hasOwnControl({ id: 'x', type: 'list', widget: 'checks', options: { dataset: 'd', value: 'x', label: 'x' } })).toBe(false);
  });
});
