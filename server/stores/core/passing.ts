/** Kinds of documents that are large, written once and read seldom: no store keeps them in memory. */
const PASSING: ReadonlySet<string> = new Set(['file-part', 'import-part', 'import-coming', 'import-told', 'plugin-part']);

export function isPassing(kind: string): boolean {
  return PASSING.has(kind);
}
