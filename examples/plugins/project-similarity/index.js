import { findSimilar } from './lib/similarity.js';

/** Words of a property: JSON Schema's own `title` / `description` are zh-CN, `x-en` is English. */
const words = (zh, en, zhMore, enMore) => ({ title: zh, description: zhMore, 'x-en': { title: en, description: enMore } });
const formula = (...said) => ({ type: 'string', format: 'feel', maxLength: 4000, ...words(...said) });
const some = (type) => ({ type, nullable: true });
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });

const MOST_OTHERS = 2000;
const LONGEST = 20_000;
/** Of all texts together: a node that computes must not hold up the others. */
const MOST_CHARACTERS = 200_000;
const SHORTEST = 10;
const TOLD = 10;

const PROBLEMS = {
  text: { 'zh-CN': `要比对的文字太短（不到 ${SHORTEST} 个字），比不出来`, en: `The text is shorter than ${SHORTEST} characters and cannot be compared` },
  long: { 'zh-CN': `要比对的文字超过 ${LONGEST} 个字`, en: `The text has more than ${LONGEST} characters` },
  others: { 'zh-CN': '要比对的对象不是一组有 id 和 text 的行', en: 'What it is compared with is no list of rows with id and text' },
  many: { 'zh-CN': `一次最多比对 ${MOST_OTHERS} 个、共 ${MOST_CHARACTERS} 字：先按年份或领域筛一遍`, en: `At most ${MOST_OTHERS} texts of ${MOST_CHARACTERS} characters in all are compared at a time: choose by year or field first` },
  threshold: { 'zh-CN': '界线要在 0 到 1 之间', en: 'The threshold must be from 0 to 1' },
};

const textOf = (value) => (typeof value === 'string' ? value : '');

/** Rows as they come from a query, the long ones cut. */
function othersOf(given) {
  if (!Array.isArray(given) || given.some((row) => typeof row !== 'object' || row === null || (row.id === undefined && row._id === undefined))) return null;
  return given.map((row) => ({ id: String(row.id ?? row._id), title: typeof row.title === 'string' ? row.title : null, text: textOf(row.text).slice(0, LONGEST) }));
}

function problemOf(text, others, threshold) {
  if (text.trim().length < SHORTEST) return 'text';
  if (text.length > LONGEST) return 'long';
  if (others === null) return 'others';
  if (others.length > MOST_OTHERS || others.reduce((sum, other) => sum + other.text.length, 0) > MOST_CHARACTERS) return 'many';
  return typeof threshold === 'number' && threshold >= 0 && threshold <= 1 ? null : 'threshold';
}

const similar = {
  type: 'project.similar',
  version: 1,
  category: 'rule',
  title: { 'zh-CN': '查找雷同项目', en: 'Find duplicate projects' },
  summary: { 'zh-CN': '按字句重合度找出雷同的申报，并列出相同的段落', en: 'Find applications with much the same wording, and show the passages they share' },
  help: {
    'zh-CN': '不用大模型：每 3 个字算一个片段，比较两份文字共有的片段。分数取“共有 ÷ 全部”（Jaccard）和“共有 ÷ 较短的一份”×0.9 里大的那个，后者能找出抄进长文里的一段。空格、标点、全角半角不影响。达到界线的最多列 10 份，每份列出最长的 5 段相同文字。换了说法的雷同它看不出来；结果供人判断，不作结论。',
    en: 'No language model: each run of 3 characters is a shingle, and those that two texts share are counted. The score is the larger of shared ÷ all (Jaccard) and 0.9 × shared ÷ those of the shorter text, which finds a passage copied into a longer text. Spaces, punctuation and width change nothing. At most 10 texts from the threshold on are listed, each with the 5 longest passages in common. It does not see the same idea in other words; its result is for a person to judge.',
  },
  icon: 'search',
  keywords: ['查重', '雷同', '重复申报', '相似', 'duplicate', 'similar', 'plagiarism'],
  config: {
    type: 'object',
    properties: {
      text: formula('文字', 'Text', '例如 申请.建设内容', 'Such as request.content'),
      others: formula('和哪些比', 'Compared with', '一组行，每行有 id、text，可有 title', 'A list of rows with id and text, perhaps title'),
      threshold: formula('界线（0–1）', 'Threshold (0 to 1)', '例如 param.similar_from；0.3 以上值得看', 'Such as param.similar_from; 0.3 and more is worth a look'),
    },
    required: ['text', 'others', 'threshold'],
    additionalProperties: false,
  },
  example: { text: '"建设全市统一的检验检查结果互认平台"', others: '[{ id: "P1", title: "互认平台", text: "建设全市统一的检验检查结果互认平台，覆盖各级医院" }]', threshold: '0.3' },
  output: object({
    ok: { type: 'boolean' }, problem: some('string'), message: { ...object({ 'zh-CN': { type: 'string' }, en: { type: 'string' } }), nullable: true }, compared: { type: 'integer' }, found: { type: 'integer' }, highest: some('number'),
    matches: { type: 'array', items: object({ id: { type: 'string' }, title: some('string'), score: { type: 'number' }, jaccard: { type: 'number' }, contained: { type: 'number' }, passages: { type: 'array', items: object({ text: { type: 'string' }, length: { type: 'integer' } }) } }) },
  }),
  ports: [
    { id: 'similar', title: { 'zh-CN': '有雷同', en: 'Similar' } },
    { id: 'distinct', title: { 'zh-CN': '没有雷同', en: 'Distinct' } },
    { id: 'unknown', title: { 'zh-CN': '没法比', en: 'Not compared' } },
  ],
  effect: 'pure',
  run({ input }) {
    const [text, others] = [textOf(input.text), othersOf(input.others)];
    const problem = problemOf(text, others, input.threshold);
    if (problem !== null) return { output: { ok: false, problem, message: PROBLEMS[problem], compared: 0, found: 0, highest: null, matches: [] }, port: 'unknown' };
    const { count, matches } = findSimilar(text, others, { least: input.threshold, told: TOLD });
    return { output: { ok: true, problem: null, message: null, compared: others.length, found: count, highest: matches[0]?.score ?? null, matches }, port: count > 0 ? 'similar' : 'distinct' };
  },
};

export default { name: 'project-similarity', nodes: [similar] };
