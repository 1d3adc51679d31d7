import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { FORMULA_WORDS, KEY_PATTERN, NAME_PATTERN, RESERVED_NAMES, RESERVED_NODE_NAMES } from '../../../../runtime/schema/ids.ts';
import type { ConfigSchemaOf } from './node-places.ts';
import { idOf, markOfNamed, namedBy, settled, worldOf, type Named } from './rename.ts';
import { visitScenario } from './scenario-places.ts';
import type { Mark } from './shape.ts';
import type { Visit } from './visit.ts';

const kept = new WeakMap<Scenario, readonly Named[]>();

/** Everything in a scenario that has a name others can say, each once. */
export function namedThings(scenario: Scenario, schemaOf: ConfigSchemaOf): readonly Named[] {
  const known = kept.get(scenario);
  if (known !== undefined) return known;
  const marks = new Set<Mark>();
  const add = (mark: () => Mark | undefined, own = false) => {
    const found = own ? mark() : undefined;
    if (found !== undefined && !found.endsWith('/')) marks.add(found);
  };
  const visit: Visit = { mayHold: () => true, name: (_path, _text, mark, own) => add(mark, own), key: (_path, mark, own) => add(mark, own), formula: () => undefined, text: () => undefined, part: () => undefined };
  visitScenario(worldOf(scenario), schemaOf, visit, '');
  const made = [...marks].map(namedBy);
  kept.set(scenario, made);
  return made;
}

/** Things that are never read in a formula may have names with a hyphen. */
const KEYS: ReadonlySet<string> = new Set(['bases', 'ports']);

export function isKeyName({ kind }: Named): boolean {
  return KEYS.has(kind);
}

const NAMES = new RegExp(NAME_PATTERN, 'u');
const KEY_NAMES = new RegExp(KEY_PATTERN, 'u');
const WORDS: ReadonlySet<string> = new Set([...RESERVED_NAMES, ...FORMULA_WORDS]);

/** Kinds that are read in formulas by their name alone. */
const BARE: ReadonlySet<string> = new Set(['locals', 'inputs', 'measures', 'figures']);

/** What keeps a thing from having a name: `bad` for one that no formula could read, `taken` by another of its kind beside it. */
export function refusesName(scenario: Scenario, thing: Named, to: string, schemaOf: ConfigSchemaOf): 'bad' | 'taken' | undefined {
  const named = settled(scenario, thing);
  if (!(isKeyName(named) ? KEY_NAMES : NAMES).test(to)) return 'bad';
  if (named.kind === 'nodes' && RESERVED_NODE_NAMES.has(to)) return 'bad';
  if (BARE.has(named.kind) && WORDS.has(to)) return 'bad';
  if (to === idOf(named)) return undefined;
  const wanted = markOfNamed({ ...named, path: [...named.path.slice(0, -1), to] });
  return namedThings(scenario, schemaOf).some((one) => markOfNamed(one) === wanted) ? 'taken' : undefined;
}
