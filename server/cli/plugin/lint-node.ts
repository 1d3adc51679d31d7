import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { bareValues, type Shape, unnamed } from '../../../runtime/nodes/definition-words.ts';
import { ERROR, OUT, type AnyNodeType, type Port, type WaitNode, type WorkNode } from '../../../runtime/nodes/define-node.ts';
import type { NodeEnv } from '../../../runtime/nodes/node-env.ts';
import { ICON_NAMES } from './icon-names.ts';

/** Something the author should mend; `where` is the node or file it is about. */
export interface Finding {
  readonly level: 'error' | 'warning';
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

type Said = Omit<Finding, 'where'>;
const error = (zh: string, en: string): Said => ({ level: 'error', zh, en });
const warning = (zh: string, en: string): Said => ({ level: 'warning', zh, en });

const HAN = /\p{Script=Han}/u;
const CATEGORIES = ['start', 'data', 'rule', 'form', 'human', 'flow', 'output'];
/** Formats of ours that say which editor a text has; they restrict nothing. */
const FORMATS = ['feel', 'feel-row', 'feel-unary', 'text', 'dataset', 'connection', 'flow', 'list', 'column', 'role', 'node', 'decimal', 'cron', 'code:javascript'];
const addFormats = ('default' in addFormatsModule ? addFormatsModule.default : addFormatsModule) as (ajv: Ajv) => unknown;

function strictAjv(): Ajv {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  for (const format of FORMATS) ajv.addFormat(format, true);
  ajv.addVocabulary(['x-en', 'x-feel', 'x-condition', 'x-values']);
  return ajv;
}

/** Every part a node type may have: a misspelt one would be passed over in silence. */
const PARTS: ReadonlySet<string> = new Set([
  'type', 'version', 'category', 'title', 'summary', 'help', 'icon', 'keywords', 'config', 'example', 'output', 'ports', 'locals', 'fact', 'check', 'ownFormulas', 'compile', 'migrate',
  'effect', 'repeat', 'run', 'explain', 'begin', 'complete',
] satisfies (keyof WorkNode | keyof WaitNode)[]);

/** An empty scenario around the node. */
const ENV: NodeEnv = {
  scenario: { format: 1, id: 'lint', title: 'lint', purpose: 'lint', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, flows: { main: { nodes: {}, edges: {} } }, pages: {}, texts: {}, layout: {} },
  flow: 'main', node: 'self', datasets: {}, connections: [],
};

function wordsProblems({ title, summary, help }: AnyNodeType): readonly Said[] {
  const missing = help === undefined ? [warning('没有 help：面板里的说明是空的', 'no help: its page in the panel is empty')] : [];
  const texts = Object.entries({ title, summary, ...(help ? { help } : {}) });
  return [
    ...missing,
    ...texts.flatMap(([part, text]) => [
      ...(text['zh-CN'].trim() === '' || !HAN.test(text['zh-CN']) ? [error(`${part} 的 zh-CN 不是中文`, `zh-CN of ${part} is not Chinese`)] : []),
      ...(text.en.trim() === '' || HAN.test(text.en) ? [error(`${part} 的 en 不是英文`, `en of ${part} is not English`)] : []),
    ]),
  ];
}

function portProblems(ports: readonly Port[]): readonly Said[] {
  const ids = ports.map(({ id }) => id);
  return [
    ...(ids.length === 0 ? [error('没有出口', 'no ports')] : []),
    ...(new Set(ids).size < ids.length ? [error('有重名的出口', 'two ports have one id')] : []),
    ...ids.filter((id) => !/^[a-z][a-z0-9_-]*$/.test(id)).map((id) => error(`出口编号“${id}”只能用小写字母、数字、- 和 _`, `the port id “${id}” has more than a-z, 0-9, - and _`)),
    ...ports.filter(({ id, title }) => id !== OUT.id && id !== ERROR.id && (!HAN.test(title['zh-CN']) || title.en.trim() === '')).map(({ id }) => error(`出口“${id}”缺中文或英文名`, `the port “${id}” lacks words in both languages`)),
  ];
}

function schemaProblems(node: AnyNodeType, output: unknown): readonly Said[] {
  const found: Said[] = [];
  const config = node.config as Shape;
  try {
    const validate = strictAjv().compile(node.config as object);
    if (!validate(node.example)) found.push(error(`example 不符合 config：${strictAjv().errorsText(validate.errors)}`, `the example does not fit config: ${strictAjv().errorsText(validate.errors)}`));
    if (validate({ ...(node.example as object), 'x-none': 1 })) found.push(error('config 要写 additionalProperties: false', 'config needs additionalProperties: false'));
  } catch (cause) {
    found.push(error(`config 不是严格的 JSON Schema：${String(cause)}`, `config is no strict JSON Schema: ${String(cause)}`));
  }
  try {
    strictAjv().compile(JSON.parse(JSON.stringify(output)) as object);
  } catch (cause) {
    found.push(error(`output 不是严格的 JSON Schema：${String(cause)}`, `output is no strict JSON Schema: ${String(cause)}`));
  }
  for (const path of unnamed(config)) found.push(error(`配置项 ${path} 缺中文（title）或英文（x-en.title）`, `the property ${path} lacks title or x-en.title`));
  for (const path of bareValues(config)) found.push(error(`选项 ${path} 缺 x-values 里的中英文`, `the choice ${path} lacks words in x-values`));
  return found;
}

function migrateProblems({ version, migrate, example }: AnyNodeType): readonly Said[] {
  if (version === 1) return [];
  if (typeof migrate !== 'function') return [error(`版本 ${version} 没有 migrate：用旧版的场景升级后会停`, `version ${version} has no migrate: scenarios with an older one stop after an upgrade`)];
  try {
    const answer = migrate(example as never, version - 1) as unknown as { readonly config?: unknown; readonly dropped?: unknown };
    if (typeof answer.config !== 'object' || !Array.isArray(answer.dropped)) return [error('migrate 要返回 { config, dropped }', 'migrate must return { config, dropped }')];
    return [];
  } catch (cause) {
    return [error(`migrate 出错：${String(cause)}`, `migrate fails: ${String(cause)}`)];
  }
}

/** What a function of the config gives for the example. */
function givenFor<Value>(node: AnyNodeType, part: 'output' | 'ports', otherwise: Value): Value | Said {
  const value = node[part] as unknown;
  if (typeof value !== 'function') return (value as Value | undefined) ?? otherwise;
  try {
    return (value as (config: unknown, env: NodeEnv) => Value)(node.example, ENV);
  } catch (cause) {
    return error(`${part}() 用 example 调用出错：${String(cause)}`, `${part}() fails for the example: ${String(cause)}`);
  }
}

const isSaid = (value: unknown): value is Said => typeof value === 'object' && value !== null && 'level' in value;

/** Everything that can be told about a node type without a studio. */
export function lintNode(node: AnyNodeType): readonly Finding[] {
  const ports = givenFor<readonly Port[]>(node, 'ports', [OUT]);
  const output = givenFor<unknown>(node, 'output', {});
  const said = [
    ...Object.keys(node).filter((key) => !PARTS.has(key)).map((key) => error(`节点没有“${key}”这一项，写错了？有：${[...PARTS].join('、')}`, `a node has no part “${key}”; is it misspelt? There are: ${[...PARTS].join(', ')}`)),
    ...wordsProblems(node),
    ...(ICON_NAMES.has(node.icon) ? [] : [warning(`没有图标“${node.icon}”，会显示拼图块。可用：${[...ICON_NAMES].join(' ')}`, `no icon “${node.icon}”, a puzzle piece is shown. There are: ${[...ICON_NAMES].join(' ')}`)]),
    ...(CATEGORIES.includes(node.category) ? [] : [error(`category 要是 ${CATEGORIES.join('、')} 之一`, `category must be one of ${CATEGORIES.join(', ')}`)]),
    ...(isSaid(ports) ? [ports] : portProblems(ports)),
    ...(isSaid(output) ? [output] : schemaProblems(node, output)),
    ...migrateProblems(node),
    ...(node.effect === 'write' && node.repeat === undefined ? [error('effect 是 write，要写 repeat', 'a node with effect write needs repeat')] : []),
  ];
  return said.map((one) => ({ ...one, where: `${node.type}@${node.version}` }));
}
