import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { StoredRow } from '../../runtime/host/row-filter.ts';
import { sourceRow } from '../../runtime/host/sharing/access.ts';
import type { SourceBase } from '../host/dataset-source.ts';
import type { Disclosure, ToldOfReads } from '../host/run-host.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import { subjectField, subjectsIn } from './subjects.ts';
import type { SubjectMark } from './subjects.ts';

export interface DisclosureBase extends Base, SourceBase {
  readonly markSubject: SubjectMark;
}

/** Who reads, for the record. */
export interface DisclosureTo {
  readonly by: string;
  readonly scenario: string;
  /** Absent for test runs, and for what is read outside a run. */
  readonly run?: string;
  /** What it was read for, when no run did. */
  readonly use?: 'test' | 'options' | 'form' | 'record' | 'result' | 'page' | 'export' | 'trace';
}

export interface DisclosureBook extends ToldOfReads {
  /** Resolves when everything disclosed so far is on record; undefined when there is nothing to wait for. @throws what kept it from being recorded */
  recorded(): Promise<unknown> | undefined;
}

/** Marks in one entry; more persons get entries of their own, so that everybody is found. */
const LISTED = 500;

/** Purpose and grant of what is another unit's. */
function grantFacts(base: DisclosureBase, id: string | undefined): JsonObject {
  const grant = id === undefined ? undefined : base.sharing.grants().find((one) => one.id === id);
  return grant ? { grant: grant.id, purpose: grant.asked.purpose } : {};
}

function detailsOf(base: DisclosureBase, to: DisclosureTo, { fields, node, subjects, grant, rows }: Disclosure): JsonObject {
  return {
    fields: [...fields],
    ...(node === undefined ? {} : { node }),
    scenario: to.scenario,
    ...(to.run === undefined ? {} : { run: to.run }),
    ...(to.use === undefined ? {} : { use: to.use }),
    ...grantFacts(base, grant),
    ...(rows === undefined ? { subjects: subjects.map(base.markSubject) } : { rows }),
  };
}

/** Puts one disclosure on record; durable when it resolves. */
export async function noteDisclosure(base: DisclosureBase, to: DisclosureTo, disclosure: Disclosure): Promise<void> {
  const { subjects } = disclosure;
  const entries: Promise<void>[] = [];
  for (let from = 0; from === 0 || from < subjects.length; from += LISTED) {
    entries.push(audit(base, to.by, 'data.disclose', disclosure.dataset, detailsOf(base, to, { ...disclosure, subjects: subjects.slice(from, from + LISTED) })));
  }
  await Promise.all(entries);
}

/** Puts on record that rows were shown to a person, when they are about persons. `fields` is what was shown of them. */
export async function noteRows(base: DisclosureBase, plan: Plan, to: DisclosureTo, shown: { readonly local: string; readonly fields: readonly string[]; readonly node?: string; readonly rows: readonly { readonly data: JsonObject }[] }): Promise<void> {
  const subject = subjectField(plan, shown.local);
  const definition = plan.datasets[shown.local];
  if (subject === undefined || !definition || shown.rows.length === 0) return;
  const reading = base.sharing.reading(plan, shown.local);
  const grant = reading.kind === 'shared' ? reading.grant?.id : undefined;
  await noteDisclosure(base, to, { dataset: definition.id, fields: shown.fields, subjects: subjectsIn(shown.rows.map((row) => sourceRow(row as StoredRow)), subject), ...(grant === undefined ? {} : { grant }), ...(shown.node === undefined ? {} : { node: shown.node }) });
}

/** A class, because one is made for every step that reads, and most of them have nothing to note. */
class Book implements DisclosureBook {
  readonly #base: DisclosureBase;
  readonly #to: () => DisclosureTo;
  #pending: Promise<void>[] | undefined;

  constructor(base: DisclosureBase, to: () => DisclosureTo) {
    this.#base = base;
    this.#to = to;
  }

  disclose(disclosure: Disclosure): void {
    const entry = noteDisclosure(this.#base, this.#to(), disclosure);
    // Whoever waits hears of a failure; until then it is not unhandled.
    entry.catch(() => undefined);
    (this.#pending ??= []).push(entry);
  }

  recorded(): Promise<unknown> | undefined {
    const entries = this.#pending;
    if (!entries) return undefined;
    this.#pending = undefined;
    return Promise.all(entries);
  }
}

/** Notes queries on personal data in the audit. The entries are written beside the work and waited for once, at its commit. */
export function openDisclosures(base: DisclosureBase, to: () => DisclosureTo): DisclosureBook {
  return new Book(base, to);
}
