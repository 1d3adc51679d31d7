import type { JsonObject } from '../../../runtime/schema/json.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { RowFilter, StoredDocument } from '../../stores/store.ts';
import { cutAudit, readCut } from '../audit-cut.ts';
import type { AnchorKey } from '../audit-anchors.ts';
import { audit } from '../context.ts';
import type { SubjectMark } from '../subjects.ts';
import { subjectsIn } from '../subjects.ts';
import { auditReach } from './audit-rule.ts';
import { dropHanging, type RunDocuments } from './hangs-on-run.ts';
import { heldNow, holdId } from './holds.ts';
import { before } from './period.ts';
import { isInForce, listRules, periodText, type KeptRule } from './rules.ts';
import { AUDIT_GOING, takeTurn, type OwnTurn } from './turns.ts';

export interface RetentionBase extends RunDocuments {
  readonly markSubject: SubjectMark;
  readonly anchors: AnchorKey;
}

/** Taken out at once: small, so that nobody waits for it. */
const BATCH = 50;
/** Of one rule, before others have their turn again. */
const BATCHES = 40;

/** What one rule removes, a batch at a time; each answers how many went and whether there is more. */
type Batch = (turn: OwnTurn) => Promise<{ readonly removed: number; readonly more: boolean }>;

const record = (base: RetentionBase, rule: KeptRule, details: JsonObject): Promise<void> =>
  audit(base, 'system', 'retention.remove', `${rule.kind}:${rule.target}`, { ...details, period: periodText(rule), basis: rule.basis });

function runBatches(base: RetentionBase, rule: KeptRule, cut: string): Batch {
  let cursor: string | undefined;
  return async (turn) => {
    const page = await base.store.runs.ended({ scenario: rule.target, before: cut, limit: BATCH, ...(cursor === undefined ? {} : { cursor }) });
    cursor = page.next;
    await turn.say(page.items.map(({ id }) => holdId({ kind: 'run', id })));
    const held = await heldNow(base);
    const going = page.items.filter(({ id }) => !held.has(holdId({ kind: 'run', id })));
    if (going.length > 0) await dropHanging(base, going);
    const { runs } = going.length > 0 ? await base.store.wipe({ runs: going.map(({ id }) => id) }) : { runs: [] };
    if (runs.length > 0) await record(base, rule, { runs: runs.length, ids: [...runs], before: cut });
    return { removed: runs.length, more: cursor !== undefined };
  };
}

/** Rows whose day lies before a day, or whose moment before a moment. */
export function rowsBefore(type: string | undefined, column: string, cut: string): RowFilter {
  return { all: [{ field: column, op: 'not-null' }, { field: column, op: '<', value: type === 'date' ? cut.slice(0, 10) : cut }] };
}

async function rowBatches(base: RetentionBase, rule: KeptRule, cut: string): Promise<Batch> {
  const definition = await base.store.datasets.get(rule.target);
  const column = rule.column ?? '';
  const type = definition?.fields.find(({ id }) => id === column)?.type;
  let offset = 0;
  return async (turn) => {
    // A column that was dropped keeps every row.
    if (!definition || type === undefined) return { removed: 0, more: false };
    const dataset = definition.id;
    const { rows } = await base.store.datasets.query(dataset, { filter: rowsBefore(type, column, cut), offset, limit: BATCH });
    await turn.say(rows.map(({ id }) => holdId({ kind: 'row', dataset, id })));
    const held = await heldNow(base);
    const going = rows.filter(({ id }) => !held.has(holdId({ kind: 'row', dataset, id })));
    const { rows: removed } = going.length > 0 ? await base.store.wipe({ rows: going.map(({ id, version }) => ({ dataset, id, version })) }) : { rows: 0 };
    offset += rows.length - removed;
    const subjects = definition.subject === undefined ? {} : { subjects: subjectsIn(going, definition.subject).map(base.markSubject) };
    if (removed > 0) await record(base, rule, { rows: removed, column, before: cut, ...subjects });
    return { removed, more: rows.length === BATCH };
  };
}

function noticeBatches(base: RetentionBase, rule: KeptRule, cut: string): Batch {
  return async () => {
    const { items } = await base.store.notices.before(cut, BATCH * 10);
    const { notices } = items.length > 0 ? await base.store.wipe({ notices: items }) : { notices: 0 };
    if (notices > 0) await record(base, rule, { notices, before: cut });
    return { removed: notices, more: items.length === BATCH * 10 };
  };
}

/** Entries taken out at once: others who write to the record wait for it. */
const CUT_BATCH = 10_000;

function auditBatches(base: RetentionBase, rule: KeptRule): Batch {
  return async (turn) => {
    await turn.say([AUDIT_GOING]);
    const { to } = await auditReach(base, rule);
    // What a server that ended had signed and not taken out is still there, and a hold may have been placed since.
    const from = (await readCut(base))?.seq ?? 0;
    const until = Math.min(to, from + CUT_BATCH);
    const done = until > from ? await cutAudit(base, base.anchors, until) : null;
    if (done) await record(base, rule, { entries: done.removed, to: until, hash: done.cut.hash });
    return { removed: done?.removed ?? 0, more: done !== null && until < to };
  };
}

async function batchesOf(base: RetentionBase, rule: KeptRule): Promise<Batch> {
  const cut = before(base.now(), rule.period);
  if (rule.kind === 'audit') return auditBatches(base, rule);
  if (rule.kind === 'scenario') return runBatches(base, rule, cut);
  return rule.kind === 'dataset' ? rowBatches(base, rule, cut) : noticeBatches(base, rule, cut);
}

async function carryOut(base: RetentionBase, found: StoredDocument<KeptRule>, isStopping: () => boolean): Promise<void> {
  const { id, version, body: rule } = found;
  const turn = await takeTurn(base, id, version);
  if (!turn) return;
  const batch = await batchesOf(base, rule);
  try {
    for (let n = 0, more = true; more; n += 1) {
      if (isStopping() || n === BATCHES || !(await isInForce(base, found))) return await turn.end(false);
      const done = await batch(turn);
      await turn.done(done.removed);
      more = done.more;
    }
    await turn.end(true);
  } catch (error) {
    // Said on the page, and tried again with the next look: a total that would not hold without these rows.
    if (!isScenarioError(error) || error.code.startsWith('SCN_STORE_')) throw error;
    await turn.end(true, error.code);
  }
}

/** Removes what is kept long enough, in small batches, of many servers one for each rule. Nothing of a rule that is younger than a day. */
export async function sweepRetention(base: RetentionBase, take: (id: string, work: () => Promise<unknown>) => void, isStopping: () => boolean): Promise<void> {
  const now = base.now().toISOString();
  for (const found of await listRules(base)) if (found.body.from <= now) take(`retention ${found.id}`, () => carryOut(base, found, isStopping));
}
