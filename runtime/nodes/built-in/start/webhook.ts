import { Type, type TSchema } from 'typebox';
import { FormFieldSchema } from '../../../schema/field.ts';
import type { FormField } from '../../../schema/field.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, closed, feelRow, instantOrNull, textOrNull } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { fieldLocals, formProperties, keepFormTools, readForm } from '../../form-answer.ts';
import { nodeErrors } from '../../node-errors.ts';
import { duplicateIds } from '../../problem.ts';
import { counted } from '../../counted.ts';

function outputOf(fields: readonly FormField[] | undefined): TSchema {
  return rowSchema({ body: fields === undefined || fields.length === 0 ? anything : rowSchema(formProperties(fields)), delivery: textOrNull, at: instantOrNull });
}

/** Begins when another system calls, signed with a shared secret. Output: `{body, delivery, at}`. */
export const startWebhook = defineNode({
  type: 'start.webhook',
  version: 1,
  category: 'start',
  title: { 'zh-CN': '外部通知时开始', en: 'On a webhook' },
  summary: { 'zh-CN': '别的系统推来一条带签名的消息，流程开始', en: 'Begins when another system sends a signed message' },
  help: {
    'zh-CN': '地址和密钥在“运维”的“触发”里。对方按 Standard Webhooks 签名：请求头 `webhook-id`、`webhook-timestamp`、`webhook-signature`，对 `编号.时间.正文` 做 HMAC-SHA-256。同一编号再来还是同一件，不会重办。列出字段就按字段校验；不列就原样放在 `body`。',
    en: 'Address and secret are under Operate, Triggers. The sender signs as Standard Webhooks say: headers `webhook-id`, `webhook-timestamp`, `webhook-signature`, an HMAC-SHA-256 over `id.timestamp.body`. The same id again is the same run. Fields that are listed are checked; without any, `body` is what came.',
  },
  icon: 'webhook',
  keywords: ['webhook', 'hook', '推送', '通知', '外部', '开始', 'api'],
  config: Type.Object(
    {
      fields: Type.Optional(Type.Array(FormFieldSchema, { maxItems: 100, ...label('字段', 'Fields', '对方送来的内容；不列就不校验', 'What the sender gives; without any, nothing is checked') })),
      asOf: Type.Optional(feelRow('按哪天的规则', 'Rules as of', '用本节点的名称读内容', 'Reads the message by this node’s own name')),
    },
    closed,
  ),
  example: { fields: [{ id: 'number', type: 'string' }] },
  output: (config) => outputOf(config.fields),
  ports: [OUT],
  locals: (config, env, path) => (path[0] === 'asOf' ? { [env.node]: outputOf(config.fields) } : fieldLocals(config.fields ?? [], path)),
  fact: (config) => ({ 'zh-CN': config.fields?.length ? `带签名 · ${config.fields.length} 个字段` : '带签名', en: config.fields?.length ? `Signed · ${counted(config.fields.length, 'field')}` : 'Signed' }),
  check: (config) => duplicateIds(config.fields ?? [], '/fields'),
  effect: 'pure',
  compile: keepFormTools,
  run: ({ config, input, compiled, run, env }) => {
    const { body = null, delivery, at } = run.startInput;
    const facts = { delivery: typeof delivery === 'string' ? delivery : null, at: typeof at === 'string' ? at : run.now };
    if (config.fields === undefined || config.fields.length === 0) return { output: { body, ...facts } };
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw nodeErrors.SCN_START_INPUT({ needs: 'body' });
    const read = readForm({ fields: config.fields, evaluated: input['fields'], data: body as JsonObject, tools: compiled, scenario: env.scenario, at: run.now, useDefaults: true });
    return { output: { body: read.json, ...facts } };
  },
});
