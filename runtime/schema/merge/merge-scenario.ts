import { clashWithTheirDeletions, giveWay } from './give-way.ts';
import { holdTogether } from './hold-together.ts';
import { mergeJson, type Clash } from './merge-json.ts';
import { mendWays } from './mend-ways.ts';
import { renumber } from './renumber.ts';
import { same, shareParts } from './same.ts';

export interface Merged<Document> {
  readonly document: Document;
  /** What of mine gave way to theirs. */
  readonly clashes: readonly Clash[];
}

/**
 * Two people's changes of one document, from where both began. Pure and total: whatever one of them changed is in the
 * result or among the clashes; where both documents hold together, so does the result.
 */
export function mergeScenario<Document>(base: Document, mine: Document, theirs: Document): Merged<Document> {
  if (mine === base || same(mine, theirs)) return { document: shareParts(mine, theirs), clashes: [] };
  const clashes: Clash[] = [];
  const numbered = renumber(base, giveWay(base, mine, theirs, clashes), theirs);
  const merged = mendWays(mergeJson({ base, mine: numbered, theirs }, [], clashes), base, numbered, theirs, clashes);
  const document = shareParts(mine, holdTogether(merged, base, numbered, theirs, clashes)) as Document;
  clashWithTheirDeletions(base, numbered, document, clashes);
  return { document, clashes };
}
