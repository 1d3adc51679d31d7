import { formulasOf } from '../../engine/config-formulas.ts';
import { keysOf, isTable, OTHER_KEYS } from '../../schema/parameter.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckContext, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** `lookup(param.x, "key")`, in both languages; without the quotes the key is known only when it runs. */
const LOOKUP = /(?:lookup|查表)\s*\(\s*param\.([\p{L}_][\p{L}\p{N}_]*)\s*,\s*("(?:[^"\\]|\\.)*")?/gu;

/** What a quoted text says; one with escapes of FEEL's own is not looked at. */
function textOf(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

interface Found {
  readonly parameter: string;
  readonly key: string | undefined;
  readonly flow: string;
  readonly node: string;
  readonly path: string;
}

function* lookups({ nodes }: CheckContext): Iterable<Found> {
  for (const { flow, id, node, type, sound } of nodes) {
    if (type === undefined || !sound) continue;
    for (const formula of formulasOf(type, node.config)) {
      for (const [, parameter, key] of formula.source.matchAll(LOOKUP)) {
        const path = toPointer(['flows', flow, 'nodes', id, 'config', ...formula.path]);
        yield { parameter: parameter ?? '', key: key === undefined ? undefined : textOf(key), flow, node: id, path };
      }
    }
  }
}

/** Keys written in formulas are keys of their table, and a table that is asked by a value has something for every value. */
export const tableLookups: CheckRule = function* tableLookups(context) {
  const open = new Set<string>();
  if (!Object.values(context.scenario.parameters).some(isTable)) return;
  for (const { parameter, key, flow, node, path } of lookups(context)) {
    const table = Object.hasOwn(context.scenario.parameters, parameter) ? context.scenario.parameters[parameter] : undefined;
    if (!table || !isTable(table)) continue;
    if (key === undefined) open.add(parameter);
    else if (!keysOf(table).includes(key)) yield problem('SCN_SCHEMA_PARAMETER_KEY', { flow, node, path }, { name: parameter, key });
  }
  for (const name of open) {
    const table = context.scenario.parameters[name];
    if (!table || keysOf(table).includes(OTHER_KEYS)) continue;
    const items = table.key?.list === undefined ? undefined : context.scenario.lists[table.key.list]?.items;
    const missing = items?.filter((item) => !keysOf(table).includes(String(item)));
    if (missing?.length === 0) continue;
    yield problem('SCN_SCHEMA_PARAMETER_DEFAULT', { path: toPointer(['parameters', name, 'values']) }, { name, keys: missing?.slice(0, 5).join('、') ?? '' });
  }
};
