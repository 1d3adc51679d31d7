import { localDay, momentOf } from '../../runtime/engine/time.ts';
import { addWorkingDays } from '../../runtime/engine/working-time.ts';
import type { DueGroup, InboxCounts, TaskItem } from '../api/portal.ts';
import { fail } from '../errors.ts';
import type { DueRange, Page, TaskOrder, TaskRecord } from '../stores/store.ts';
import { actingTokens, actorOf, nameFor } from './acting.ts';
import { tokensOf } from './people.ts';
import { userNames } from './portal.ts';
import type { Reader } from './portal.ts';
import type { RunBase } from './runs.ts';
import { itemOf } from './tasks.ts';

const ZONE = 'Asia/Shanghai';
const CALENDAR = 'cn';
const DAY_MS = 86_400_000;
/** Working days that still count as soon. */
const SOON = 3;
/** Beyond any deadline; tasks without one come after it. */
const NEVER = 8.64e15;
/** What nobody works through is not counted, and is listed by deadline only: no index knows another order. */
const MOST_COUNTED = 10_000;
/** Tasks looked at for one page of a search; the next page goes on from there. */
const MOST_LOOKED_AT = 3000;
const STEP = 200;

export interface InboxQuery {
  readonly view: 'all' | 'mine' | 'unit' | 'done' | 'copied';
  readonly due?: DueGroup;
  readonly app?: string;
  readonly q?: string;
  /** Of open tasks. @default due */
  readonly order?: TaskOrder;
  readonly cursor?: string;
  readonly limit: number;
}

/** Where the groups of an inbox end: now, the end of today, the end of the third working day from now. */
function boundsOf(base: RunBase): { readonly now: string; readonly todayEnd: string; readonly soonEnd: string } {
  const now = base.now().toISOString();
  const endOf = (at: string) => new Date(Date.parse(momentOf(localDay(at, ZONE), ZONE)) + DAY_MS).toISOString();
  return { now, todayEnd: endOf(now), soonEnd: endOf(soonDay(base, now)) };
}

/** Where the calendar does not know the year, days are counted as they come. */
function soonDay(base: RunBase, now: string): string {
  try {
    return addWorkingDays(now, SOON, { zone: ZONE, calendar: base.calendars.get(CALENDAR), calendarId: CALENDAR });
  } catch {
    return new Date(Date.parse(now) + SOON * DAY_MS).toISOString();
  }
}

function rangeOf(base: RunBase, group: DueGroup): DueRange {
  const { now, todayEnd, soonEnd } = boundsOf(base);
  const ranges: Readonly<Record<DueGroup, DueRange>> = { late: { to: now }, today: { from: now, to: todayEnd }, soon: { from: todayEnd, to: soonEnd }, later: { from: soonEnd }, none: 'none' };
  return ranges[group];
}

/** How many tasks a person may do, by when they are due. */
export async function countInbox(base: RunBase, { user }: Reader): Promise<InboxCounts> {
  const { now, todayEnd, soonEnd } = boundsOf(base);
  const counted = await base.store.tasks.countOpen({ candidates: actingTokens(actorOf(base, user)), bounds: [...[now, todayEnd, soonEnd].map((moment) => Date.parse(moment)), NEVER], most: MOST_COUNTED });
  const [late = 0, today = 0, soon = 0, later = 0, none = 0] = counted;
  const all = late + today + soon + later + none;
  return { all, late, today, soon, later, none, more: all >= MOST_COUNTED, todayEnd, soonEnd };
}

async function demandOrder(base: RunBase, { user }: Reader, { view, order = 'due' }: InboxQuery): Promise<void> {
  if (order === 'due' || view === 'done' || view === 'copied') return;
  const [open = 0] = await base.store.tasks.countOpen({ candidates: actingTokens(actorOf(base, user)), bounds: [], most: MOST_COUNTED });
  if (open >= MOST_COUNTED) throw fail('SCN_TASK_ORDER', { most: MOST_COUNTED });
}

/** One page of an inbox. A page of a search may hold fewer tasks than asked for and still have a next one. @throws SCN_TASK_ORDER */
export async function listInbox(base: RunBase, reader: Reader, query: InboxQuery): Promise<{ items: TaskItem[]; next?: string }> {
  await demandOrder(base, reader, query);
  const names = await userNames(base);
  const wanted = wantedBy(base, reader, query);
  const actor = actorOf(base, reader.user);
  const items: TaskItem[] = [];
  let { cursor } = query;
  for (let seen = 0; ; ) {
    const page = await recordsOf(base, reader, query, cursor, wanted ? STEP : query.limit);
    for (const record of page.items) {
      // Somebody away may have named the reader for some apps only, and nobody does their own requests.
      if (record.status === 'open' && query.view !== 'copied' && nameFor(actor, record) === undefined) continue;
      const item = await itemOf(base, record, reader, names);
      if (!wanted || wanted(record, item)) items.push(item);
    }
    seen += page.items.length;
    cursor = page.next;
    if (cursor === undefined || items.length >= query.limit || !wanted || seen >= MOST_LOOKED_AT) return { items, ...(cursor === undefined ? {} : { next: cursor }) };
  }
}

function recordsOf(base: RunBase, { user }: Reader, { view, due, order }: InboxQuery, cursor: string | undefined, limit: number): Promise<Page<TaskRecord>> {
  const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
  if (view === 'copied') return base.store.tasks.copies({ to: tokensOf(user), ...page });
  if (view === 'done') return base.store.tasks.list({ doneBy: user.id, status: 'done', ...page });
  return base.store.tasks.list({ candidates: actingTokens(actorOf(base, user)), status: 'open', ...page, ...(order === undefined ? {} : { order }), ...(due === undefined ? {} : { due: rangeOf(base, due) }) });
}

/** In every language, whichever the reader's. */
const subjectsOf = ({ subject }: TaskRecord): readonly string[] => (typeof subject === 'object' ? Object.values(subject) : []);

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What the store cannot sort out by itself; undefined when there is nothing. */
function wantedBy(base: RunBase, { user }: Reader, { view, app, q }: InboxQuery): ((record: TaskRecord, item: TaskItem) => boolean) | undefined {
  const words = fold(q ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0 && app === undefined && view !== 'mine' && view !== 'unit') return undefined;
  const now = base.now().toISOString();
  return (record, item) => {
    if (app !== undefined && record.scenario !== app) return false;
    const own = record.candidates.includes(`u:${user.id}`) || (record.claimedBy === user.id && (record.claimedUntil ?? now) > now);
    if ((view === 'mine' && !own) || (view === 'unit' && own)) return false;
    const text = fold([item.title, ...subjectsOf(record), item.subject, item.appTitle, item.starterName, item.startedBy, item.id].filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  };
}
