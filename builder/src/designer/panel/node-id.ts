import { NAME_PATTERN, RESERVED_NAMES } from '../../../../runtime/schema/ids.ts';

/** What keeps `wish` from being the id of a node among `taken`; undefined when it may. */
export function refusesId(wish: string, taken: ReadonlySet<string>): 'bad' | 'taken' | undefined {
  if (!new RegExp(NAME_PATTERN, 'u').test(wish) || (RESERVED_NAMES as readonly string[]).includes(wish)) return 'bad';
  return taken.has(wish) ? 'taken' : undefined;
}
