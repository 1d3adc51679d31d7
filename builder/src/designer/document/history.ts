import { dropLoose } from '../../../../runtime/schema/merge/hold-together.ts';
import { mergeScenario } from '../../../../runtime/schema/merge/merge-scenario.ts';
import { applyEdits, invertEdits, squashEdits, type Edit, type Transaction } from './edit.ts';

/** Steps of undo a person has. */
export const UNDO_STEPS = 500;

export interface History<Root> {
  readonly present: Root;
  readonly past: readonly Transaction[];
  readonly future: readonly Transaction[];
  /** Others have changed the document, too. */
  readonly shared?: true;
}

export function startHistory<Root>(present: Root): History<Root> {
  return { present, past: [], future: [] };
}

/** Does a transaction; one with the merge key of the last joins it. Anything undone before is forgotten. */
export function perform<Root>(history: History<Root>, transaction: Transaction): History<Root> {
  if (transaction.edits.length === 0) return history;
  const present = applyEdits(history.present, transaction.edits);
  const last = history.past.at(-1);
  const joins = last !== undefined && transaction.merge !== undefined && last.merge === transaction.merge && history.future.length === 0;
  if (!joins) return { ...history, present, past: [...history.past, transaction].slice(-UNDO_STEPS), future: [] };
  const edits = squashEdits(last.edits, transaction.edits);
  const past = history.past.slice(0, -1);
  return { ...history, present, past: edits.length === 0 ? past : [...past, { ...last, edits }], future: [] };
}

/** Does edits again or, inverted, takes them back, but changes nothing that somebody else has changed or built on since. */
function onTop<Root>({ present, shared }: History<Root>, edits: readonly Edit[]): Root {
  const wanted = applyEdits(present, edits);
  if (shared === undefined) return wanted;
  return dropLoose(mergeScenario(applyEdits(wanted, invertEdits(edits)), wanted, present).document, present);
}

export function undo<Root>(history: History<Root>): History<Root> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { ...history, present: onTop(history, invertEdits(last.edits)), past: history.past.slice(0, -1), future: [...history.future, last] };
}

export function redo<Root>(history: History<Root>): History<Root> {
  const next = history.future.at(-1);
  if (next === undefined) return history;
  return { ...history, present: onTop(history, next.edits), past: [...history.past, next], future: history.future.slice(0, -1) };
}

/** The document as it is with the changes of others; the steps of undo are still one's own. */
export function adopt<Root>(history: History<Root>, present: Root): History<Root> {
  return present === history.present ? history : { ...seal(history), present, shared: true };
}

/** Ends merging, so that the next transaction with the same key is a step of its own. */
export function seal<Root>(history: History<Root>): History<Root> {
  const last = history.past.at(-1);
  if (last?.merge === undefined) return history;
  const { merge: _, ...sealed } = last;
  return { ...history, past: [...history.past.slice(0, -1), sealed] };
}
