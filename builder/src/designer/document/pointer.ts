/** RFC 6901 pointers into the scenario: the only way edits and diagnostics name a place. */

export type Path = readonly string[];

/** `['flows', 'a/b']` → `/flows/a~1b`. */
export function pointer(...segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `/flows/a~1b` → `['flows', 'a/b']`; `''` is the root. */
export function parsePointer(text: string): Path {
  if (text === '') return [];
  return text.slice(1).split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function isContainer(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === 'object' && value !== null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}

/** Own members only, so `__proto__` and friends are just absent. */
export function member(container: unknown, key: string): unknown {
  if (!isContainer(container) || !Object.hasOwn(container, key)) return undefined;
  return (container as Record<string, unknown>)[key];
}

/** The value at a pointer, or undefined when any step is absent. */
export function valueAt(root: unknown, at: string | Path): unknown {
  let here = root;
  for (const segment of typeof at === 'string' ? parsePointer(at) : at) here = member(here, segment);
  return here;
}

/** True when one pointer is the other or lies under it. */
export function overlaps(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
