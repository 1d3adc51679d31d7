import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { Disclose, Disclosure } from '../host/run-host.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import { subjectField, subjectsIn } from './subjects.ts';
import type { SubjectMark } from './subjects.ts';

export interface DisclosureBase extends Base {
  readonly markSubject: SubjectMark;
}

/** Who reads, for the record. */
export interface DisclosureTo {
  readonly by: string;
  readonly scenario: string;
  /** Absent for test runs, and for what is read outside a run. */
  readonly run?: string;
  /** What it was read for, when no run did. */
  readonly use?: 'test' | 'options' | 'form' | 'record' | 'result';
}

export interface DisclosureBook {
  readonly disclose: Disclose;
  /** Resolves when everything disclosed so far is on record. @throws what kept it from being recorded */
  readonly recorded: () => Promise<void>;
}

/** Marks in one entry; the entry says how many there were in all. */
const LISTED = 500;

function detailsOf(base: DisclosureBase, to: DisclosureTo, { fields, node, subjects }: Disclosure): JsonObject {
  return {
    fields: [...fields],
    ...(node === undefined ? {} : { node }),
    scenario: to.scenario,
    ...(to.run === undefined ? {} : { run: to.run }),
    ...(to.use === undefined ? {} : { use: to.use }),
    subjects: subjects.slice(0, LISTED).map(base.markSubject),
    ...(subjects.length > LISTED ? { subjectCount: subjects.length } : {}),
  };
}

/** Puts one disclosure on record; durable when it resolves. */
export async function noteDisclosure(base: DisclosureBase, to: DisclosureTo, disclosure: Disclosure): Promise<void> {
  await audit(base, to.by, 'data.disclose', disclosure.dataset, detailsOf(base, to, disclosure));
}

/** Puts on record that rows were shown to a person, when they are about persons. `fields` is what was shown of them. */
export async function noteRows(base: DisclosureBase, plan: Plan, to: DisclosureTo, shown: { readonly local: string; readonly fields: readonly string[]; readonly node?: string; readonly rows: readonly { readonly data: JsonObject }[] }): Promise<void> {
  const subject = subjectField(plan, shown.local);
  const definition = plan.datasets[shown.local];
  if (subject === undefined || !definition || shown.rows.length === 0) return;
  await noteDisclosure(base, to, { dataset: definition.id, fields: shown.fields, subjects: subjectsIn(shown.rows, subject), ...(shown.node === undefined ? {} : { node: shown.node }) });
}

/** Notes queries on personal data in the audit. The entries are written beside the work and waited for once, at its commit. */
export function openDisclosures(base: DisclosureBase, to: () => DisclosureTo): DisclosureBook {
  let pending: Promise<void>[] = [];
  return {
    disclose: (disclosure) => {
      const entry = noteDisclosure(base, to(), disclosure);
      // Whoever waits hears of a failure; until then it is not unhandled.
      entry.catch(() => undefined);
      pending.push(entry);
    },
    recorded: async () => {
      const entries = pending;
      pending = [];
      await Promise.all(entries);
    },
  };
}
