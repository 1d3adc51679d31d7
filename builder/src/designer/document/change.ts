import { applyEdits, type Edit } from './edit.ts';
import { sameJson } from './equal.ts';
import { isContainer, isRecord, parsePointer, pointer, valueAt, type Path } from './pointer.ts';

/** What a caller wishes: the value at a pointer, or its removal when `value` is absent. The shape of a diagnostic's fix. */
export interface Change {
  readonly path: string;
  readonly value?: unknown;
  /** Position of a new member among its siblings; at the end when absent. */
  readonly at?: number;
}

/** The highest ancestor that is missing, and the value wrapped so that it can be set there. */
function lift(root: unknown, path: Path, value: unknown): { readonly path: Path; readonly value: unknown } {
  for (let depth = 1; depth < path.length; depth += 1) {
    const head = path.slice(0, depth);
    if (valueAt(root, head) !== undefined) continue;
    return { path: head, value: path.slice(depth).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) };
  }
  return { path, value };
}

function setEdit(root: unknown, change: Change): Edit | undefined {
  const lifted = lift(root, parsePointer(change.path), change.value);
  const parent = valueAt(root, lifted.path.slice(0, -1));
  const key = lifted.path.at(-1) ?? '';
  const before = valueAt(root, lifted.path);
  if (before !== undefined && sameJson(before, lifted.value)) return undefined;
  // Growing an array changes its length, so the whole array is the unit.
  if (Array.isArray(parent) && before === undefined) {
    const after = [...(parent as readonly unknown[])];
    after.splice(key === '-' ? after.length : Number(key), 0, lifted.value);
    return { kind: 'set', path: pointer(...lifted.path.slice(0, -1)), before: parent, after };
  }
  const at = before === undefined && isRecord(parent) ? (change.at ?? Object.keys(parent).length) : undefined;
  return { kind: 'set', path: pointer(...lifted.path), before, after: lifted.value, ...(at === undefined ? {} : { at }) };
}

function removeEdit(root: unknown, path: Path): Edit | undefined {
  const parent = valueAt(root, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  if (!isContainer(parent) || !Object.hasOwn(parent, key)) return undefined;
  if (Array.isArray(parent)) {
    const after = parent.filter((_, index) => String(index) !== key);
    return { kind: 'set', path: pointer(...path.slice(0, -1)), before: parent, after };
  }
  return { kind: 'remove', path: pointer(...path), before: parent[key], at: Object.keys(parent).indexOf(key) };
}

/** Inside a node that is gone: a value alone makes no node. */
function isOfNothing(root: unknown, { path }: Change): boolean {
  const steps = parsePointer(path);
  return steps.length > 4 && steps[0] === 'flows' && steps[2] === 'nodes' && valueAt(root, steps.slice(0, 4)) === undefined;
}

/** Turns wishes into edits with their `before`, in order; a wish that changes nothing gives no edit. */
export function editsFor(root: unknown, changes: readonly Change[]): readonly Edit[] {
  const edits: Edit[] = [];
  let state = root;
  for (const change of changes) {
    if (isOfNothing(state, change)) continue;
    const edit = change.value === undefined ? removeEdit(state, parsePointer(change.path)) : setEdit(state, change);
    if (edit === undefined) continue;
    edits.push(edit);
    state = applyEdits(state, [edit]);
  }
  return edits;
}
