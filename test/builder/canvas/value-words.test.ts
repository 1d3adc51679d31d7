import { describe, expect, it } from 'vitest';
import { valueWords } from '../../../builder/src/designer/canvas/value-words.ts';

const text = { rows: (count: number) => `${count} 行`, none: '没有', yes: '是', no: '否' };

describe('what passed along an edge', () => {
  it.each<[unknown, string | undefined]>([
    [{ row: { price: '180.00', _id: 'price-9', _version: 1 }, found: true, count: 1 }, '180.00'],
    [{ id: 'decision-new-1', version: 1 }, '1 行'],
    [{ id: 'clue-7', score: 80 }, '80'],
    [{ best: { class: 'prompt', rule: 'R7' } }, '提示可以互认 · R7'],
    [{ rows: [1, 2] }, '2 行'],
    [{ row: null, found: false }, '没有'],
    [true, '是'],
  ])('%j', (output, words) => {
    expect(valueWords(output, text, (key, value) => (key === 'class' && value === 'prompt' ? '提示可以互认' : undefined))).toBe(words);
  });
});
