import { readReport } from './lib/read-report.js';

/** Words of a property: JSON Schema's own `title` / `description` are zh-CN, `x-en` is English. */
const words = (zh, en, zhMore, enMore) => ({ title: zh, description: zhMore, 'x-en': { title: en, description: enMore } });
const some = (type) => ({ type, nullable: true });
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const pair = { ...object({ 'zh-CN': { type: 'string' }, en: { type: 'string' } }), nullable: true };

const report = {
  type: 'fhir.report',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '读检查报告（FHIR）', en: 'Read FHIR report' },
  summary: { 'zh-CN': '把 FHIR R4 的 DiagnosticReport 读成报告和检验项', en: 'Read a FHIR R4 DiagnosticReport into a report and its items' },
  help: {
    'zh-CN': '给它 HTTP 请求的回答：一份 DiagnosticReport，或带着它的 Bundle。检验项从 Bundle、contained、hasMember 和 component 里取；高低按实验室的判断，没有就按它给的参考范围。找不到的检验项记在 `missing`。作废的、没有报告的走“读不了”。',
    en: 'Give it the answer of an HTTP request: a DiagnosticReport, or a Bundle that holds one. Items come from the Bundle, from contained, hasMember and component; high and low are what the laboratory said, else what its range says. Items that were not found are counted in `missing`. Withdrawn or missing reports leave by "not readable".',
  },
  icon: 'stethoscope',
  keywords: ['FHIR', '检验', '检查', '报告', 'diagnostic', 'lab', 'observation'],
  config: { type: 'object', properties: { resource: { type: 'string', format: 'feel', maxLength: 4000, ...words('FHIR 资源', 'FHIR resource', '例如 请求.body', 'Such as request.body') } }, required: ['resource'], additionalProperties: false },
  example: { resource: '{ resourceType: "DiagnosticReport", status: "final" }' },
  output: object({
    ok: { type: 'boolean' }, problem: some('string'), message: pair, missing: { type: 'integer' },
    report: { ...object({ id: some('string'), status: some('string'), final: { type: 'boolean' }, code: some('string'), name: some('string'), patient: some('string'), performer: some('string'), time: some('string'), issued: some('string'), conclusion: some('string') }), nullable: true },
    items: { type: 'array', items: object({ code: some('string'), name: some('string'), value: some('number'), text: some('string'), unit: some('string'), low: some('number'), high: some('number'), flag: some('string'), status: some('string') }) },
  }),
  ports: [
    { id: 'out', title: { 'zh-CN': '读出', en: 'Read' } },
    { id: 'invalid', title: { 'zh-CN': '读不了', en: 'Not readable' } },
  ],
  effect: 'pure',
  run({ input }) {
    const result = readReport(input.resource);
    if (!result.ok) return { output: { ok: false, problem: result.problem.problem, message: { 'zh-CN': result.problem.zh, en: result.problem.en }, missing: 0, report: null, items: [] }, port: 'invalid' };
    return { output: { ok: true, problem: null, message: null, missing: result.missing, report: result.report, items: result.items }, port: 'out' };
  },
};

export default { name: 'fhir-report', nodes: [report] };
