import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { usageOf } from '../../../runtime/language/builtins/define-builtin.ts';
import { ownFunctions } from '../../../runtime/language/builtins/own.ts';
import { evaluate } from './evaluate.ts';

describe('office functions', () => {
  it.each([
    ['days between(@"2026-01-31", @"2026-01-01")', '-30'],
    ['days between(@"2026-01-01T23:59:00", @"2026-01-02T00:01:00")', '1'],
    ['working days between(@"2026-09-30", @"2026-10-10")', '3'],
    ['working days between(@"2026-10-10", @"2026-09-30")', '-3'],
    ['working days between(@"2026-10-10", @"2026-10-10")', '0'],
    ['add working days(@"2026-09-30", 1)', '2026-10-08'],
    ['add working days(@"2026-09-30", 0)', '2026-09-30'],
    ['add working days(@"2026-09-30", 1.5)', 'null'],
    ['is working day(@"2026-10-10")', 'true'],
    ['age on(@"2008-02-29", @"2026-02-28")', '17'],
    ['age on(@"2008-02-29", @"2026-03-01")', '18'],
    ['age on(@"2026-01-02", @"2026-01-01")', 'null'],
    ['masked("13812345678", 3, 4)', '138****5678'],
    ['masked("𠮷田太郎", 1, 0)', '𠮷***'],
    ['masked("张三", 1, 1)', '**'],
    ['masked("张三", -1, 1)', 'null'],
    ['capital amount(1680.32)', '壹仟陆佰捌拾元叁角贰分'],
    ['capital amount(107000.53)', '壹拾万柒仟元伍角叁分'],
    ['capital amount(0)', '零元整'],
    ['capital amount(-0.05)', '负伍分'],
    ['capital amount(100000000)', '壹亿元整'],
    ['capital amount(1e16)', 'null'],
    ['distance m(120.1, 30.2, 120.1, 30.2)', '0'],
    ['distance m(0, 0, 0, 90)', '10007557'],
    ['distance m(0, 0, 0, 91)', 'null'],
    ['id card valid("11010519491231002X")', 'true'],
    ['id card valid("11010519491231002x")', 'false'],
    ['id card valid("110105194902310021")', 'false'],
    ['uscc valid("91350100M000100Y43")', 'true'],
    ['uscc valid("91350100M000100Y44")', 'false'],
    ['pinyin initials("浙江省杭州市A座-8")', 'ZJSHZSAZ8'],
    ['pinyin initials("重庆")', 'ZQ'],
    ['pinyin initials("")', ''],
    ['sha256("")', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ])('%s is %s', (source, expected) => {
    expect(evaluate(source)).toMatchObject({ generated: expected, interpreted: expected });
  });

  it.each(ownFunctions.map((made) => [made.name, made.aliases[0] ?? '']))('%s answers to its Chinese name %s', (name, alias) => {
    const args = { 'days between': '(@"2026-01-01", @"2026-01-02")' }[name] ?? '(null)';
    expect(/^\p{Script=Han}+$/u.test(alias) && evaluate(`${alias}${args}`).diagnostics.filter((each) => each.code === 'SCN_RULE_UNKNOWN_FUNCTION')).toEqual([]);
  });

  it('the README lists exactly these, each with its source and edge cases', () => {
    const text = readFileSync(new URL('../../../runtime/language/README.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| `([^`]+)` \| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)].map(([, usage, alias]) => [usage, alias]);
    expect(rows).toEqual(ownFunctions.map((made) => [usageOf(made), made.aliases[0]]));
  });
});
