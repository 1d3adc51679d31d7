import { shortened } from '../../../../runtime/schema/cut-text.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { isContainer, isRecord, member, parsePointer, valueAt } from '../document/pointer.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import { schemaTitle } from '../formula/formula-scope.ts';
import { itemsOf, recordValue, variantOf, type ConfigSchema } from '../panel/entry.ts';
import { literalWord } from '../panel/literal-word.ts';
import type { ChangeGroup } from './compare.ts';
import { changeTexts } from './change-text.ts';
import { edgeWords, type TypeWords } from './edge-words.ts';
import { memberValue, memberWord } from './member-words.ts';
import { memberKeys, type ContentDifference } from './members.ts';
import { textPlace } from './text-place.ts';

/** What is asked for words: both versions, and what a node type says of itself. */
export interface WordsDesk {
  readonly before: Scenario;
  readonly after: Scenario;
  readonly locale: Locale;
  readonly typeOf: (type: string) => TypeWords | undefined;
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
  /** The top member of the scenario the way is in, outside of node settings; '' within them, where schemas have the words. */
  readonly part: string;
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
  return { before, after, schema: itemsOf(spot.schema), key: '', part: spot.part, textKey, words: [...spot.words, words] };
}

/** Records whose members are columns of a table. */
const CELLS: ReadonlySet<string> = new Set(['when', 'then', 'incomplete', 'empty']);

/** The title that a column of a table has of its own. */
function columnText({ flows }: Scenario, node: string, key: string): string | undefined {
  const configs = Object.values(flows).flatMap(({ nodes }) => (Object.hasOwn(nodes, node) ? [nodes[node]?.config] : []));
  const columns = configs.flatMap((config) => ['inputs', 'outputs'].flatMap((part) => member(config, part) ?? []));
  const title = member(columns.find((column) => member(column, 'id') === key), 'title');
  return typeof title === 'string' ? title : undefined;
}

/** A column of a decision table, by its title or the text of its node. */
function columnTitle(spot: Spot, key: string, { after, locale }: WordsDesk): string | undefined {
  const [node = ''] = spot.textKey.split('.');
  return CELLS.has(spot.key) ? (scenarioText(after, columnText(after, node, key), locale) ?? scenarioText(after, `@${node}.${key}`, locale)) : undefined;
}

/** `isName`: the key is a name that somebody gave, not one of the format. */
function intoRecord(spot: Spot, key: string, desk: WordsDesk, isName: boolean): Spot {
  const [before, after] = [member(spot.before, key), member(spot.after, key)];
  const schema = propertyOf(spot.schema, spot.after ?? spot.before, key);
  const given = isName ? (ownTitle(after ?? before, desk) ?? ownTitle(member(after ?? before, 'own'), desk)) : memberWord(spot.part, key, desk.locale);
  const words = schemaTitle(schema, desk.locale) ?? given ?? columnTitle(spot, key, desk) ?? key;
  return { before, after, schema, key, part: spot.part, textKey: spot.textKey, words: [...spot.words, words] };
}

/** Follows a way; its first `names` steps are names that somebody gave. */
function walk(start: Spot, way: readonly string[], desk: WordsDesk, names: number): Spot {
  let spot = start;
  for (const [at, key] of way.entries()) spot = Array.isArray(spot.after ?? spot.before) ? intoList(spot, key, desk) : intoRecord(spot, key, desk, at < names);
  return spot;
}

/** Inside a node: its config by the words of the node type, and what every node has by the words of the panel. */
function inNode(path: readonly string[], node: string, desk: WordsDesk): Spot {
  const root = path.slice(0, 4);
  const [key = '', ...way] = path.slice(4);
  const [before, after] = [valueAt(desk.before, root), valueAt(desk.after, root)];
  const isConfig = key === 'config';
  const type = member(after ?? before, 'type');
  const schema = isConfig && typeof type === 'string' ? desk.typeOf(type)?.config : undefined;
  const start: Spot = {
    before: member(before, key), after: member(after, key), key, textKey: node, part: isConfig ? '' : 'flows',
    schema: isRecord(schema) ? schema : {},
    words: isConfig || key === '' ? [] : [memberWord('flows', key, desk.locale) ?? key],
  };
  return walk(start, way, desk, isConfig ? way.length : 0);
}

function spotOf(group: Pick<ChangeGroup, 'kind' | 'name'>, path: readonly string[], desk: WordsDesk): Spot {
  const flat: Spot = { before: undefined, after: undefined, schema: {}, key: '', part: '', textKey: '', words: [] };
  if (path[0] === 'texts') return { ...flat, words: textPlace(path, group.kind === 'node', desk.after, desk.locale) };
  if (group.kind === 'node') return inNode(path, group.name, desk);
  if (group.kind === 'edges' && path[2] === 'edges') return flat;
  const top = group.kind === 'edges' ? path.slice(0, 2) : group.name === 'scenario' ? [] : path.slice(0, 1);
  const part = path[0] ?? '';
  return walk({ ...flat, part, before: valueAt(desk.before, top), after: valueAt(desk.after, top) }, path.slice(top.length), desk, group.kind === 'part' && top.length === 1 ? 1 : 0);
}

function ruleWords(when: Readonly<Record<string, unknown>>, then: unknown, titleOf: (key: string) => string): string {
  const pairs = (held: unknown): string => (isRecord(held) ? Object.entries(held).map(([key, value]) => `${titleOf(key)} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('，') : '');
  return `${pairs(when)} → ${pairs(then)}`;
}

/** A text as it stands in a document: a reference by its words, a basis by its title, one of a list of values by its word. */
function stringWords(value: string, { schema, key, part }: ValueSpot, scenario: Scenario, { locale, typeOf }: WordsDesk): string {
  if (value.startsWith('@')) return scenarioText(scenario, value, locale) ?? value;
  if (key === 'basis' || key === 'bases') return scenarioText(scenario, valueAt(scenario, ['bases', value, 'title']) as string | undefined, locale) ?? value;
  if (part === 'flows' && key === 'type') return typeOf(value)?.title[locale] ?? value;
  return (part === '' ? undefined : memberValue(part, key, value, locale)) ?? literalWord(key, schema, value, locale);
}

type ValueSpot = Pick<Spot, 'schema' | 'key' | 'part' | 'textKey'>;

/** A value in words, as far as it is short. */
function valueWords(value: unknown, spot: ValueSpot, scenario: Scenario, desk: WordsDesk): string {
  const text = changeTexts[desk.locale];
  const { schema, part, textKey } = spot;
  if (value === undefined || value === null) return text.absent;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (value === '') return '""';
  if (typeof value === 'string') return stringWords(value, spot, scenario, desk);
  if (!isContainer(value)) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const parts = value.map((item) => valueWords(item, { ...spot, schema: itemsOf(schema) }, scenario, desk));
    return parts.length === 0 ? text.absent : parts.join(value.some(isContainer) ? ' / ' : text.comma);
  }
  const [node = ''] = textKey.split('.');
  if (isRecord(value['when'])) return ruleWords(value['when'], value['then'], (column) => scenarioText(scenario, columnText(scenario, node, column), desk.locale) ?? scenarioText(scenario, `@${node}.${column}`, desk.locale) ?? column);
  return Object.entries(value).map(([name, held]) => {
    const inner = propertyOf(schema, value, name);
    const word = schemaTitle(inner, desk.locale) ?? (part === '' ? undefined : memberWord(part, name, desk.locale)) ?? name;
    return text.pair(word, valueWords(held, { schema: inner, key: name, part, textKey }, scenario, desk));
  }).join(text.between);
}

/** A node of a flow that came or went as a whole: its name and what kind it is. */
function wholeNode([, flow = '', , id = '']: readonly string[], change: ContentDifference, { before, after, locale, typeOf }: WordsDesk): ChangeWords {
  const words = (node: unknown): string | undefined => {
    const type = member(node, 'type');
    return typeof type === 'string' ? (typeOf(type)?.title[locale] ?? type) : undefined;
  };
  return { place: nodeTitle(change.after === undefined ? before : after, flow, id, locale), before: words(change.before), after: words(change.after) };
}

/** Where a change is and what it is about: names of nodes, questions and properties instead of paths, words instead of JSON. The place of an edge is in its ends. */
export function changeWords(group: Pick<ChangeGroup, 'kind' | 'flow' | 'name'>, change: ContentDifference, desk: WordsDesk): ChangeWords {
  const path = parsePointer(change.path);
  const spot = spotOf(group, path, desk);
  const isEdge = group.kind === 'edges' && path[2] === 'edges';
  if (group.kind === 'edges' && path[2] === 'nodes' && path.length === 4) return wholeNode(path, change, desk);
  const words = (value: unknown, scenario: Scenario): string | undefined => {
    if (value === undefined) return undefined;
    return (isEdge ? edgeWords(value, path[1] ?? '', scenario, desk) : undefined) ?? shortened(valueWords(value, spot, scenario, desk), MOST);
  };
  return { place: spot.words.filter((word) => word !== '').join(' › '), before: words(change.before, desk.before), after: words(change.after, desk.after) };
}
