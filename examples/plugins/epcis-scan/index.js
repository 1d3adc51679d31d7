import { readEvents } from './lib/read-events.js';

/** Words of a property: JSON Schema's own `title` / `description` are zh-CN, `x-en` is English. */
const words = (zh, en, zhMore, enMore) => ({ title: zh, description: zhMore, 'x-en': { title: en, description: enMore } });
const some = (type) => ({ type, nullable: true });
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });

const item = object({ epc: { type: 'string' }, kind: { type: 'string' }, gtin: some('string'), lot: some('string'), serial: some('string'), sscc: some('string'), sound: { type: 'boolean' }, part: { type: 'string' }, quantity: some('number'), unit: some('string') });

const scan = {
  type: 'epcis.scan',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '读扫码事件（EPCIS）', en: 'Read scan events (EPCIS)' },
  summary: { 'zh-CN': '把 EPCIS 2.0 的事件读成商品、批号和序列号', en: 'Read EPCIS 2.0 events into products, lots and serials' },
  help: {
    'zh-CN': '给它一个事件、一组事件或整个 EPCIS 文件（JSON）。编码认 GS1 Digital Link 网址、`urn:epc:…` 和 `(01)…(10)…`；GTIN 统一成 14 位，校验位不对的列在 `unsound`。读不懂的事件计入 `skipped`；一个也读不出就走“读不了”。',
    en: 'Give it an event, a list of them or a whole EPCIS document (JSON). Identifiers may be GS1 Digital Links, `urn:epc:…` or `(01)…(10)…`; a GTIN gets 14 digits, and those with a wrong check digit are listed in `unsound`. Events that cannot be read are counted in `skipped`; without any, it leaves by "not readable".',
  },
  icon: 'scan-line',
  keywords: ['EPCIS', '扫码', '追溯', 'GTIN', '批号', 'GS1', 'barcode', 'trace'],
  config: { type: 'object', properties: { events: { type: 'string', format: 'feel', maxLength: 4000, ...words('事件', 'Events', '例如 推送.body', 'Such as webhook.body') } }, required: ['events'], additionalProperties: false },
  example: { events: '{ type: "ObjectEvent", eventTime: "2026-01-02T08:00:00+08:00", epcList: ["https://id.gs1.org/01/06901234567892/21/7"] }' },
  output: object({
    ok: { type: 'boolean' }, problem: some('string'), message: { ...object({ 'zh-CN': { type: 'string' }, en: { type: 'string' } }), nullable: true }, skipped: { type: 'integer' }, unsound: { type: 'array', items: { type: 'string' } },
    events: { type: 'array', items: object({ id: some('string'), type: { type: 'string' }, action: some('string'), time: { type: 'string' }, zone: some('string'), step: some('string'), disposition: some('string'), place: some('string'), reader: some('string'), parent: some('string'), items: { type: 'array', items: item } }) },
  }),
  ports: [
    { id: 'out', title: { 'zh-CN': '读出', en: 'Read' } },
    { id: 'invalid', title: { 'zh-CN': '读不了', en: 'Not readable' } },
  ],
  effect: 'pure',
  run({ input }) {
    const result = readEvents(input.events);
    if (!result.ok) return { output: { ok: false, problem: result.problem.problem, message: { 'zh-CN': result.problem.zh, en: result.problem.en }, skipped: 0, unsound: [], events: [] }, port: 'invalid' };
    return { output: { ok: true, problem: null, message: null, skipped: result.skipped, unsound: result.unsound, events: result.events }, port: 'out' };
  },
};

export default { name: 'epcis-scan', nodes: [scan] };
