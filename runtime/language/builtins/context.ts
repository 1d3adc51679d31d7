import { charge, chargeList } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { contextFrom, entryOf, hasEntry, isContext } from '../values/contexts.ts';
import type { ContextValue, Value } from '../values/value.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

type Values = readonly Value[];

/** Copying one entry. */
const ENTRY_STEPS = 3;

function entriesOf(meter: EvalContext, context: ContextValue): Values {
  const keys = Object.keys(context);
  charge(meter, ENTRY_STEPS * keys.length);
  return keys.map((key) => ({ key, value: entryOf(context, key) }));
}

function getDeep(context: ContextValue, keys: Values): Value {
  let value: Value = context;
  for (const key of keys) {
    if (!isContext(value) || typeof key !== 'string') return null;
    value = entryOf(value, key);
  }
  return keys.length === 0 ? null : value;
}

function put(meter: EvalContext, context: ContextValue, key: string, value: Value): ContextValue {
  charge(meter, ENTRY_STEPS * Object.keys(context).length);
  const entries = Object.keys(context).filter((own) => own !== key).map((own): [string, Value] => [own, entryOf(context, own)]);
  return contextFrom([...entries, [key, value]]);
}

function putDeep(meter: EvalContext, context: ContextValue, keys: Values, value: Value): Value {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  if (rest.length === 0) return put(meter, context, key, value);
  const inner = entryOf(context, key);
  if (!isContext(inner) && hasEntry(context, key) && inner !== null) return null;
  const made = isContext(inner) ? putDeep(meter, inner, rest, value) : putDeep(meter, {}, rest, value);
  return made === null ? null : put(meter, context, key, made);
}

/** Entries `{key, value}` with texts as keys, each once; anything else makes null. */
function fromEntries(context: EvalContext, entries: Values): Value {
  chargeList(context, entries.length);
  charge(context, ENTRY_STEPS * entries.length);
  const seen = new Set<string>();
  const pairs: [string, Value][] = [];
  for (const entry of entries) {
    if (!isContext(entry) || !hasEntry(entry, 'value')) return null;
    const key = entryOf(entry, 'key');
    if (typeof key !== 'string' || seen.has(key)) return null;
    seen.add(key);
    pairs.push([key, entryOf(entry, 'value')]);
  }
  return contextFrom(pairs);
}

function merge(meter: EvalContext, contexts: Values): Value {
  if (!contexts.every((each) => isContext(each))) return null;
  charge(meter, ENTRY_STEPS * contexts.reduce((count, each) => count + Object.keys(each).length, 0));
  return contextFrom(contexts.flatMap((each) => Object.keys(each).map((key): [string, Value] => [key, entryOf(each, key)])));
}

/** DMN 1.5, 10.3.4.10. */
export const contextFunctions: readonly Builtin[] = [
  builtin(
    'get value',
    '10.3.4.10',
    overload('m: context, key: string', 'any', (_c, context: ContextValue, key: string) => entryOf(context, key)),
    overload('context: context, keys: list', 'any', (_c, context: ContextValue, keys: Values) => getDeep(context, keys)),
  ),
  builtin('get entries', '10.3.4.10', overload('m: context', 'list', entriesOf)),
  builtin('context', '10.3.4.10', overload('entries: list', 'context', fromEntries)),
  builtin(
    'context put',
    '10.3.4.10',
    overload('context: context, key: string, value: any', 'context', put),
    overload('context: context, keys: list, value: any', 'context', putDeep),
  ),
  builtin('context merge', '10.3.4.10', overload('contexts: list', 'context', merge)),
];
