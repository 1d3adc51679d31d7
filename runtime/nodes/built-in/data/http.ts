import { Type, type Static, type TSchema } from 'typebox';
import type { HttpAnswer, HttpRequest } from '../../../host/host.ts';
import { isLambda } from '../../../language/lambda.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { orNull, rowSchema } from '../../../schema/value-schema.ts';
import { anything, choice, closed, connection, count, feel, formulas, rowFormulas } from '../../config-parts.ts';
import { unknownConnection } from '../../connection-problems.ts';
import { defineNode, ERROR, OUT, type EvaluatedValue } from '../../define-node.ts';
import { keepFormTools, type FormTools } from '../../form-answer.ts';
import { fitTo, isFields, isShape, shapeSchema, type Shape } from '../../../schema/answer-shape.ts';
import { PagingSchema, readPages } from '../../http/pages.ts';
import { isWebPage } from '../../http/web-page.ts';
import type { NodeEnv } from '../../node-env.ts';
import { nodeErrors } from '../../node-errors.ts';
import { problem } from '../../problem.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_CACHE_S = 86_400;

const ConfigSchema = Type.Object(
  {
    connection: connection('连接', 'Connection'),
    method: choice({ GET: ['GET · 读取', 'GET · read'], POST: ['POST · 提交', 'POST · submit'], PUT: ['PUT · 整体替换', 'PUT · replace'], PATCH: ['PATCH · 局部修改', 'PATCH · change'], DELETE: ['DELETE · 删除', 'DELETE · delete'] }, '方法', 'Method'),
    path: feel('路径', 'Path', '文字公式，例如 "/v1/items/" + 申请.编号', 'A text formula, such as "/v1/items/" + request.number'),
    query: Type.Optional(formulas('查询参数', 'Query')),
    headers: Type.Optional(formulas('请求头', 'Headers')),
    body: Type.Optional(feel('内容', 'Body')),
    timeout: Type.Optional(count(100, 120_000, '最多等（毫秒）', 'Timeout in milliseconds', `不填是 ${DEFAULT_TIMEOUT_MS}`, `Default ${DEFAULT_TIMEOUT_MS}`)),
    answer: Type.Optional(Type.Unsafe<Shape>({ ...label('回应的样子', 'Shape of the answer', '从一个例子得出；之后每次回应都要合它，没写的部分不取', 'Read off an example; every later answer must fit it, and what it does not name is not taken') })),
    result: Type.Optional(rowFormulas('取哪些结果', 'Results', '用 response.body 读回应；翻页时 response.items 是全部行', 'Reads the answer as response.body; with paging, response.items are all rows')),
    paging: Type.Optional(PagingSchema),
    cache: Type.Optional(count(1, MAX_CACHE_S, '记住回应（秒）', 'Keep the answer for seconds', '只用于 GET：同一版本、同样的问法在这段时间里不再问对方', 'GET only: the same question of the same release is not asked again meanwhile')),
  },
  closed,
);
type Config = Static<typeof ConfigSchema>;

/** Calls an outside system through a connection; the guard and the secrets are the host's. Output: the mapped names, or `{status, body}`, or with paging `{items, pages, more}`. */
export const dataHttp = defineNode({
  type: 'data.http',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '调接口', en: 'HTTP request' },
  summary: { 'zh-CN': '向外部系统要数据或送数据', en: 'Ask an outside system, or tell it something' },
  help: {
    'zh-CN': '地址、密钥在“连接”里，不写进方案。回应 2xx 才算成功；其他回应、超时走“出错”。先“试一试”，再从回应里点选要的部分：以后的回应要和例子一个样子。分了页的可以一页页取完。对方回网页（多半是登录页）也走“出错”，除非“回应的样子”就是文字。重试时带同一个 `Idempotency-Key`。',
    en: 'Address and secrets live in the connection, not in the scenario. Only 2xx is success; other answers and timeouts leave by "Error". Try it, then pick what you need from the answer: later answers must look like the example. Answers in pages are read to their end. A web page, most likely a log-in page, leaves by "Error" too, unless the shape of the answer is text. Retries carry the same `Idempotency-Key`.',
  },
  icon: 'globe',
  keywords: ['http', 'api', '接口', '请求', 'rest'],
  config: ConfigSchema,
  example: { connection: 'api', method: 'GET', path: '"/status"', result: { ok: 'response.status = 200' } },
  output: (config, env) => {
    if (config.result !== undefined) return rowSchema(Object.fromEntries(Object.entries(config.result).map(([id, source]) => [id, typeOf(env, source, responseSchema(config, env))])));
    if (config.paging !== undefined) return rowSchema({ items: itemsSchema(config, env), pages: Type.Integer(), more: Type.Boolean() });
    return rowSchema({ status: Type.Integer(), body: bodySchema(config) });
  },
  ports: [OUT, ERROR],
  locals: (config, env, path) => ({ response: path[0] === 'paging' ? pageSchema(config) : responseSchema(config, env) }),
  fact: (config) => ({ 'zh-CN': `${config.method} · ${config.connection}${config.paging ? ' · 翻页' : ''}`, en: `${config.method} · ${config.connection}${config.paging ? ' · pages' : ''}` }),
  check: (config, env) => [...unknownConnection(env, config.connection), ...wrongParts(config)],
  effect: 'write',
  repeat: 'keyed',
  compile: keepFormTools,
  run: async ({ config, input, compiled, host, env, run, signal, log }) => {
    const request = requestOf(config, input, run.effectKey);
    const ask = async (asked: HttpRequest) => shaped(config, await host.http.request(asked, signal));
    if (config.paging === undefined) {
      const answer = await ask(request);
      if (config.result === undefined) return { output: { status: answer.status, body: answer.body } };
      return { output: mapped(compiled, input, { ...answer }, responseSchema(config, env)) };
    }
    const page = pageSchema(config);
    const parts = (input['paging'] ?? {}) as Readonly<Record<string, EvaluatedValue>>;
    const read = (formula: EvaluatedValue | undefined) => (answer: HttpAnswer): Json => (isLambda(formula) ? compiled.toJson(formula.call({ response: compiled.fromJson({ ...answer }, page) }) ?? null) : null);
    const { last, items, pages, more } = await readPages(request, config.paging, { ask, itemsOf: read(parts['items']), nextOf: config.paging.next === undefined ? undefined : read(parts['next']) });
    if (more) log('the limits of paging cut the answer off', { pages, items: items.length });
    if (config.result === undefined) return { output: { items, pages, more } };
    return { output: mapped(compiled, input, { ...last, items, pages, more }, responseSchema(config, env)) };
  },
});

/** Only 2xx is an answer; with a shape it must fit it, and without one it is no page for people. @throws SCN_HTTP_STATUS, SCN_HTTP_WEB_PAGE, SCN_HTTP_NOT_JSON, SCN_HTTP_SHAPE */
function shaped({ answer: shape, connection: name }: Config, answer: HttpAnswer): HttpAnswer {
  if (answer.status < 200 || answer.status > 299) throw nodeErrors.SCN_HTTP_STATUS({ status: answer.status, connection: name });
  if (shape === undefined) {
    if (isWebPage(answer)) throw nodeErrors.SCN_HTTP_WEB_PAGE({ connection: name });
    return answer;
  }
  const isText = typeof answer.body === 'string' && typeof shape !== 'string';
  if (isText) throw nodeErrors.SCN_HTTP_NOT_JSON({ connection: name, type: answer.headers['content-type'] ?? '' });
  const fitted = fitTo(shape, answer.body);
  if ('misfit' in fitted) throw nodeErrors.SCN_HTTP_SHAPE({ connection: name, ...fitted.misfit });
  return { ...answer, body: fitted.value };
}

function mapped(compiled: FormTools, input: Readonly<Record<string, EvaluatedValue>>, answer: JsonObject, schema: TSchema): JsonObject {
  const response = compiled.fromJson(answer, schema);
  const results = Object.entries(input['result'] as Readonly<Record<string, EvaluatedValue>>);
  return Object.fromEntries(results.map(([id, lambda]) => [id, isLambda(lambda) ? compiled.toJson(lambda.call({ response }) ?? null) : null]));
}

function bodySchema({ answer }: Config): TSchema {
  return answer !== undefined && isShape(answer) ? shapeSchema(answer) : anything;
}

/** One answer, as the formulas of paging read it. */
function pageSchema(config: Config): TSchema {
  return rowSchema({ status: Type.Integer(), headers: anything, body: bodySchema(config) });
}

function responseSchema(config: Config, env: NodeEnv): TSchema {
  const one = { status: Type.Integer(), headers: anything, body: bodySchema(config) };
  return rowSchema(config.paging === undefined ? one : { ...one, items: itemsSchema(config, env), pages: Type.Integer(), more: Type.Boolean() });
}

function itemsSchema(config: Config, env: NodeEnv): TSchema {
  const found = config.paging === undefined ? anything : typeOf(env, config.paging.items, pageSchema(config));
  const { items } = found as { readonly items?: TSchema };
  return Type.Array(items ?? anything);
}

function typeOf(env: NodeEnv, source: string, response: TSchema): TSchema {
  return orNull(env.infer?.(source, { response }) ?? anything);
}

function wrongParts({ method, answer, paging, cache }: Config) {
  return [
    ...(answer !== undefined && !isShape(answer) ? [problem('SCN_HTTP_SHAPE_BAD', '/answer', '回应的样子写得不对。请从一个例子重新生成', 'The shape of the answer is not one. Make it anew from an example')] : []),
    ...(cache !== undefined && method !== 'GET' ? [problem('SCN_HTTP_CACHE_UNSAFE', '/cache', `${method} 会改变对方的数据，回应不能记住。请改用 GET，或去掉“记住回应”`, `${method} changes data of the far side, so its answer cannot be kept. Use GET, or remove the time`)] : []),
    ...(paging !== undefined && method !== 'GET' ? [problem('SCN_HTTP_PAGING_UNSAFE', '/paging', `只有 GET 能翻页，${method} 会重复做。请改用 GET，或去掉翻页`, `Only GET reads pages; ${method} would be done again and again. Use GET, or remove paging`)] : []),
    ...(paging?.by === 'cursor' && paging.next === undefined ? [problem('SCN_HTTP_PAGING_NEXT', '/paging/next', '按游标翻页要说明游标在哪里，例如 response.body.next', 'Paging by cursor needs the place of the cursor, such as response.body.next')] : []),
  ];
}

function requestOf(config: Config, input: Readonly<Record<string, EvaluatedValue>>, key: string): HttpRequest {
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
    ...(config.answer !== undefined && !isPlainText(config.answer) ? { json: true as const } : {}),
    ...(config.cache !== undefined && config.method === 'GET' ? { cacheS: config.cache } : {}),
  };
}

function isPlainText(shape: Shape): boolean {
  return !isFields(shape) && !Array.isArray(shape);
}

/** Null parameters are left out. */
function texts(record: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).flatMap(([id, value]) => (value === null ? [] : [[id, asText(value)]])));
}

function asText(value: Json): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
