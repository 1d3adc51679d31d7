import { Type } from 'typebox';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { choice, closed, condition, key, text, textOrNull } from '../../config-parts.ts';
import { defineNode, type EvaluatedValue, type Port } from '../../define-node.ts';
import { nodeErrors } from '../../node-errors.ts';
import { duplicateIds } from '../../problem.ts';
import { counted } from '../../counted.ts';

const CaseSchema = Type.Object({ port: key('出口', 'Port'), when: condition('条件', 'When'), title: Type.Optional(text('标题', 'Title')) }, closed);

/** First true case wins, or with `all` every true one. A condition without a value does not hold. Output: `{port, ports}`. */
export const flowSwitch = defineNode({
  type: 'flow.switch',
  version: 1,
  category: 'flow',
  title: { 'zh-CN': '分支', en: 'Switch' },
  summary: { 'zh-CN': '按条件走不同的路', en: 'Take different ways by condition' },
  help: {
    'zh-CN': '从上到下，第一个成立的条件算；“全部”则每个成立的都走。都不成立走“其他”；没有“其他”就报错。条件的值缺了，算不成立。',
    en: 'Top to bottom, the first that holds wins; with "all", every one that holds is taken. If none holds, the "else" port; without it, an error. A condition without a value does not hold.',
  },
  icon: 'split',
  keywords: ['switch', 'if', '条件', '判断', '分流', 'branch'],
  config: Type.Object(
    {
      cases: Type.Array(CaseSchema, { minItems: 1, maxItems: 40, ...label('条件', 'Cases') }),
      else: Type.Optional(key('其他', 'Else', '都不成立时的出口', 'Port when none holds')),
      mode: Type.Optional(choice({ first: ['第一个成立的', 'The first that holds'], all: ['每个成立的', 'Every one that holds'] }, '走几条', 'Take')),
    },
    closed,
  ),
  example: { cases: [{ port: 'yes', when: 'run.id != null' }], else: 'no' },
  output: rowSchema({ port: textOrNull, ports: Type.Array(Type.String()) }),
  ports: (config) => {
    const own = config.cases.map(({ port, title }): Port => ({ id: port, title: { 'zh-CN': title ?? port, en: title ?? port } }));
    const other = config.else;
    const ports = other === undefined || own.some((port) => port.id === other) ? own : [...own, { id: other, title: { 'zh-CN': '其他', en: 'Else' } }];
    return ports.filter((port, index) => ports.findIndex((same) => same.id === port.id) === index);
  },
  fact: (config) => ({ 'zh-CN': `${config.cases.length} 个条件`, en: counted(config.cases.length, 'case') }),
  // Two cases may share a port only in mode `first`, where they read as "or".
  check: (config) => (config.mode === 'all' ? duplicateIds(config.cases.map((entry) => ({ id: entry.port })), '/cases') : []),
  effect: 'pure',
  run: ({ config, input }) => {
    const cases = input['cases'] as readonly Readonly<Record<string, EvaluatedValue>>[];
    const holding = config.cases.filter((_entry, index) => cases[index]?.['when'] === true).map((entry) => entry.port);
    const taken = config.mode === 'all' ? holding : holding.slice(0, 1);
    const ports = taken.length > 0 || config.else === undefined ? taken : [config.else];
    if (ports.length === 0) throw nodeErrors.SCN_RULE_NO_CASE({ cases: config.cases.map((entry) => entry.port) });
    return { output: { port: ports[0] ?? null, ports }, port: ports };
  },
});
