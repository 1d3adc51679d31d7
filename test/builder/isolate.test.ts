import { describe, expect, it } from 'vitest';
import { flawWords } from '../../builder/src/portal/form/flaw-words.ts';
import { isolated, sideBySide } from '../../builder/src/text/isolate.ts';

describe('words of any direction in a sentence of ours', () => {
  it.each([
    ['words that turn nothing', '标题😀Ａ！é', '标题😀Ａ！é'],
    ['Arabic', 'مرحبا', '\u2068مرحبا\u2069'],
    ['Hebrew within Chinese', '甲שלום', '\u2068甲שלום\u2069'],
    ['a sign that turns what follows', 'a\u202Eb', '\u2068a\u202Eb\u2069'],
  ])('%s', (_, words, shown) => expect(isolated(words)).toBe(shown));

  it('side by side, the absent left out', () => expect(sideBySide(['登记', undefined, '', 'שלום'])).toBe('登记 · \u2068שלום\u2069'));

  it('a title that turns does not turn the message about it', () => {
    const field = { id: 'a', type: 'string', title: 'a\u202Eb', optional: false } as const;
    expect(flawWords(field, { kind: 'empty' }, 'en')).toContain('“\u2068a\u202Eb\u2069”');
  });
});
