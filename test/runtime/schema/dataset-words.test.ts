import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { descriptionIn, titleIn } from '../../../runtime/schema/dataset-words.ts';
import { templateDatasets } from '../../support/template.ts';
import { ROOT } from '../../support/product.ts';

const SLUGS = readdirSync(`${ROOT}templates`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe('the words of a dataset of the catalogue', () => {
  it('are in English where its owner gave them, else as they were given', () => {
    const worded = { title: '货品', texts: { en: { title: 'Goods', description: 'What is on sale' } }, entry: { description: '在卖什么' } };
    expect([titleIn(worded, 'zh-CN'), titleIn(worded, 'en'), titleIn({ title: '货品', texts: { en: {} } }, 'en'), titleIn({}, 'en')]).toEqual(['货品', 'Goods', '货品', undefined]);
    expect([descriptionIn(worded, 'zh-CN'), descriptionIn(worded, 'en'), descriptionIn({ entry: worded.entry }, 'en'), descriptionIn({}, 'en')]).toEqual(['在卖什么', 'What is on sale', '在卖什么', undefined]);
  });

  it.each(SLUGS)('are in both languages in the template %s, no two columns of a dataset called the same', (slug) => {
    for (const { id, texts, fields } of templateDatasets(slug)) {
      const english = fields.map((field) => titleIn(field, 'en') ?? field.id);
      expect([id, texts?.en?.title, ...english].filter((words) => words === undefined || /\p{Script=Han}/u.test(words))).toEqual([]);
      expect([id, new Set(english).size]).toEqual([id, fields.length]);
    }
  });
});
