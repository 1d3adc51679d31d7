import { Type } from 'typebox';
import { FormFieldSchema } from '../../../schema/field.ts';
import { NameSchema } from '../../../schema/ids.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { choice, closed, feelRow, formPages } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { fieldLocals, formProperties, keepFormTools, readForm } from '../../form-answer.ts';
import { duplicateIds } from '../../problem.ts';
import { counted } from '../../counted.ts';

/** An origin (RFC 6454) and nothing that means more in a security policy: TLS, or this machine while something is built. */
const ORIGIN = '^(https://[a-z0-9.-]{1,180}|http://(localhost|127\\.0\\.0\\.1))(:[0-9]{1,5})?$';

/** Reads `run.startInput`; absent answers take the field's default. Its output is the run's first fact. */
export const startForm = defineNode({
  type: 'start.form',
  version: 1,
  category: 'start',
  title: { 'zh-CN': '表单起点', en: 'Start form' },
  summary: { 'zh-CN': '有人填了表，流程开始', en: 'The flow begins when somebody submits a form' },
  help: {
    'zh-CN': '列出要填的问题。`asOf` 决定按哪一天的规则办，例如 `order.at`（开单时间）；不填就是提交的时刻。每个问题可以有初始值、显示条件和校验。',
    en: 'List the questions. `asOf` decides which day’s rules count, such as `order.at`; left out, the moment of submission. A question may have a first value, a condition for showing it, and a check.',
  },
  icon: 'play',
  keywords: ['start', '开始', '申请', '入口', 'form', '表单'],
  config: Type.Object(
    {
      roles: Type.Optional(Type.Array(Type.String({ ...NameSchema, format: 'role' }), { maxItems: 20, ...label('谁可以发起', 'Who may start', '不选就是所有能登录的人', 'None: everybody who can log in') })),
      public: Type.Optional(Type.Boolean(label('对外公开填写', 'Open to the public', '没有账号的人也能填，填前要过验证；“谁可以发起”只管登录的人', 'People without an account may fill it in after a challenge; “Who may start” is for those who log in'))),
      embed: Type.Optional(Type.Array(Type.String({ pattern: ORIGIN, maxLength: 200 }), { maxItems: 20, ...label('可以嵌入的网站', 'Sites that may embed it', '一行一个，例如 https://www.example.gov.cn，不带路径；只用于对外公开的表单，其他网站一律不能嵌入', 'One a line, such as https://www.example.gov.cn, without a path; for a form open to the public only. No other site may embed it') })),
      asOf: Type.Optional(feelRow('按哪天的规则', 'Rules as of', '用本节点的名称读答案', 'Reads the answers by this node’s own name')),
      pages: Type.Optional(formPages),
      withdraw: Type.Optional(choice({ 'before-writes': ['还没有登记数据时（默认）', 'Before data are recorded (default)'], always: ['登记了也可以', 'Also after that'], never: ['不可以', 'Never'] }, '提交人撤回', 'Withdrawal', '都要还没有别人办过', 'In any case only while nobody else has acted')),
      fields: Type.Array(FormFieldSchema, { maxItems: 500, ...label('问题', 'Questions') }),
    },
    closed,
  ),
  example: { fields: [{ id: 'name', type: 'string' }] },
  output: (config) => rowSchema(formProperties(config.fields)),
  ports: [OUT],
  locals: (config, env, path) => (path[0] === 'asOf' ? { [env.node]: rowSchema(formProperties(config.fields)) } : fieldLocals(config.fields, path)),
  fact: (config) => ({ 'zh-CN': `${config.fields.length} 个问题`, en: counted(config.fields.length, 'question') }),
  check: (config) => duplicateIds(config.fields, '/fields'),
  effect: 'pure',
  compile: keepFormTools,
  run: ({ config, input, compiled, run, env }) => ({
    output: readForm({ fields: config.fields, evaluated: input['fields'], data: run.startInput, tools: compiled, scenario: env.scenario, at: run.now, useDefaults: true }).json,
  }),
});
