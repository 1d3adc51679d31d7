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

/** Mine on top of theirs, where nothing of either gives way; otherwise nothing is done and the answer is false. */
export function mergeInto(store: Pick<DocumentStore, 'get' | 'adopt'>, base: Scenario, theirs: Scenario, unanswered: readonly Scenario[]): boolean {
  if (!isDrawable(theirs)) return false;
  const from = unanswered.findLast((sent) => holds(theirs, base, sent)) ?? base;
  const { document, clashes } = mergeScenario(from, store.get().history.present, theirs);
  if (clashes.length > 0 || !isDrawable(document)) return false;
  store.adopt(document);
  return true;
}
