import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../errors.ts';
import { satisfies } from '../semver.ts';

/** What plugins ask for in `"engine"`; raised when node definitions change shape. */
export const ENGINE_VERSION = '1.0.0';
/** The key in a package.json that makes a package a plugin, and the keyword it is found by. */
export const PLUGIN_KEY = 'scenario-studio';
export const PLUGIN_KEYWORD = 'scenario-studio-plugin';

/** What a package says about itself. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** What is imported, relative to the package; not looked at yet. */
  readonly nodes: unknown;
  readonly engine: unknown;
  readonly scopes: Readonly<Record<string, unknown>>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** Null when the package.json is not that of a plugin. @param otherwise the name of a package that has none */
export function manifestOf(given: unknown, otherwise: string): Manifest | null {
  if (!isRecord(given)) return null;
  const key = given[PLUGIN_KEY];
  if (!isRecord(key)) return null;
  return {
    name: textOf(given['name'], otherwise), version: textOf(given['version'], '0.0.0'), description: textOf(given['description']), license: textOf(given['license']),
    nodes: key['nodes'], engine: key['engine'], scopes: isRecord(key['scopes']) ? key['scopes'] : {},
  };
}

export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return manifestOf(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')), folder);
  } catch {
    return null;
  }
}

/** The file a package wants imported. @throws SCN_PLUGIN_SHAPE, SCN_PLUGIN_ENGINE */
export function entryOf({ name, nodes, engine }: Manifest): string {
  if (typeof nodes !== 'string' || nodes.split(/[/\\]/).includes('..')) throw fail('SCN_PLUGIN_SHAPE', { plugin: name, reason: `"${PLUGIN_KEY}".nodes` });
  const range = textOf(engine);
  if (!satisfies(ENGINE_VERSION, range)) throw fail('SCN_PLUGIN_ENGINE', { plugin: name, range, version: ENGINE_VERSION });
  return nodes;
}
