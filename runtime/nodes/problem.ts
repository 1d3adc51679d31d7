import type { Diagnostic } from '../schema/diagnostic.ts';

/** A problem of a node's config. `path` is a JSON pointer inside the config; the checker adds flow and node. */
export function problem(code: `SCN_${string}`, path: string, zh: string, en: string, severity: Diagnostic['severity'] = 'error'): Diagnostic {
  return { code, severity, place: { path }, message: { 'zh-CN': zh, en } };
}

/** One problem per id that appears more than once in an ordered part; each is placed at the later one. */
export function duplicateIds(items: readonly { readonly id: string }[], path: string): readonly Diagnostic[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (!seen.has(item.id)) {
      seen.add(item.id);
      return [];
    }
    return [problem('SCN_NODE_DUPLICATE_ID', `${path}/${index}/id`, `“${item.id}”用了两次，请改一个名称`, `"${item.id}" is used twice; rename one`)];
  });
}

/** A literal key as one step of a JSON pointer. */
export function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
