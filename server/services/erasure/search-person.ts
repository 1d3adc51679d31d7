import type { Locale } from '../../../runtime/schema/text.ts';
import type { PersonTraces } from '../../api/erasure.ts';
import type { RunRecord } from '../../stores/store.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { datasetNamed } from '../dataset-named.ts';
import { SCENARIO } from '../drafts.ts';
import { heldNow } from '../retention/holds.ts';
import type { SubjectMark } from '../subjects.ts';
import { textOf } from '../texts.ts';
import { datasetOf } from './find-person.ts';
import { tracePerson } from './trace-person.ts';

/** Lines of a list; how many there are is said besides. */
const SHOWN = 50;
const READS = 1000;

interface SearchBase extends Base {
  readonly markSubject: SubjectMark;
}

async function titles(base: Base, runs: readonly RunRecord[], locale: Locale): Promise<(run: RunRecord) => string> {
  const known = new Map<string, string>();
  for (const scenario of new Set(runs.map((run) => run.scenario))) {
    const draft = await base.store.documents.get<{ readonly title?: unknown; readonly texts?: unknown }>(SCENARIO, scenario);
    known.set(scenario, draft ? textOf(draft.body, draft.body.title, locale) : scenario);
  }
  return ({ scenario }) => known.get(scenario) ?? scenario;
}

/** What is kept about a person: where and how much. Whoever asked is on record, with a mark of the person. */
export async function searchPerson(base: SearchBase, given: string, by: string, locale: Locale): Promise<PersonTraces> {
  const subject = given.trim();
  const mark = base.markSubject(subject);
  await audit(base, by, 'person.search', mark, { subjects: [mark] });
  const traces = await tracePerson(base, subject);
  const reads = await base.store.audit.list({ subject: mark, limit: READS });
  const counts = new Map<string, number>();
  for (const { dataset, left } of traces.rows) if (!left) counts.set(dataset, (counts.get(dataset) ?? 0) + 1);
  const rows = [];
  for (const [id, count] of counts) rows.push({ id, title: await datasetNamed(base, id, locale), count });
  const about = [...traces.runs.values()].map(({ run }) => run);
  const titleOf = await titles(base, [...about.slice(0, SHOWN), ...traces.open.slice(0, SHOWN)], locale);
  const line = (run: RunRecord) => ({ id: run.id, scenario: run.scenario, title: titleOf(run), startedAt: run.startedAt });
  const holds = await heldNow(base);
  const held = traces.held.map((id) => ({ id: id.startsWith('row:') ? datasetOf(id) : id, reason: holds.get(id)?.reason ?? '' }));
  return {
    rows, namedRows: traces.rows.filter(({ left }) => left !== undefined).length,
    runs: about.slice(0, SHOWN).map(line), runCount: about.length, seen: traces.seen.size, open: traces.open.slice(0, SHOWN).map(line), openCount: traces.open.length,
    tasks: [...traces.tasks.values()].flat().length, files: traces.documents.filter(({ kind }) => kind === 'file').length, documents: traces.documents.filter(({ kind }) => kind !== 'file' && kind !== 'file-part').length,
    notices: traces.notices.length, deliveries: traces.deliveries.length,
    reads: reads.items.filter(({ action }) => action !== 'person.search').length, readsMore: reads.next !== undefined, held, left: traces.left.slice(0, SHOWN),
  };
}
