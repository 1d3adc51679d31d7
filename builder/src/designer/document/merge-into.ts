import type { Clash } from '../../../../runtime/schema/merge/merge-json.ts';
import { mergeScenario } from '../../../../runtime/schema/merge/merge-scenario.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isDrawable } from './drawable.ts';
import { sameJson } from './equal.ts';
import type { DocumentStore } from './store.ts';

/** Whether a save without an answer has arrived: theirs holds all of it. */
function holds(theirs: Scenario, base: Scenario, sent: Scenario): boolean {
  const { document, clashes } = mergeScenario(base, sent, theirs);
  return clashes.length === 0 && sameJson(document, theirs);
}

/** What a merge brought: the document before and after, and what of mine gave way to theirs. */
export interface Arrived {
  readonly before: Scenario;
  readonly after: Scenario;
  readonly clashes: readonly Clash[];
}

/** Puts mine and theirs together, theirs where both changed one place; undefined, and nothing is done, when theirs cannot be drawn. */
export function mergeInto(store: Pick<DocumentStore, 'get' | 'adopt'>, base: Scenario, theirs: Scenario, unanswered: readonly Scenario[]): Arrived | undefined {
  if (!isDrawable(theirs)) return undefined;
  const before = store.get().history.present;
  const from = unanswered.findLast((sent) => holds(theirs, base, sent)) ?? base;
  const { document, clashes } = mergeScenario(from, before, theirs);
  if (!isDrawable(document)) return undefined;
  store.adopt(document);
  return { before, after: document, clashes };
}
