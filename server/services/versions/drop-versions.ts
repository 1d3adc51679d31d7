import type { Base } from '../context.ts';
import { THREAD } from './comments.ts';
import { dropDocument } from './retry.ts';
import { RULE } from './review-rule.ts';
import { REVIEW } from './reviews.ts';
import { POINT } from './saved-points.ts';
import { SCHEDULED, SCHEDULED_CONTENT } from './scheduled.ts';

/** With a draft goes all that was about it: another one of its name begins with nothing. */
export async function dropVersions(base: Base, scenario: string, by: string): Promise<void> {
  for (const kind of [POINT, THREAD]) for (const { id } of await base.store.documents.list(kind, { prefix: `${scenario}@` })) await dropDocument(base, kind, id, by);
  for (const kind of [SCHEDULED, SCHEDULED_CONTENT, REVIEW]) await dropDocument(base, kind, scenario, by);
  await dropDocument(base, RULE, `scenario:${scenario}`, by);
}
