import { describe, expect, it } from 'vitest';
import { readExpression, readTests } from '../../../runtime/language/reading/reading.ts';

const titles: Record<string, string> = { 'form.choice': '您的决定', 'form.viewed': '打开过报告', 'catalog.days': '有效期天数', age: '间隔天数' };
const names = { titleOf: (path: string) => titles[path], labelOf: (value: string, path?: string) => (path === 'form.choice' && value === 'refuse' ? '不互认' : undefined) };

describe('reading of a table cell', () => {
  it.each([
    ['<= 30', '不超过 30', 'is at most 30'],
    ['> 0', '大于 0', 'is more than 0'],
    ['not("a","b")', '不是 a、b', 'is none of a, b'],
    ['"x"', '是 x', 'is x'],
    ['-', '不限', 'any'],
    ['', '不限', 'any'],
    ['"a","b","c"', '是 a、b 或 c', 'is a, b or c'],
    ['[1..30]', '在 1 到 30 之间（含两端）', 'is between 1 and 30, both included'],
    ['(1..30]', '大于 1，且不超过 30', 'is more than 1 and at most 30'],
    ['< 3, > 10', '小于 3，或大于 10', 'is less than 3, or is more than 10'],
    ['null', '为空', 'is empty'],
    ['true', '是', 'yes'],
    ['false', '否', 'no'],
    ['<= catalog.days', '不超过 有效期天数', 'is at most 有效期天数'],
    ['<= date("2022-03-01")', '不晚于 2022-03-01', 'is on or before 2022-03-01'],
    ['< now()', '早于 现在', 'is before now'],
    ['[today()..today() + @"P7D"]', '在 今天 到 今天 + 7 天 之间（含两端）', 'is between today and today + 7 days, both included'],
    ['> @"P30D"', '大于 30 天', 'is more than 30 days'],
    ['? > 3 and ? < 5', '本项 大于 3，且本项 小于 5', 'it is more than 3, and it is less than 5'],
  ])('%s reads as %s', (source, zh, en) => {
    expect([readTests(source, 'zh-CN', names), readTests(source, 'en', names)]).toEqual([zh, en]);
  });

  it.each(['lookup(form.rates, age)', '查表(form.rates, age)'])('%s reads as the value for a key', (source) => {
    expect([readExpression(source, 'zh-CN', names), readExpression(source, 'en', names)]).toEqual(['form.rates里间隔天数的值', 'the value of form.rates for 间隔天数']);
  });

  it.each(['<= ', 'not(', '"open', '1 +'])('%s has no reading because it does not parse', (source) => {
    expect(readTests(source, 'zh-CN')).toBeUndefined();
  });
});

describe('reading of a condition', () => {
  it.each([
    ['form.choice = "refuse"', '您的决定 是 不互认'],
    ['form.choice = "refuse" and form.viewed', '您的决定 是 不互认，且打开过报告为“是”'],
    ['form.viewed = false or age > 3', '打开过报告为“否”，或间隔天数 大于 3'],
    ['(form.viewed or age > 3) and age < 9', '（打开过报告为“是”，或间隔天数 大于 3），且间隔天数 小于 9'],
    ['not(form.viewed)', '打开过报告为“否”'],
    ['age != null', '间隔天数 有值'],
    ['age in [1..3]', '间隔天数 在 1 到 3 之间（含两端）'],
    ['age between 1 and 3', '间隔天数 在 1 到 3 之间（含两端）'],
    ['form.choice in ("a","b")', '您的决定 是 a 或 b'],
    ['if form.viewed then 1 else 2', '若打开过报告为“是”，取 1；否则取 2'],
    ['"final"', 'final'],
    ['list contains(tags, "x")', 'tags 包含 x'],
    ['is defined(age)', 'is defined(age)为“是”'],
  ])('%s', (source, zh) => {
    expect(readExpression(source, 'zh-CN', names)).toBe(zh);
  });

  it.each([
    ['form.choice in ["a", "b"] and age > 3', '您的决定 是 a 或 b，且间隔天数 大于 3', '您的决定 is a or b, and 间隔天数 is more than 3'],
    ['catalog.days < now()', '有效期天数 早于 现在', '有效期天数 is before now'],
    ['date(catalog.days) >= today() - @"P30D"', '有效期天数 不早于 今天 − 30 天', '有效期天数 is on or after today − 30 days'],
    ['age on(form.birth, today()) >= 60', '周岁（form.birth，今天） 不少于 60', 'age on (form.birth, today) is at least 60'],
    ['count(age) > 3', '间隔天数 的项数 大于 3', 'the number of 间隔天数 is more than 3'],
    ['(age - 1) * 2 > 4', '（间隔天数 − 1） × 2 大于 4', '(间隔天数 − 1) × 2 is more than 4'],
  ])('%s, in both languages', (source, zh, en) => {
    expect([readExpression(source, 'zh-CN', names), readExpression(source, 'en', names)]).toEqual([zh, en]);
  });

  it.each(['a +', 'for x in y return x', 'days between(form.from, form.until)', 'sum(form.amounts)'])('%s has no simple reading', (source) => {
    expect(readExpression(source, 'en')).toBeUndefined();
  });
});
