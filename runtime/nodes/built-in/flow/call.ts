import { Type } from 'typebox';
import type { JsonObject } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, closed, flow, formulas } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { nodeErrors } from '../../node-errors.ts';

/** Runs another flow of the scenario as a part of this run. Output: `{result}`, the called flow's own output. */
export const flowCall = defineNode({
  type: 'flow.call',
  version: 1,
  category: 'flow',
  title: { 'zh-CN': '调用子流程', en: 'Call flow' },
  summary: { 'zh-CN': '走一遍另一条流程，拿回结果', en: 'Run another flow and take its result' },
  help: {
    'zh-CN': '“输入”对应子流程起点表单的问题。子流程在同一次运行里，最多嵌套 8 层。',
    en: 'The input answers the questions of the called flow’s start form. It is part of the same run; calls nest at most 8 deep.',
  },
  icon: 'workflow',
  keywords: ['call', '子流程', '复用', 'subflow'],
  config: Type.Object({ flow: flow('子流程', 'Flow'), input: Type.Optional(formulas('输入', 'Input')) }, closed),
  example: { flow: 'main', input: { name: '"张三"' } },
  output: rowSchema({ result: anything }),
  ports: [OUT],
  fact: (config) => ({ 'zh-CN': config.flow, en: config.flow }),
  effect: 'wait',
  begin: ({ config, input }) => ({
    children: { flow: config.flow, items: [{ input: (input['input'] ?? {}) as JsonObject }], concurrency: 1, onItemError: 'stop' },
  }),
  complete: ({ config, answer }) => {
    const child = answer.children?.[0];
    if (child?.status !== 'completed') throw nodeErrors.SCN_RUN_CHILD_FAILED({ flow: config.flow, index: 0, error: child?.error ?? '?' });
    return { output: { result: child.output } };
  },
});
