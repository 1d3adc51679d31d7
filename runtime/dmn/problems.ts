export type DmnDetails = Readonly<Record<string, string | number>>;

type Say = (details: DmnDetails) => readonly [zh: string, en: string];

const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = { decision: ['决策', 'decision'], service: ['决策服务', 'decision service'], input: ['输入数据', 'input data'] };

/** Every code of reading, checking and evaluating a DMN model, with its words: what is wrong, where, and what to do. */
const messages = {
  SCN_DMN_TOO_LARGE: (d) => [`文件有 ${d['length'] ?? ''} 个字符，最多 ${d['limit'] ?? ''} 个。请拆成几个模型，用 import 引用。`, `The file has ${d['length'] ?? ''} characters; at most ${d['limit'] ?? ''} are read. Split it into models that import one another.`],
  SCN_DMN_TOO_DEEP: (d) => [`元素嵌套超过 ${d['limit'] ?? ''} 层，请拆成几个决策。`, `Elements are nested more than ${d['limit'] ?? ''} levels deep. Split them into decisions.`],
  SCN_DMN_DOCTYPE: () => ['文件里有 DOCTYPE 声明（可引用外部实体），已拒绝。请删去它再导入。', 'The file has a DOCTYPE, which may name external entities: refused. Remove it and import again.'],
  SCN_DMN_XML: (d) => [`不是完整的 XML：${d['reason'] ?? ''}。请从建模工具重新导出。`, `This is not well-formed XML: ${d['reason'] ?? ''}. Export it again from the modelling tool.`],
  SCN_DMN_NOT_DMN: (d) => [`这不是 DMN 模型：最外层应是 DMN 命名空间的 definitions，这里是“${d['found'] ?? ''}”。`, `This is not a DMN model: the outermost element must be "definitions" of a DMN namespace, not "${d['found'] ?? ''}".`],
  SCN_DMN_UNKNOWN_CONTENT: (d) => [`有不认识的内容，已略过：${d['reason'] ?? ''}。`, `Content that DMN does not know was left out: ${d['reason'] ?? ''}.`],
  SCN_DMN_DUPLICATE_ID: (d) => [`编号“${d['id'] ?? ''}”用了两次，引用它的地方无法确定。请改其中一个。`, `The id "${d['id'] ?? ''}" is used twice, so references to it are unclear. Change one of them.`],
  SCN_DMN_DUPLICATE_NAME: (d) => [`名称“${d['name'] ?? ''}”用了两次，公式无法区分。请改其中一个。`, `The name "${d['name'] ?? ''}" is used twice, so formulas cannot tell them apart. Change one of them.`],
  SCN_DMN_UNRESOLVED: (d) => [`“${d['of'] ?? ''}”引用的“${d['href'] ?? ''}”不存在。请补上它，或一并导入所在的模型。`, `"${d['of'] ?? ''}" refers to "${d['href'] ?? ''}", which does not exist. Add it, or give the model it is in.`],
  SCN_DMN_IMPORT: (d) => [`没有命名空间为“${d['namespace'] ?? ''}”的模型，“${d['name'] ?? ''}”用不了。请一并导入它。`, `There is no model with the namespace "${d['namespace'] ?? ''}", so "${d['name'] ?? ''}" cannot be used. Give that model too.`],
  SCN_DMN_UNKNOWN_TYPE: (d) => [`没有类型“${d['name'] ?? ''}”（用在“${d['of'] ?? ''}”），按任意类型处理。`, `There is no type "${d['name'] ?? ''}" (used by "${d['of'] ?? ''}"); any value is accepted.`],
  SCN_DMN_TYPE_CYCLE: (d) => [`类型“${d['name'] ?? ''}”以自己为定义，没有值能满足。`, `The type "${d['name'] ?? ''}" is defined by itself: no value meets it.`],
  SCN_DMN_CYCLE: (d) => [`“${d['name'] ?? ''}”绕一圈又依赖自己，无法求值。请断开其中一条依赖。`, `"${d['name'] ?? ''}" depends on itself in a circle and cannot be evaluated. Remove one of the requirements.`],
  SCN_DMN_FORMULA: (d) => [`“${d['of'] ?? ''}”的公式：${d['zh'] ?? ''}`, `In a formula of "${d['of'] ?? ''}": ${d['en'] ?? ''}`],
  SCN_DMN_LANGUAGE: (d) => [`“${d['of'] ?? ''}”用了 ${d['language'] ?? ''}，这里只认 FEEL，结果为空值。`, `"${d['of'] ?? ''}" is written in ${d['language'] ?? ''}; only FEEL is understood: null.`],
  SCN_DMN_EXTERNAL: (d) => [`“${d['of'] ?? ''}”要调用外部 ${d['kind'] ?? ''} 函数，这里不支持，结果为空值。`, `"${d['of'] ?? ''}" calls an external ${d['kind'] ?? ''} function, which is not supported: null.`],
  SCN_DMN_NOT_FOUND: (d) => [`模型里没有叫“${d['name'] ?? ''}”的${KINDS[d['kind'] ?? '']?.[0] ?? '元素'}。请检查名称。`, `The model has no ${KINDS[d['kind'] ?? '']?.[1] ?? 'element'} called "${d['name'] ?? ''}". Check the name.`],
  SCN_DMN_VALUE: (d) => [`“${d['of'] ?? ''}”的值不符合类型“${d['type'] ?? ''}”，按空值处理。`, `The value of "${d['of'] ?? ''}" does not fit the type "${d['type'] ?? ''}": null.`],
  SCN_DMN_TABLE: (d) => [`“${d['of'] ?? ''}”的决策表没有确定的结果：${d['zh'] ?? ''}。`, `The decision table of "${d['of'] ?? ''}" has no certain result: ${d['en'] ?? ''}.`],
  SCN_DMN_EVALUATION: (d) => [`“${d['of'] ?? ''}”求值时：${d['zh'] ?? ''}`, `While evaluating "${d['of'] ?? ''}": ${d['en'] ?? ''}`],
} satisfies Record<string, Say>;

export type DmnCode = keyof typeof messages;

/** One finding about a DMN file or its evaluation. `line` and `column` count from 1 where the file is known. */
export interface DmnProblem {
  readonly code: DmnCode;
  readonly severity: 'error' | 'warning';
  readonly message: { readonly 'zh-CN': string; readonly en: string };
  readonly details: DmnDetails;
  readonly line?: number;
  readonly column?: number;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

export function dmnProblem(code: DmnCode, details: DmnDetails, severity: 'error' | 'warning' = 'error', place?: Place): DmnProblem {
  const [zh, en] = messages[code](details);
  return { code, severity, message: { 'zh-CN': zh, en }, details, ...place };
}
