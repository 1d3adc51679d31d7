import { describe, expect, it } from 'vitest';
import { helpBlocks, helpSpans } from '../../../builder/src/designer/panel/plain-markdown.ts';

describe('help text', () => {
  it('is headings, paragraphs, lists and code', () => {
    expect(helpBlocks('# 用法\n\n一行\n接着\n\n- a\n- b\n\n```json\n{}\n```\n\n1. x')).toEqual([
      { kind: 'heading', text: '用法' },
      { kind: 'paragraph', text: '一行 接着' },
      { kind: 'list', items: ['a', 'b'] },
      { kind: 'code', text: '{}' },
      { kind: 'list', items: ['x'] },
    ]);
  });

  it('keeps HTML as plain words', () => {
    expect(helpBlocks('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'paragraph', text: '<img src=x onerror=alert(1)>' }]);
  });

  it.each([
    ['a **b** `c`', [{ kind: 'plain', text: 'a ' }, { kind: 'strong', text: 'b' }, { kind: 'plain', text: ' ' }, { kind: 'code', text: 'c' }]],
    ['a ** b', [{ kind: 'plain', text: 'a ** b' }]],
  ])('%s has spans', (text, spans) => {
    expect(helpSpans(text)).toEqual(spans);
  });
});
