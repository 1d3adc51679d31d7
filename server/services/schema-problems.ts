import type { Locale } from '../../runtime/schema/text.ts';
import type { FieldProblem } from '../errors.ts';

/** The parts of an Ajv error that sentences are made of. */
export interface SchemaProblem {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

type Sentence = (params: Readonly<Record<string, unknown>>) => readonly [zh: string, en: string];

const TYPES: Readonly<Record<string, readonly [string, string]>> = {
  string: ['文字', 'text'], integer: ['整数', 'a whole number'], number: ['数字', 'a number'], boolean: ['是或否', 'true or false'],
  array: ['列表', 'a list'], object: ['一组字段', 'an object'], null: ['空', 'nothing'],
};

function typeSentence(params: Readonly<Record<string, unknown>>): readonly [string, string] {
  const names = (Array.isArray(params['type']) ? params['type'] : [params['type']]).map(String);
  const pairs = names.map((name) => TYPES[name] ?? [name, name]);
  return [`要填${pairs.map((pair) => pair[0]).join('或')}`, `Must be ${pairs.map((pair) => pair[1]).join(' or ')}`];
}

const SENTENCES: Readonly<Record<string, Sentence>> = {
  type: typeSentence,
  required: () => ['缺少这一项', 'This is missing'],
  additionalProperties: () => ['没有这个字段，请删除', 'There is no such field; remove it'],
  enum: (params) => [`只能是：${(params['allowedValues'] as unknown[] | undefined)?.join('、') ?? ''}`, `Must be one of: ${(params['allowedValues'] as unknown[] | undefined)?.join(', ') ?? ''}`],
  const: (params) => [`只能是 ${JSON.stringify(params['allowedValue'])}`, `Must be ${JSON.stringify(params['allowedValue'])}`],
  minLength: (params) => (params['limit'] === 1 ? ['不能为空', 'Must not be empty'] : [`至少 ${String(params['limit'])} 个字`, `At least ${String(params['limit'])} characters`]),
  maxLength: (params) => [`最多 ${String(params['limit'])} 个字`, `At most ${String(params['limit'])} characters`],
  pattern: () => ['格式不对', 'The form is not right'],
  format: (params) => [`不是有效的 ${String(params['format'])}`, `Not a valid ${String(params['format'])}`],
  minimum: (params) => [`不能小于 ${String(params['limit'])}`, `Must be at least ${String(params['limit'])}`],
  maximum: (params) => [`不能大于 ${String(params['limit'])}`, `Must be at most ${String(params['limit'])}`],
  minItems: (params) => [`至少 ${String(params['limit'])} 项`, `At least ${String(params['limit'])} items`],
  maxItems: (params) => [`最多 ${String(params['limit'])} 项`, `At most ${String(params['limit'])} items`],
};

function pointerOf(problem: SchemaProblem): string {
  const missing = problem.params['missingProperty'] ?? problem.params['additionalProperty'];
  const tail = typeof missing === 'string' ? `/${missing.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
  return problem.instancePath + tail;
}

/** Ajv's errors as sentences beside fields; branches of a union are folded into one line each. */
export function fieldsOf(problems: readonly SchemaProblem[], locale: Locale): FieldProblem[] {
  const known = problems.filter((problem) => problem.keyword !== 'anyOf' && problem.keyword !== 'oneOf' && problem.keyword !== 'if');
  return (known.length > 0 ? known : problems).slice(0, 50).map((problem) => {
    const pair = SENTENCES[problem.keyword]?.(problem.params) ?? ['这一项不符合要求', problem.message ?? 'This does not fit'];
    return { path: pointerOf(problem), code: problem.keyword, message: locale === 'en' ? pair[1] : pair[0] };
  });
}
