/** A node path taken apart: `each[2]/pay` is prefix `each[2]/` and node `pay`; a node of the run itself has prefix `''`. */
export interface NodePath {
  readonly prefix: string;
  readonly node: string;
}

export function splitPath(path: string): NodePath {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? { prefix: '', node: path } : { prefix: path.slice(0, slash + 1), node: path.slice(slash + 1) };
}

/** Prefix of child `index` of the node at `path`. */
export function childPrefix(path: string, index: number): string {
  return `${path}[${index}]/`;
}

/** The parent node and index of a child prefix; null for the run itself. */
export function parentOf(prefix: string): { readonly path: string; readonly index: number } | null {
  if (prefix === '') return null;
  const open = prefix.lastIndexOf('[');
  return { path: prefix.slice(0, open), index: Number(prefix.slice(open + 1, -2)) };
}

/** How many child flows deep a prefix is; 0 for the run itself. */
export function depthOf(prefix: string): number {
  return prefix === '' ? 0 : prefix.split('/').length - 1;
}
