import { Type } from 'typebox';
import type { HttpRequest } from '../../../host/host.ts';
import { isLambda } from '../../../language/lambda.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, choice, closed, connection, count, feel, formulas, rowFormulas } from '../../config-parts.ts';
import { unknownConnection } from '../../connection-problems.ts';
import { defineNode, ERROR, OUT, type EvaluatedValue } from '../../define-node.ts';
import { keepFormTools } from '../../form-answer.ts';
import { nodeErrors } from '../../node-errors.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
const responseSchema = rowSchema({ status: Type.Integer(), headers: anything, body: anything });

/** Calls an outside system through a connection; the guard and the secrets are the host's. Output: the mapped names, or `{status, body}`. */
export const dataHttp = defineNode({
  type: 'data.http',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '调接口', en: 'HTTP request' },
  summary: { 'zh-CN': '向外部系统要数据或送数据', en: 'Ask an outside system, or tell it something' },
  help: {
    'zh-CN': '地址、密钥在“连接”里，不写进方案。回应 2xx 才算成功；其他回应、超时走“出错”。用 `response.body` 取要的部分。重试时带同一个 `Idempotency-Key`。',
    en: 'Address and secrets live in the connection, not in the scenario. Only 2xx is success; other answers and timeouts leave by "Error". Take what you need from `response.body`. Retries carry the same `Idempotency-Key`.',
  },
  icon: 'globe',
  keywords: ['http', 'api', '接口', '请求', 'rest'],
  config: Type.Object(
    {
      connection: connection('连接', 'Connection'),
      method: choice({ GET: ['GET · 读取', 'GET · read'], POST: ['POST · 提交', 'POST · submit'], PUT: ['PUT · 整体替换', 'PUT · replace'], PATCH: ['PATCH · 局部修改', 'PATCH · change'], DELETE: ['DELETE · 删除', 'DELETE · delete'] }, '方法', 'Method'),
      path: feel('路径', 'Path', '文字公式，例如 "/v1/items/" + 申请.编号', 'A text formula, such as "/v1/items/" + request.number'),
      query: Type.Optional(formulas('查询参数', 'Query')),
      headers: Type.Optional(formulas('请求头', 'Headers')),
      body: Type.Optional(feel('内容', 'Body')),
      timeout: Type.Optional(count(100, 120_000, '最多等（毫秒）', 'Timeout in milliseconds', `不填是 ${DEFAULT_TIMEOUT_MS}`, `Default ${DEFAULT_TIMEOUT_MS}`)),
      result: Type.Optional(rowFormulas('取哪些结果', 'Results', '用 response.body 读回应', 'Reads the answer as response.body')),
    },
    closed,
  ),
  example: { connection: 'api', method: 'GET', path: '"/status"', result: { ok: 'response.status = 200' } },
  output: (config) =>
    config.result === undefined
      ? rowSchema({ status: Type.Integer(), body: anything })
      : rowSchema(Object.fromEntries(Object.keys(config.result).map((id) => [id, anything]))),
  ports: [OUT, ERROR],
  locals: () => ({ response: responseSchema }),
  fact: (config) => ({ 'zh-CN': `${config.method} · ${config.connection}`, en: `${config.method} · ${config.connection}` }),
  check: (config, env) => unknownConnection(env, config.connection),
  effect: 'write',
  repeat: 'keyed',
  compile: keepFormTools,
  run: async ({ config, input, compiled, host, run, signal }) => {
    const answer = await host.http.request(requestOf(config, input, run.effectKey), signal);
    if (answer.status < 200 || answer.status > 299) throw nodeErrors.SCN_HTTP_STATUS({ status: answer.status, connection: config.connection });
    if (config.result === undefined) return { output: { status: answer.status, body: answer.body } };
    const response = compiled.fromJson({ status: answer.status, headers: answer.headers, body: answer.body }, responseSchema);
    const mapped = Object.entries(input['result'] as Readonly<Record<string, EvaluatedValue>>);
    return { output: Object.fromEntries(mapped.map(([id, lambda]) => [id, isLambda(lambda) ? compiled.toJson(lambda.call({ response }) ?? null) : null])) };
  },
});

function requestOf(config: { connection: string; method: HttpRequest['method']; timeout?: number }, input: Readonly<Record<string, EvaluatedValue>>, key: string): HttpRequest {
  const body = input['body'] as Json | undefined;
  return {
    connection: config.connection,
    method: config.method,
    path: asText((input['path'] ?? null) as Json),
    ...(input['query'] === undefined ? {} : { query: texts(input['query'] as JsonObject) }),
    ...(input['headers'] === undefined ? {} : { headers: texts(input['headers'] as JsonObject) }),
    ...(body === undefined ? {} : { body }),
    timeoutMs: config.timeout ?? DEFAULT_TIMEOUT_MS,
    key,
  };
}

/** Null parameters are left out. */
function texts(record: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).flatMap(([id, value]) => (value === null ? [] : [[id, asText(value)]])));
}

function asText(value: Json): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
