import { isRecord, own } from './same.ts';

/** What tells a member of a list from its siblings, whatever its position. */
function keyOf(member: unknown): string | undefined {
  if (typeof member === 'string' || typeof member === 'number') return JSON.stringify(member);
  if (!isRecord(member)) return undefined;
  for (const name of ['id', 'port', 'name']) {
    const key = own(member, name);
    if (typeof key === 'string') return key;
  }
  // Values of a parameter: one for each key and first day.
  if (Object.hasOwn(member, 'from') && Object.hasOwn(member, 'value')) return JSON.stringify([member['key'] ?? null, member['from']]);
  return undefined;
}

/** The keys of all members, or undefined when one has none or two have the same: such a list is one value. */
export function keysOf(list: readonly unknown[]): readonly string[] | undefined {
  const keys: string[] = [];
  for (const member of list) {
    const key = keyOf(member);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return new Set(keys).size === keys.length ? keys : undefined;
}
