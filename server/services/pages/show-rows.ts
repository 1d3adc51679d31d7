import { localDay } from '../../../runtime/engine/time.ts';
import type { FilterTest } from '../../../runtime/host/row-filter.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { RowView } from '../../../runtime/schema/page-block.ts';
import type { PageRow, PageRows, PageRowsWanted } from '../../api/pages.ts';
import { noteRows, type DisclosureTo } from '../disclosures.ts';
import { rowNames } from '../row-names.ts';
import { valueText } from '../words.ts';
import { cellText, type ShownColumn } from './row-columns.ts';
import { dayOf, matchingRows, partOfRows, speaker, type FoundRow, type RowsPart, type RowsWork } from './page-rows.ts';

const PAGE_ROWS = 50;
/** Cards of one column of a board that are sent. */
const EACH = 50;
/** Rows on one map, and in one month. */
const AT_ONCE = 1000;
/** Columns of a board that nobody named. */
const MOST_GROUPS = 12;

/** The words of rows. A key of another dataset reads as the name of its row; persons are on record before anything is shown. */
export async function cellsOf(work: RowsWork, rows: readonly FoundRow[], to: DisclosureTo): Promise<readonly (readonly string[])[]> {
  const { base, plan, block, reader, columns } = work;
  await noteRows(base, plan, to, { local: block.dataset, fields: columns.map(({ field }) => field.id), node: `${work.page}.${block.id}`, rows: rows.map(({ source }) => source) });
  const say = speaker(work);
  const names = new Map<string, string | undefined>();
  const nameOf = async ({ field }: ShownColumn, value: Json): Promise<string | undefined> => {
    const key = JSON.stringify([field.id, value]);
    if (!names.has(key)) names.set(key, (await rowNames(base, plan, { local: block.dataset, fields: [field], data: { [field.id]: value }, locale: reader.locale, to })).get(field.id));
    return names.get(key);
  };
  const cells: string[][] = [];
  for (const { data } of rows) {
    const line: string[] = [];
    for (const column of columns) {
      const value = data[column.field.id] ?? null;
      const name = column.field.ref !== undefined && column.mask === undefined ? await nameOf(column, value) : undefined;
      line.push(name ?? say(column, value));
    }
    cells.push(line);
  }
  return cells;
}

export function discloseTo({ plan, reader }: RowsWork, use: 'page' | 'export'): DisclosureTo {
  return { by: reader.user.id, scenario: plan.scenario.id, use };
}

type Placed = Pick<PageRow, 'group' | 'day' | 'at'>;

async function shown(work: RowsWork, rows: readonly FoundRow[], place: (row: FoundRow) => Placed): Promise<PageRow[]> {
  const cells = await cellsOf(work, rows, discloseTo(work, 'page'));
  return rows.map((row, index) => ({ id: row.id, version: row.version, cells: [...(cells[index] ?? [])], ...place(row) }));
}

/** Values of the columns of a board that are known without the rows: those the block names, else those the dataset allows. */
export function namedValues({ plan, block }: RowsWork): readonly Json[] | undefined {
  return block.values ?? plan.datasets[block.dataset]?.fields.find(({ id }) => id === block.by)?.enum;
}

export function valuesThere({ block: { by = '' } }: RowsWork, rows: readonly FoundRow[]): readonly Json[] {
  return [...new Set(rows.flatMap(({ data }) => (data[by] === null || data[by] === undefined ? [] : [data[by]])))].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b), 'zh-CN', { numeric: true })).slice(0, MOST_GROUPS);
}

/** The rows of each column of a board, as many as are sent, and how many there are; those of no column come last. */
async function groupsOf(work: RowsWork, wanted: PageRowsWanted): Promise<{ readonly values: readonly Json[]; readonly groups: readonly RowsPart[] }> {
  const { by = '' } = work.block;
  const named = namedValues(work);
  const tests = named?.map((value): readonly FilterTest[] => [{ field: by, op: '=', value }]) ?? [];
  const [first, ...others] = [...tests, (named ?? []).map((value): FilterTest => ({ field: by, op: '!=', value }))].map((asked) => () => partOfRows(work, wanted, { limit: EACH, tests: asked }));
  const found = named === undefined ? undefined : await first?.();
  if (named !== undefined && found !== undefined) {
    const rest = await Promise.all(others.map((ask) => ask()));
    return { values: named, groups: [found, ...rest].map((part) => part ?? { rows: [], count: 0 }) };
  }
  const rows = await matchingRows(work, wanted);
  const values = named ?? valuesThere(work, rows);
  const groups: FoundRow[][] = [...values.map(() => []), []];
  for (const row of rows) {
    const at = values.indexOf(row.data[by] ?? null);
    groups[at === -1 ? values.length : at]?.push(row);
  }
  return { values, groups: groups.map((all) => ({ rows: all.slice(0, EACH), count: all.length })) };
}

async function boardRows(work: RowsWork, wanted: PageRowsWanted): Promise<Pick<PageRows, 'rows' | 'more' | 'groups' | 'count'>> {
  const { plan, block, reader, columns } = work;
  const { by = '' } = block;
  const { values, groups } = await groupsOf(work, wanted);
  const field = plan.datasets[block.dataset]?.fields.find(({ id }) => id === by);
  const column = columns.find((candidate) => candidate.field.id === by) ?? (field ? { field } : undefined);
  const label = (value: Json) => (column ? cellText(plan, block.dataset, column, value, reader.locale) : valueText(value, reader.locale, plan.scenario.zone));
  const all = groups.map(({ count }, index) => ({ value: values[index] ?? null, label: index < values.length ? label(values[index] as Json) : '', count }));
  const sent = groups.flatMap(({ rows }, group) => rows.map((row) => ({ row, group })));
  const places = new Map(sent.map(({ row, group }) => [row, group]));
  return {
    rows: await shown(work, sent.map(({ row }) => row), (row) => ({ group: places.get(row) ?? 0 })),
    more: groups.some(({ rows, count }) => count > rows.length),
    groups: all.filter(({ count }, index) => index < values.length || count > 0),
    count: all.reduce((sum, { count }) => sum + count, 0),
  };
}

const numberIn = (value: Json | undefined): number => (typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN);

function pointOf({ block }: RowsWork, { data }: FoundRow): [number, number] | undefined {
  const place = block.place === undefined ? { lng: data[block.lng ?? ''], lat: data[block.lat ?? ''] } : (data[block.place] as Readonly<Record<string, Json>> | string | null | undefined);
  const given = typeof place === 'object' && place !== null ? place : {};
  const point: [number, number] = [numberIn(given['lng']), numberIn(given['lat'])];
  return point.every(Number.isFinite) && Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90 ? point : undefined;
}

/** The rows with a place, when the columns hold plain numbers; a place may also be written as text, which only this side reads. */
function placesFromStore(work: RowsWork, wanted: PageRowsWanted): Promise<RowsPart | undefined> {
  const { plan, block: { dataset, place, lng = '', lat = '' } } = work;
  const isNumber = (id: string): boolean => ['integer', 'number'].includes(plan.datasets[dataset]?.fields.find((field) => field.id === id)?.type ?? '');
  if (place !== undefined || !isNumber(lng) || !isNumber(lat)) return Promise.resolve(undefined);
  const within = (field: string, most: number): readonly FilterTest[] => [{ field, op: '>=', value: -most }, { field, op: '<=', value: most }];
  return partOfRows(work, wanted, { limit: AT_ONCE, tests: [...within(lng, 180), ...within(lat, 90)] });
}

async function cut(work: RowsWork, rows: readonly FoundRow[], place: (row: FoundRow) => Placed): Promise<Pick<PageRows, 'rows' | 'more'>> {
  return { rows: await shown(work, rows.slice(0, AT_ONCE), place), more: rows.length > AT_ONCE };
}

/** Rows of some days, and the last day that has any, so that an empty month leads somewhere. */
async function calendarRows(work: RowsWork, wanted: PageRowsWanted): Promise<Pick<PageRows, 'rows' | 'more' | 'count' | 'latest'>> {
  const { from = '', to = '9999' } = wanted;
  const { day: field = '' } = work.block;
  const within = await daysFromStore(work, wanted);
  if (within !== undefined) {
    const last = await partOfRows(work, wanted, { limit: 1, tests: [{ field, op: 'not-null' }], first: [field, 'desc'] });
    const latest = dayOf(work, last?.rows[0]?.data[field]);
    return { rows: await shown(work, within.rows, (row) => ({ day: dayOf(work, row.data[field]) ?? '' })), count: within.count, more: within.count > within.rows.length, ...(latest === undefined ? {} : { latest }) };
  }
  const rows = await matchingRows(work, wanted);
  const days = new Map(rows.flatMap((row) => { const day = dayOf(work, row.data[field]); return day === undefined ? [] : [[row, day] as const]; }));
  const inRange = [...days].filter(([, day]) => from <= day && day <= to).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([row]) => row);
  let latest = '';
  for (const day of days.values()) if (day > latest) latest = day;
  return { ...(await cut(work, inRange, (row) => ({ day: days.get(row) ?? '' }))), count: inRange.length, ...(latest === '' ? {} : { latest }) };
}

/** The rows of the days asked for, when the column holds plain days; a moment is on a day only where somebody is. */
function daysFromStore(work: RowsWork, wanted: PageRowsWanted): Promise<RowsPart | undefined> {
  const { plan, block: { dataset, day: field = '' } } = work;
  if (plan.datasets[dataset]?.fields.find(({ id }) => id === field)?.type !== 'date') return Promise.resolve(undefined);
  const { from, to } = wanted;
  const tests: readonly FilterTest[] = [...(from === undefined ? [] : [{ field, op: '>=', value: from } as const]), ...(to === undefined ? [] : [{ field, op: '<=', value: to } as const]), { field, op: 'not-null' }];
  return partOfRows(work, wanted, { limit: AT_ONCE, tests, first: [field, 'asc'] });
}

async function mapRows(work: RowsWork, wanted: PageRowsWanted): Promise<Pick<PageRows, 'rows' | 'more' | 'count'>> {
  const part = await placesFromStore(work, wanted);
  const found = part ? part.rows : (await matchingRows(work, wanted)).filter((row) => pointOf(work, row));
  const count = part?.count ?? found.length;
  return { ...(await cut(work, found, (row) => { const at = pointOf(work, row); return at ? { at } : {}; })), more: count > AT_ONCE, count };
}

async function listRows(work: RowsWork, wanted: PageRowsWanted): Promise<Pick<PageRows, 'rows' | 'more' | 'count'>> {
  const { offset = 0, limit = PAGE_ROWS } = wanted;
  if (work.block.block === 'record' && wanted.row === undefined) return { rows: [], more: false, count: 0 };
  const part = await partOfRows(work, wanted, { offset, limit });
  const all = part ? undefined : await matchingRows(work, wanted);
  return { count: part?.count ?? all?.length ?? 0, more: false, rows: await shown(work, part?.rows ?? all?.slice(offset, offset + limit) ?? [], () => ({})) };
}

const VIEWS: Readonly<Record<RowView, (work: RowsWork, wanted: PageRowsWanted) => Promise<Omit<PageRows, 'today'>>>> = { list: listRows, record: listRows, board: boardRows, calendar: calendarRows, map: mapRows };

/** Rows of a block as its view needs them. */
export async function showRows(work: RowsWork, wanted: PageRowsWanted): Promise<PageRows> {
  const { block, base, plan } = work;
  const found = work.isClosed ? { rows: [], more: false, count: 0, ...(block.block === 'board' ? { groups: [] } : {}) } : await VIEWS[block.block](work, wanted);
  return { ...found, today: localDay(base.now().toISOString(), plan.scenario.zone) };
}
