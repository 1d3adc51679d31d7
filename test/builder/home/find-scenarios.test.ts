import { describe, expect, it } from 'vitest';
import { fitsSearch, tagsOf } from '../../../builder/src/designer/home/find-scenarios.ts';
import { readTags } from '../../../builder/src/designer/settings/read-tags.ts';
import { ScenarioSchema } from '../../../runtime/schema/scenario.ts';
import { shapeIssues } from '../../../runtime/schema/shape.ts';
import { templateScenario } from '../../support/template.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const exam = { title: text('检查检验结果互认', 'Recognition'), purpose: text('少做重复检查', 'Fewer repeats'), unit: '省卫生健康委', tags: ['卫生健康', '互认'] };
const bike = { title: text('浙江 e 行在线', 'E-bikes'), purpose: text('上牌', 'Plates'), tags: ['交通', '互认'] };

describe('the search of the home page', () => {
  it('finds by title, purpose, unit and tag, in either language, every word of it', () => {
    expect(['', '互认', 'RECOGNITION', '重复', '卫生健康委', '卫生健康 检查', '交通', '互认 交通'].map((search) => [fitsSearch(exam, search), fitsSearch(bike, search)])).toEqual([[true, true], [true, true], [true, false], [true, false], [true, false], [true, false], [false, true], [false, true]]);
  });

  it('takes #word for a tag that begins so', () => {
    expect(['#互认', '#交', '#检查', '#', '#互认 上牌'].map((search) => [fitsSearch(exam, search), fitsSearch(bike, search)])).toEqual([[true, true], [false, true], [false, false], [true, true], [false, true]]);
    expect(fitsSearch({ title: exam.title, purpose: exam.purpose }, '#互认')).toBe(false);
  });

  it('offers every tag once, the most used first', () => {
    expect(tagsOf([exam, bike, { title: exam.title, purpose: exam.purpose }], 'zh-CN')).toEqual(['互认', '交通', '卫生健康']);
  });

  it('offers those in the language of the reader where a scenario has both', () => {
    const both = [{ title: exam.title, purpose: exam.purpose, tags: ['医疗', 'health'] }, { title: exam.title, purpose: exam.purpose, tags: ['ETC', 'toll'] }];
    expect([tagsOf(both, 'zh-CN'), tagsOf(both, 'en')]).toEqual([['医疗', 'ETC', 'toll'], ['ETC', 'health', 'toll']]);
  });
});

describe('tags of a scenario', () => {
  it('are read from what was typed and fit the format', () => {
    expect(readTags('卫生健康，互认、#互认  health;')).toEqual(['卫生健康', '互认', 'health']);
    expect([readTags(''), readTags(' ，# ')]).toEqual([undefined, undefined]);
    const many = readTags(Array.from({ length: 30 }, (_, index) => `${'长'.repeat(40)}${index} t${index}`).join(',')) ?? [];
    expect([many.length, Math.max(...many.map((tag) => tag.length))]).toEqual([12, 20]);
    expect(shapeIssues(ScenarioSchema, { ...templateScenario(), tags: many }, 5)).toEqual([]);
    expect(shapeIssues(ScenarioSchema, { ...templateScenario(), tags: [' x'] }, 5)).not.toEqual([]);
  });
});
