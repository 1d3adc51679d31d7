import { Type } from 'typebox';
import type { Json } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, closed, connection, count, feel, formulas } from '../../config-parts.ts';
import { unknownConnection } from '../../connection-problems.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { nodeErrors } from '../../node-errors.ts';

const TIMEOUT_MS = 10_000;

/** Tells another system, signed, with the same id however often it is tried. Output: `{status, body}`. */
export const notifyWebhook = defineNode({
  type: 'notify.webhook',
  version: 1,
  category: 'output',
  title: { 'zh-CN': '推送通知', en: 'Send webhook' },
  summary: { 'zh-CN': '向别的系统推一条带签名的消息', en: 'Sends another system a signed message' },
  help: {
    'zh-CN': '地址和签名密钥在“连接”里登记（类型：推送）。按 Standard Webhooks 签名，`webhook-id` 每次重试都相同，对方据此去重。回应 2xx 才算成功；在“通用”里设重试次数，间隔会越来越长。',
    en: 'Address and signing secret are a connection (kind: webhook). Signed as Standard Webhooks say; `webhook-id` is the same for every retry, so the receiver can tell. Only 2xx is success; set the retries under Common, each waits longer than the one before.',
  },
  icon: 'radio',
  keywords: ['webhook', 'push', '推送', '通知', 'callback'],
  config: Type.Object(
    {
      connection: connection('推送到', 'Send to'),
      path: Type.Optional(feel('路径', 'Path', '加在连接的地址后面', 'Added to the address of the connection')),
      data: formulas('内容', 'Data'),
      timeout: Type.Optional(count(100, 120_000, '最多等（毫秒）', 'Timeout in milliseconds', `不填是 ${TIMEOUT_MS}`, `Default ${TIMEOUT_MS}`)),
    },
    closed,
  ),
  example: { connection: 'hook', data: { id: 'run.id' } },
  output: rowSchema({ status: Type.Integer(), body: anything }),
  ports: [OUT, ERROR],
  fact: (config) => ({ 'zh-CN': config.connection, en: config.connection }),
  check: (config, env) => unknownConnection(env, config.connection),
  effect: 'write',
  repeat: 'keyed',
  run: async ({ config, input, host, run, signal }) => {
    const path = input['path'];
    const answer = await host.http.request({ connection: config.connection, method: 'POST', path: typeof path === 'string' ? path : '', body: (input['data'] ?? {}) as Json, timeoutMs: config.timeout ?? TIMEOUT_MS, key: run.effectKey, signed: true }, signal);
    if (answer.status < 200 || answer.status > 299) throw nodeErrors.SCN_HTTP_STATUS({ status: answer.status, connection: config.connection });
    return { output: { status: answer.status, body: answer.body } };
  },
});
