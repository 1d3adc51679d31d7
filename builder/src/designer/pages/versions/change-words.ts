import { shortened } from '../../../../../runtime/schema/cut-text.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import { isContainer, isRecord, member, parsePointer, valueAt } from '../../document/pointer.ts';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import { formTexts } from '../../form/form-texts.ts';
import { schemaTitle } from '../../formula/formula-scope.ts';
import { itemsOf, recordValue, variantOf, type ConfigSchema } from '../../panel/entry.ts';
import { literalWord } from '../../panel/literal-word.ts';
import { panelTexts } from '../../panel/panel-texts.ts';
import type { ChangeGroup } from './compare.ts';
import { memberKeys, type ContentDifference } from './members.ts';
import { versionTexts } from './version-text.ts';

/** What is asked for words: both versions, and the config schema of a node type. */
export interface WordsDesk {
  readonly before: Scenario;
  readonly after: Scenario;
  readonly locale: Locale;
  readonly schemaOf: (type: string) => ConfigSchema | undefined;
}

/** A change as people read it. */
export interface ChangeWords {
  readonly place: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One place on the way into a part: what both versions have there, and what is known about it. */
interface Spot {
  readonly before: unknown;
  readonly after: unknown;
  readonly schema: ConfigSchema;
  /** Last property on the way. */
  readonly key: string;
  /** Text key of the member the way has come to. */
  readonly textKey: string;
  readonly words: readonly string[];
}

const MOST = 200;

function shapeOf(schema: ConfigSchema, value: unknown): ConfigSchema {
  return schema.anyOf === undefined ? schema : (schema.anyOf[variantOf(schema.anyOf, value)] ?? {});
}

function propertyOf(schema: ConfigSchema, value: unknown, key: string): ConfigSchema {
  const shape = shapeOf(schema, value);
  return (shape.properties !== undefined && Object.hasOwn(shape.properties, key) ? shape.properties[key] : recordValue(shape)) ?? {};
}

function memberAt(list: unknown, key: string): unknown {
  const at = memberKeys(list)?.indexOf(key) ?? Number(key);
  return Array.isArray(list) ? list[at] : undefined;
}

function ownTitle(value: unknown, { after, locale }: WordsDesk): string | undefined {
  const title = member(value, 'title');
  return typeof title === 'string' ? scenarioText(after, title, locale) : undefined;
}

/** Of a list without ids the place; of a value of a parameter its key and first day. */
function memberWords(value: unknown, key: string, isKeyed: boolean): string {
  if (!isKeyed) return String(Number(key) + 1);
  if (['id', 'port', 'name'].some((name) => member(value, name) === key)) return key;
  return ['key', 'from'].map((name) => member(value, name)).filter((part) => typeof part === 'string').join(' ');
}

function intoList(spot: Spot, key: string, desk: WordsDesk): Spot {
  const [before, after] = [memberAt(spot.before, key), memberAt(spot.after, key)];
  const textKey = `${spot.textKey}.${key}`;
  const isKeyed = memberKeys(spot.after ?? spot.before) !== undefined;
  const words = ownTitle(after ?? before, desk) ?? scenarioText(desk.after, `@${textKey}`, desk.locale) ?? memberWords(after ?? before, key, isKeyed);
  return { before, after, schema: itemsOf(spot.schema), key: '', textKey, words: [...spot.words, words] };
}

function intoRecord(spot: Spot, key: string, desk: WordsDesk): Spot {
  const [before, after] = [member(spot.before, key), member(spot.after, key)];
  const schema = propertyOf(spot.schema, spot.after ?? spot.before, key);
  const words = schemaTitle(schema, desk.locale) ?? ownTitle(after ?? before, desk) ?? key;
  return { before, after, schema, key, textKey: spot.textKey, words: [...spot.words, words] };
}

function walk(start: Spot, way: readonly string[], desk: WordsDesk): Spot {
  let spot = start;
  for (const key of way) spot = Array.isArray(spot.after ?? spot.before) ? intoList(spot, key, desk) : intoRecord(spot, key, desk);
  return spot;
}

/** Inside a node: its config by the words of the node type, and what every node has by the words of the panel. */
function inNode(path: readonly string[], node: string, desk: WordsDesk): Spot {
  const root = path.slice(0, 4);
  const [key = '', ...way] = path.slice(4);
  const [before, after] = [valueAt(desk.before, root), valueAt(desk.after, root)];
  const { title, stage, basis, errors: retry, onRework, lockedTitle: lock } = panelTexts[desk.locale];
  const common: Readonly<Record<string, string>> = { title, stage, basis, retry, onRework, lock };
  const isConfig = key === 'config';
  const type = member(after ?? before, 'type');
  const start: Spot = {
    before: member(before, key), after: member(after, key), key, textKey: node,
    schema: (isConfig && typeof type === 'string' ? desk.schemaOf(type) : undefined) ?? {},
    words: isConfig || key === '' ? [] : [Object.hasOwn(common, key) ? (common[key] ?? key) : key],
  };
  return walk(start, way, desk);
}

/** Texts stand under `<node>.<member>.<part>`, each in both languages. */
function textPlace(path: readonly string[], inside: boolean, { after, locale }: WordsDesk): readonly string[] {
  const [, key = '', language] = path;
  const form = formTexts[locale];
  const languages: Readonly<Record<string, string>> = { 'zh-CN': form.zh, en: form.en };
  const spoken = language === undefined ? [] : [languages[language] ?? language];
  if (!inside) return [key, ...spoken];
  const [node = '', one, ...rest] = key.split('.');
  const parts: Readonly<Record<string, string>> = { hint: form.hint, error: form.errorSentence };
  const owner = one === undefined ? [] : [scenarioText(after, `@${node}.${one}`, locale) ?? one];
  return [...owner, ...(rest.length === 0 ? [form.title] : rest.map((part) => parts[part] ?? part)), ...spoken];
}

function spotOf(group: Pick<ChangeGroup, 'kind' | 'name'>, path: readonly string[], desk: WordsDesk): Spot {
  const flat: Spot = { before: undefined, after: undefined, schema: {}, key: '', textKey: '', words: [] };
  if (path[0] === 'texts') return { ...flat, words: textPlace(path, group.kind === 'node', desk) };
  if (group.kind === 'node') return inNode(path, group.name, desk);
  if (group.kind === 'edges') return { ...flat, words: path[2] === 'edges' ? path.slice(3) : path.slice(2) };
  const top = group.name === 'scenario' ? [] : path.slice(0, 1);
  return walk({ ...flat, before: valueAt(desk.before, top), after: valueAt(desk.after, top) }, path.slice(top.length), desk);
}

function ruleWords(when: Readonly<Record<string, unknown>>, then: unknown): string {
  const pairs = (held: unknown): string => (isRecord(held) ? Object.entries(held).map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('，') : '');
  return `${pairs(when)} → ${pairs(then)}`;
}

/** A value in words, as far as it is short. */
function valueWords(value: unknown, spot: Pick<Spot, 'schema' | 'key'>, scenario: Scenario, locale: Locale): string {
  const text = versionTexts[locale];
  const { schema, key } = spot;
  if (value === undefined || value === null) return text.absent;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (value === '') return '""';
  if (typeof value === 'string') return value.startsWith('@') ? (scenarioText(scenario, value, locale) ?? value) : literalWord(key, schema, value, locale);
  if (!isContainer(value)) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const parts = value.map((item) => valueWords(item, { schema: itemsOf(schema), key }, scenario, locale));
    return parts.length === 0 ? text.absent : parts.join(value.some(isContainer) ? ' / ' : text.comma);
  }
  if (isRecord(value['when'])) return ruleWords(value['when'], value['then']);
  return Object.entries(value).map(([name, held]) => {
    const inner = propertyOf(schema, value, name);
    return text.pair(schemaTitle(inner, locale) ?? name, valueWords(held, { schema: inner, key: name }, scenario, locale));
  }).join(text.between);
}

/** `["ask.out", "end"]` by the titles of both nodes. */
function edgeWords(edge: unknown, flow: string, { after, locale }: WordsDesk): string | undefined {
  if (!Array.isArray(edge) || edge.length < 2) return undefined;
  return edge.slice(0, 2).map((end) => {
    const [node = '', port = 'out'] = String(end).split('.');
    return [nodeTitle(after, flow, node, locale), ...(port === 'out' ? [] : [port])].join(' · ');
  }).join(' → ');
}

/** Where a change is and what it is about: names of nodes, questions and properties instead of paths, words instead of JSON. */
export function changeWords(group: Pick<ChangeGroup, 'kind' | 'flow' | 'name'>, change: ContentDifference, desk: WordsDesk): ChangeWords {
  const path = parsePointer(change.path);
  const spot = spotOf(group, path, desk);
  const isEdge = group.kind === 'edges' && path[2] === 'edges';
  const words = (value: unknown, scenario: Scenario): string | undefined => {
    if (value === undefined) return undefined;
    return (isEdge ? edgeWords(value, path[1] ?? '', desk) : undefined) ?? shortened(valueWords(value, spot, scenario, desk.locale), MOST);
  };
  return { place: spot.words.filter((word) => word !== '').join(' › '), before: words(change.before, desk.before), after: words(change.after, desk.after) };
}
