import { expect, it } from 'vitest';
import { resultWord } from '../../../builder/src/designer/table/result-word.ts';
import type { TableColumn } from '../../../builder/src/designer/table/table-columns.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

it('says a listed value of a result by its title; formulas, values without one and conditions stay as they are written', () => {
  const scenario = { texts: { 'judged.class.prompt': { 'zh-CN': '提示可以互认', en: 'prompt' }, 'judged.class.other': { 'zh-CN': '没列出' } } } as unknown as Scenario;
  const output: TableColumn = { kind: 'output', id: 'class', output: { id: 'class', type: 'string', enum: ['prompt', 'none'] } };
  const input: TableColumn = { kind: 'input', id: 'class', input: { id: 'class', expr: 'x' } };
  const word = (column: TableColumn, source: string) => resultWord(scenario, 'judged', column, source, 'zh-CN');
  expect([word(output, ' "prompt" '), word(output, '"none"'), word(output, 'if a then "prompt" else "none"'), word(output, '"other"'), word(output, ''), word(input, '"prompt"')]).toEqual(['提示可以互认', undefined, undefined, undefined, undefined, undefined]);
});
