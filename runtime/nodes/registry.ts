import type { AnyNodeType } from './define-node.ts';
import { nodeErrors } from './node-errors.ts';

/** Node types by id and version. */
export interface Registry {
  /** In the order they were given; the palette keeps it. */
  readonly all: readonly AnyNodeType[];
  /** The type a node is pinned to; without a version the newest. */
  readonly find: (type: string, version?: number) => AnyNodeType | undefined;
}

const TYPE_ID = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;

/**
 * One call for built-ins and plug-ins: `createRegistry([...builtIns, ...plugin.nodes])`.
 * @throws SCN_NODE_DUPLICATE_TYPE for the same type and version twice; SCN_NODE_BAD_DEFINITION for a definition that lacks a part.
 */
export function createRegistry(types: readonly AnyNodeType[]): Registry {
  const exact = new Map<string, AnyNodeType>();
  const newest = new Map<string, AnyNodeType>();
  for (const type of types) {
    assertDefinition(type);
    const id = `${type.type}@${type.version}`;
    if (exact.has(id)) throw nodeErrors.SCN_NODE_DUPLICATE_TYPE({ type: type.type, version: type.version });
    exact.set(id, type);
    if ((newest.get(type.type)?.version ?? 0) < type.version) newest.set(type.type, type);
  }
  return {
    all: [...types],
    find: (type, version) => (version === undefined ? newest.get(type) : exact.get(`${type}@${version}`)),
  };
}

/** A plug-in is a stranger's JavaScript: nothing about its shape is known until looked at. */
function assertDefinition(given: unknown): void {
  const type = typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const id = typeof type['type'] === 'string' ? type['type'] : '?';
  const problem = definitionProblem(type);
  if (problem !== null) throw nodeErrors.SCN_NODE_BAD_DEFINITION({ type: id, problem });
}

function definitionProblem(type: Readonly<Record<string, unknown>>): string | null {
  if (typeof type['type'] !== 'string' || !TYPE_ID.test(type['type'])) return 'type = <area>.<name>';
  if (!Number.isInteger(type['version']) || Number(type['version']) < 1) return 'version ≥ 1';
  for (const words of ['title', 'summary']) if (!isLocalText(type[words])) return `${words} = { "zh-CN", "en" }`;
  if (typeof type['icon'] !== 'string') return 'icon';
  if (!isObject(type['config'])) return 'config = JSON Schema';
  if (!isObject(type['output']) && typeof type['output'] !== 'function') return 'output = JSON Schema';
  if (!['pure', 'read', 'write', 'wait'].includes(String(type['effect']))) return 'effect = pure | read | write | wait';
  const needed = type['effect'] === 'wait' ? ['begin', 'complete'] : ['run'];
  const missing = needed.find((part) => typeof type[part] !== 'function');
  return missing === undefined ? null : `${missing}()`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isLocalText(value: unknown): boolean {
  return isObject(value) && ['zh-CN', 'en'].every((locale) => typeof (value as Readonly<Record<string, unknown>>)[locale] === 'string');
}
