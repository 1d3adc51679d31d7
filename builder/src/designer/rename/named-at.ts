import type { Named } from './rename.ts';

const RESULTS: ReadonlySet<unknown> = new Set(['fields', 'values', 'outputs', 'factors']);
const WAYS: ReadonlySet<unknown> = new Set(['cases', 'outcomes', 'until']);
const KEYS: Readonly<Record<string, string>> = { let: 'locals', result: 'results', group: 'results', measures: 'results', join: 'joins' };

/** The thing whose name stands at a place of a node's config; undefined where a text is no name that others say. */
export function namedAt(flow: string, node: string, path: readonly (string | number)[], id: string): Named | undefined {
  const [list, , member] = path;
  const named = (kind: string): Named => ({ kind, path: [flow, node, id] });
  if (path.length === 3 && member === 'id') return list === 'inputs' ? named('inputs') : RESULTS.has(list) ? named('results') : undefined;
  if (path.length === 3 && member === 'port') return WAYS.has(list) ? named('ports') : undefined;
  if (path.length === 1 && list === 'else') return named('ports');
  return path.length === 1 && list === 'as' ? named('locals') : undefined;
}

/** The same for the name of a member of a record, such as a helper value of a table. */
export function namedMember(flow: string, node: string, path: readonly (string | number)[], id: string): Named | undefined {
  const [record] = path;
  const kind = path.length === 1 && typeof record === 'string' && Object.hasOwn(KEYS, record) ? KEYS[record] : undefined;
  return kind === undefined ? undefined : { kind, path: [flow, node, id] };
}
