import type { PortalField } from '../../../../server/api/portal.ts';

/** Every text in a formula's tree; the names of questions are among them. */
function textsIn(value: unknown, into: Set<string>): Set<string> {
  if (typeof value === 'string') into.add(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) textsIn(inner, into);
  return into;
}

const isOpen = (value: unknown): boolean => value === null || value === undefined;

/** Whether answers that are still to be given decide how many questions there are: how many pages follow is not known then. */
export function moreMayFollow(fields: readonly PortalField[], shown: readonly PortalField[], answers: Readonly<Record<string, unknown>>): boolean {
  const here = new Set(shown.map(({ id }) => id));
  const unanswered = new Set(shown.filter(({ id, compute }) => compute === undefined && isOpen(answers[id])).map(({ id }) => id));
  return unanswered.size > 0 && fields.some(({ id, visible }) => !here.has(id) && visible !== undefined && [...textsIn(visible, new Set())].some((text) => unanswered.has(text)));
}
