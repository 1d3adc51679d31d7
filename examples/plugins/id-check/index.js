import { checkCreditCode } from './lib/credit-code.js';
import { checkIdentityCard } from './lib/identity-card.js';

const FACTS = {
  auto: { 'zh-CN': '身份证或信用代码', en: 'ID card or credit code' },
  person: { 'zh-CN': '身份证号', en: 'ID-card number' },
  organisation: { 'zh-CN': '统一社会信用代码', en: 'Credit code' },
};

/** Words of a property: JSON Schema's own `title` / `description` are zh-CN, `x-en` is English. */
const words = (zh, en, zhMore, enMore) => ({ title: zh, description: zhMore, 'x-en': { title: en, description: enMore } });

const nullable = (schema) => ({ ...schema, nullable: true });
const province = nullable({ type: 'object', properties: { 'zh-CN': { type: 'string' }, en: { type: 'string' } }, required: ['zh-CN', 'en'], additionalProperties: false });

const check = {
  type: 'id.check',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '核对证件号', en: 'Check ID number' },
  summary: { 'zh-CN': '核对身份证号或统一社会信用代码，取出其中的信息', en: 'Check an ID-card number or unified social credit code and read what it says' },
  help: {
    'zh-CN': '身份证号按 GB 11643 核对校验位、出生日期和省份；统一社会信用代码按 GB 32100 核对校验位。正确走“正确”，否则走“不正确”，原因在 `problem`。只核对号码本身，不查人口库或企业库。',
    en: 'ID-card numbers are checked by GB 11643 (check digit, birth date, province), credit codes by GB 32100. Right ones leave by "valid", others by "invalid" with the reason in `problem`. Only the number is checked; no register is asked.',
  },
  icon: 'id-card',
  keywords: ['身份证', '统一社会信用代码', '证件', '校验', 'uscc', 'identity'],
  config: {
    type: 'object',
    properties: {
      value: { type: 'string', format: 'feel', maxLength: 4000, ...words('号码', 'Number', '例如 申请.身份证号', 'Such as request.id_number') },
      kind: { enum: ['auto', 'person', 'organisation'], default: 'auto', ...words('种类', 'Kind'), 'x-values': { ...FACTS, auto: { 'zh-CN': '看号码自己判断', en: 'Judged by the number itself' } } },
    },
    required: ['value'],
    additionalProperties: false,
  },
  example: { value: '"11010519491231002X"', kind: 'person' },
  output: {
    type: 'object',
    properties: {
      valid: { type: 'boolean' },
      kind: { type: 'string', enum: ['person', 'organisation'] },
      value: { type: 'string' },
      problem: nullable({ type: 'string' }),
      message: nullable({ type: 'object', properties: { 'zh-CN': { type: 'string' }, en: { type: 'string' } }, required: ['zh-CN', 'en'], additionalProperties: false }),
      birth_date: nullable({ type: 'string', format: 'date' }),
      sex: nullable({ type: 'string', enum: ['male', 'female', null] }),
      region: nullable({ type: 'string' }),
      province,
    },
    required: ['valid', 'kind', 'value', 'problem', 'message', 'birth_date', 'sex', 'region', 'province'],
    additionalProperties: false,
  },
  ports: [
    { id: 'valid', title: { 'zh-CN': '正确', en: 'Valid' } },
    { id: 'invalid', title: { 'zh-CN': '不正确', en: 'Invalid' } },
  ],
  fact: (config) => FACTS[config.kind ?? 'auto'],
  effect: 'pure',
  run({ config, input, run }) {
    const text = typeof input.value === 'string' ? input.value : '';
    const kind = config.kind === undefined || config.kind === 'auto' ? guessKind(text) : config.kind;
    const result = kind === 'person' ? checkIdentityCard(text, run.now.slice(0, 10)) : checkCreditCode(text);
    return { output: outputOf(kind, result), port: result.ok ? 'valid' : 'invalid' };
  },
};

/** Seventeen digits first: a person. A wrong number is told as the kind it looks most like. */
function guessKind(text) {
  return /^\s*\d{15,17}[\dXx]?\s*$/.test(text) ? 'person' : 'organisation';
}

function outputOf(kind, result) {
  const facts = result.ok ? result.facts : {};
  return {
    valid: result.ok,
    kind,
    value: result.value,
    problem: result.ok ? null : result.problem.problem,
    message: result.ok ? null : { 'zh-CN': result.problem.zh, en: result.problem.en },
    birth_date: facts.birthDate ?? null,
    sex: facts.sex ?? null,
    region: facts.region ?? null,
    province: facts.province ?? null,
  };
}

export default { name: 'id-check', nodes: [check] };
