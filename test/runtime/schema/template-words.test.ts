import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { templateScenario } from '../../support/template.ts';

const HAN = /[\u4e00-\u9fff]/u;
const slugs = readdirSync(new URL('../../../templates', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe('the words of a template', () => {
  it.each(slugs)('%s has each of its texts in both languages', (slug) => {
    expect(Object.entries(templateScenario(slug).texts).filter(([, entry]) => !entry['zh-CN'] || !entry.en).map(([key]) => key)).toEqual([]);
  });

  it.each(slugs)('%s has the columns and choices of its own data in both languages', (slug) => {
    const { datasets, texts } = templateScenario(slug);
    const isSaid = (key: string): boolean => Boolean(texts[key]?.en);
    const missing = Object.entries(datasets).flatMap(([name, dataset]) => ('own' in dataset ? dataset.own.fields.flatMap(({ id, title = '', enum: choices = [] }) => {
      const key = `${name}.${id}`;
      const column = isSaid(key) || (title.startsWith('@') && isSaid(title.slice(1))) || !HAN.test(title) ? [] : [key];
      return [...column, ...choices.filter((value) => HAN.test(String(value)) && !isSaid(`${key}.${value}`)).map((value) => `${key}.${value}`)];
    }) : []));
    expect(missing).toEqual([]);
  });

  it.each(slugs)('%s calls no two columns of its own data the same in English', (slug) => {
    const { datasets, texts } = templateScenario(slug);
    for (const [name, dataset] of Object.entries(datasets)) {
      if (!('own' in dataset)) continue;
      const english = dataset.own.fields.map(({ id, title = '' }) => texts[`${name}.${id}`]?.en ?? (title.startsWith('@') ? texts[title.slice(1)]?.en : title));
      expect([name, english.filter((word, at) => english.indexOf(word) !== at)]).toEqual([name, []]);
    }
  });
});
