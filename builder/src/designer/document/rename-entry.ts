import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import { PageSchema, type Page } from '../../../../runtime/schema/page.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from './change.ts';
import { mapConfigStrings } from './config-strings.ts';
import { sameJson } from './equal.ts';
import { renameMember, renameMemberInText } from './formula-names.ts';
import { isRecord, pointer } from './pointer.ts';
import type { ConfigSchemaOf } from './rename-node.ts';

/** What can be renamed in the settings. */
export type EntryKind = 'roles' | 'parameters' | 'lists' | 'bases';

/** One place that follows a new name. */
export type EntryUse =
  | { readonly kind: 'node'; readonly flow: string; readonly node: string }
  | { readonly kind: 'page' | 'parameter' | 'text'; readonly id: string };

export interface EntryRename {
  readonly changes: readonly Change[];
  /** Nodes, pages, parameters and texts that change with it, the entry itself not counted. */
  readonly uses: readonly EntryUse[];
}

interface Names {
  readonly kind: EntryKind;
  readonly from: string;
  readonly to: string;
}

const FEEL = /^feel(-row|-unary)?$/;

function renameString(value: string, format: string | undefined, { kind, from, to }: Names): string {
  if (kind === 'parameters' && format !== undefined && FEEL.test(format)) return renameMember(value, 'param', from, to);
  if (kind === 'parameters' && format === 'text' && !value.startsWith('@')) return renameMemberInText(value, 'param', from, to);
  if ((kind === 'roles' && format === 'role') || (kind === 'lists' && format === 'list')) return value === from ? to : value;
  return value;
}

function swap(value: unknown, { from, to }: Names): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => (one === from ? to : one));
  return value === from ? to : value;
}

/** `{role}` of an assignment, alone or in a list. */
function inAssignment(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => inAssignment(one, names));
  return isRecord(value) && value['role'] === names.from ? { ...value, role: names.to } : value;
}

function withMember(record: Readonly<Record<string, unknown>>, key: string, map: (value: unknown) => unknown): Readonly<Record<string, unknown>> {
  return Object.hasOwn(record, key) ? { ...record, [key]: map(record[key]) } : record;
}

function mapItems(value: unknown, map: (item: Readonly<Record<string, unknown>>) => unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => (isRecord(item) ? map(item) : item)) : value;
}

/** What no format marks: assignments of people, and the grounds of rules and factors. */
function inKnownPlaces(config: Readonly<Record<string, unknown>>, names: Names): Readonly<Record<string, unknown>> {
  if (names.kind === 'roles') {
    const assigned = withMember(config, 'assign', (value) => inAssignment(value, names));
    return withMember(assigned, 'until', (value) => mapItems(value, (item) => withMember(item, 'to', (to) => inAssignment(to, names))));
  }
  if (names.kind !== 'bases') return config;
  return ['rules', 'factors'].reduce((made, key) => withMember(made, key, (value) => mapItems(value, (item) => withMember(item, 'basis', (basis) => swap(basis, names)))), config);
}

function inNode(node: FlowNode, names: Names, schemaOf: ConfigSchemaOf): FlowNode {
  const mapped = mapConfigStrings(schemaOf(node.type), node.config, (value, format) => renameString(value, format, names));
  const config = inKnownPlaces(mapped as FlowNode['config'], names) as FlowNode['config'];
  const basis = names.kind === 'bases' && node.basis !== undefined ? (swap(node.basis, names) as FlowNode['basis']) : node.basis;
  const caption = node.caption === undefined ? undefined : renameString(node.caption, 'text', names);
  return { ...node, config, ...(basis === undefined ? {} : { basis }), ...(caption === undefined ? {} : { caption }) };
}

function inPage(page: Page, names: Names): Page {
  const mapped = mapConfigStrings(PageSchema, page, (value, format) => renameString(value, format, names)) as Page;
  if (names.kind === 'roles') return { ...mapped, roles: swap(mapped.roles, names) as Page['roles'] };
  if (names.kind !== 'bases') return mapped;
  const inPart = (part: Readonly<Record<string, unknown>>) => withMember(part, 'bases', (bases) => swap(bases, names));
  if (mapped.type === 'document') return withMember(mapped, 'parts', (parts) => mapItems(parts, inPart)) as Page;
  const inTile = (tile: Readonly<Record<string, unknown>>) => withMember(tile, 'basis', (basis) => swap(basis, names));
  const inBlock = (block: Readonly<Record<string, unknown>>) => withMember(block, 'tile', (tile) => (isRecord(tile) ? inTile(tile) : tile));
  return withMember(withMember(mapped, 'tiles', (tiles) => mapItems(tiles, inTile)), 'blocks', (blocks) => mapItems(blocks, inBlock)) as Page;
}

/** Keys of texts that follow the name of a list or parameter by themselves. */
function textKey(key: string, scenario: Scenario, { kind, from, to }: Names): string {
  if (kind === 'parameters') return key === `param.${from}` && scenario.parameters[from]?.title === undefined ? `param.${to}` : key;
  if (kind !== 'lists') return key;
  if (key === from) return scenario.lists[from]?.title === undefined ? to : key;
  return (scenario.lists[from]?.items ?? []).some((item) => key === `${from}.${item}`) ? to + key.slice(from.length) : key;
}

function inTexts(scenario: Scenario, names: Names): EntryRename {
  const changes: Change[] = [];
  const uses: EntryUse[] = [];
  for (const [key, entry] of Object.entries(scenario.texts)) {
    const fresh = textKey(key, scenario, names);
    const words = names.kind === 'parameters' ? Object.fromEntries(Object.entries(entry).map(([locale, text]) => [locale, renameMemberInText(text, 'param', names.from, names.to)])) : entry;
    if (fresh !== key) changes.push({ path: pointer('texts', key) }, { path: pointer('texts', fresh), value: words });
    else if (!sameJson(words, entry)) changes.push({ path: pointer('texts', key), value: words });
    if (fresh !== key || !sameJson(words, entry)) uses.push({ kind: 'text', id: key });
  }
  return { changes, uses };
}

function inParameters(scenario: Scenario, names: Names): EntryRename {
  if (names.kind !== 'bases') return { changes: [], uses: [] };
  const touched = Object.entries(scenario.parameters).filter(([, parameter]) => parameter.values.some((value) => value.basis === names.from));
  return {
    changes: touched.map(([id, parameter]) => ({ path: pointer('parameters', id, 'values'), value: parameter.values.map((value) => (value.basis === names.from ? { ...value, basis: names.to } : value)) })),
    uses: touched.map(([id]) => ({ kind: 'parameter', id })),
  };
}

/** The entry under its new name, at its old place among the others. */
function entryChange(scenario: Scenario, { kind, from, to }: Names): Change {
  return { path: pointer(kind), value: Object.fromEntries(Object.entries(scenario[kind]).map(([id, entry]) => [id === from ? to : id, entry])) };
}

/**
 * Everything that follows when a role, parameter, list or legal basis gets another name, and where: formulas, assignments, choices,
 * grounds, placeholders and keys of texts. Nothing when the name is taken or unknown.
 */
export function renameEntry(scenario: Scenario, kind: EntryKind, from: string, to: string, schemaOf: ConfigSchemaOf): EntryRename {
  if (from === to || !Object.hasOwn(scenario[kind], from) || Object.hasOwn(scenario[kind], to)) return { changes: [], uses: [] };
  const names = { kind, from, to };
  const nodes = Object.entries(scenario.flows).flatMap(([flow, { nodes: all }]) => Object.entries(all).map(([id, node]) => ({ flow, id, node, after: inNode(node, names, schemaOf) }))).filter(({ node, after }) => !sameJson(node, after));
  const pages = Object.entries(scenario.pages).map(([id, page]) => ({ id, page, after: inPage(page, names) })).filter(({ page, after }) => !sameJson(page, after));
  const parameters = inParameters(scenario, names);
  const texts = inTexts(scenario, names);
  return {
    changes: [
      entryChange(scenario, names),
      ...nodes.map(({ flow, id, after }): Change => ({ path: pointer('flows', flow, 'nodes', id), value: after })),
      ...pages.map(({ id, after }): Change => ({ path: pointer('pages', id), value: after })),
      ...parameters.changes,
      ...texts.changes,
    ],
    uses: [...nodes.map(({ flow, id }): EntryUse => ({ kind: 'node', flow, node: id })), ...pages.map(({ id }): EntryUse => ({ kind: 'page', id })), ...parameters.uses, ...texts.uses],
  };
}
