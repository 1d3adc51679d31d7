import type { Problem } from '../../../../server/api/common.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import type { FieldFlaw } from './flaw.ts';
import { decodePointer } from './validate.ts';

export interface ServerFlaws {
  readonly flaws: readonly FieldFlaw[];
  /** Refusals that no field of the form explains, in the server's words. */
  readonly rest: readonly string[];
}

/** Puts the server's refusal at the fields it names: pointers such as `/input/pid` or `/data/reason`. */
export function serverFlaws(problem: Problem, fields: readonly PortalField[]): ServerFlaws {
  const known = new Set(fields.map((field) => field.id));
  const flaws = new Map<string, FieldFlaw>();
  const rest: string[] = [];
  for (const error of problem.errors ?? []) {
    const field = decodePointer(error.path).find((part) => known.has(part));
    if (field === undefined) rest.push(error.message);
    else if (!flaws.has(field)) flaws.set(field, { field, flaw: { kind: 'server', message: error.message } });
  }
  return { flaws: fields.flatMap((field) => flaws.get(field.id) ?? []), rest };
}
