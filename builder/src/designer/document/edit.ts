import { sameJson } from './equal.ts';
import { isContainer, overlaps, parsePointer } from './pointer.ts';

/**
 * One change of the document as plain data with its own inverse. `before` is undefined when the member was absent.
 * `at` is the member's position among its siblings, so that undoing a removal puts it back where it was.
 * Members of arrays are replaced in place; adding or removing one sets the whole array.
 */
export type Edit =
  | { readonly kind: 'set'; readonly path: string; readonly before: unknown; readonly after: unknown; readonly at?: number }
  | { readonly kind: 'remove'; readonly path: string; readonly before: unknown; readonly at: number };

/** Edits that are done and undone together. `label` names the deed for the undo button. */
export interface Transaction {
  readonly label: string;
  readonly edits: readonly Edit[];
  /** Consecutive transactions with the same key become one step of undo: typing, dragging. */
  readonly merge?: string;
}

function withMember(container: object, key: string, value: unknown, at: number | undefined): unknown {
  if (Array.isArray(container)) {
    const list: unknown[] = [...(container as readonly unknown[])];
    list[Number(key)] = value;
    return list;
  }
  if (Object.hasOwn(container, key) || at === undefined) return { ...container, [key]: value };
  const entries = Object.entries(container);
  entries.splice(at, 0, [key, value]);
  return Object.fromEntries(entries);
}

function withoutMember(container: object, key: string): unknown {
  if (Array.isArray(container)) return container.filter((_, index) => String(index) !== key);
  return Object.fromEntries(Object.entries(container).filter(([name]) => name !== key));
}

function applyAt(root: unknown, path: readonly string[], edit: Edit): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return edit.kind === 'set' ? edit.after : undefined;
  // A parent that is gone (someone else removed it) leaves the document as it is: an edit never invents parents.
  if (!isContainer(root)) return root;
  if (rest.length === 0) return edit.kind === 'remove' ? withoutMember(root, key) : withMember(root, key, edit.after, edit.at);
  const child = Object.hasOwn(root, key) ? (root as Record<string, unknown>)[key] : undefined;
  const next = applyAt(child, rest, edit);
  return next === child ? root : withMember(root, key, next, undefined);
}

/** Applies edits in order. Untouched parts keep their identity. */
export function applyEdits<Root>(root: Root, edits: readonly Edit[]): Root {
  return edits.reduce<unknown>((state, edit) => applyAt(state, parsePointer(edit.path), edit), root) as Root;
}

export function invertEdit(edit: Edit): Edit {
  if (edit.kind === 'remove') return { kind: 'set', path: edit.path, before: undefined, after: edit.before, at: edit.at };
  if (edit.before === undefined) return { kind: 'remove', path: edit.path, before: edit.after, at: edit.at ?? Number.MAX_SAFE_INTEGER };
  return { kind: 'set', path: edit.path, before: edit.after, after: edit.before, ...(edit.at === undefined ? {} : { at: edit.at }) };
}

/** The edits that undo these: each inverted, last first. */
export function invertEdits(edits: readonly Edit[]): readonly Edit[] {
  return edits.map(invertEdit).reverse();
}

/** Both edits of one path in a row as one, or `undefined` when they cancel out. */
function combine(first: Edit, then: Edit): Edit | undefined {
  const before = first.before;
  if (then.kind === 'remove') return before === undefined ? undefined : { kind: 'remove', path: first.path, before, at: then.at };
  if (sameJson(before, then.after) && before !== undefined) return undefined;
  const at = first.kind === 'set' && before === undefined ? first.at : undefined;
  return { kind: 'set', path: first.path, before, after: then.after, ...(at === undefined ? {} : { at }) };
}

function squashInto(done: Edit[], edit: Edit): void {
  for (let index = done.length - 1; index >= 0; index -= 1) {
    const earlier = done[index];
    if (earlier === undefined || !overlaps(earlier.path, edit.path)) continue;
    // An overlapping edit of another path lies between: the order must stay.
    if (earlier.path !== edit.path) break;
    // A removal put back may sit at another place among its siblings; only exact pairs are merged.
    if (earlier.kind === 'remove') break;
    const both = combine(earlier, edit);
    if (both === undefined) done.splice(index, 1);
    else done[index] = both;
    return;
  }
  done.push(edit);
}

/** Fewer edits with the same effect: set + set of one path becomes one, add + remove nothing. */
export function squashEdits(...groups: readonly (readonly Edit[])[]): readonly Edit[] {
  const done: Edit[] = [];
  for (const group of groups) for (const edit of group) squashInto(done, edit);
  return done;
}
