import { localDay } from '../../../runtime/engine/time.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { PageRow, PageRows, PageRowsWanted } from '../../api/pages.ts';
import { noteRows, type DisclosureTo } from '../disclosures.ts';
import { rowNames } from '../row-names.ts';
import { valueText } from '../words.ts';
import { cellText, type ShownColumn } from './row-columns.ts';
import { dayOf, matchingRows, speaker, type FoundRow, type RowsWork } from './page-rows.ts';

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

/** Values of the columns of a board: those the block names, else those the dataset allows, else those that are there. */
export function boardValues({ plan, block }: RowsWork, rows: readonly FoundRow[]): readonly Json[] {
  const { by = '' } = block;
  const field = plan.datasets[block.dataset]?.fields.find(({ id }) => id === by);
  const there = () => [...new Set(rows.flatMap(({ data }) => (data[by] === null || data[by] === undefined ? [] : [data[by]])))].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b), 'zh-CN', { numeric: true })).slice(0, MOST_GROUPS);
  return block.values ?? field?.enum ?? there();
}

async function boardRows(work: RowsWork, rows: readonly FoundRow[]): Promise<Pick<PageRows, 'rows' | 'more' | 'groups'>> {
  const { plan, block, reader, columns } = work;
  const { by = '' } = block;
  const values = boardValues(work, rows);
  const groups: FoundRow[][] = [...values.map(() => []), []];
  for (const row of rows) {
    const at = values.indexOf(row.data[by] ?? null);
    groups[at === -1 ? values.length : at]?.push(row);
  }
  const field = plan.datasets[block.dataset]?.fields.find(({ id }) => id === by);
  const column = columns.find((candidate) => candidate.field.id === by) ?? (field ? { field } : undefined);
  const label = (value: Json) => (column ? cellText(plan, block.dataset, column, value, reader.locale) : valueText(value, reader.locale, plan.scenario.zone));
  const all = groups.map((found, index) => ({ value: values[index] ?? null, label: index < values.length ? label(values[index] as Json) : '', count: found.length }));
  const sent = groups.flatMap((found, group) => found.slice(0, EACH).map((row) => ({ row, group })));
  const places = new Map(sent.map(({ row, group }) => [row, group]));
  return {
    rows: await shown(work, sent.map(({ row }) => row), (row) => ({ group: places.get(row) ?? 0 })),
    more: groups.some((found) => found.length > EACH),
    groups: all.filter(({ count }, index) => index < values.length || count > 0),
  };
}

const numberIn = (value: Json | undefined): number => (typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN);

function pointOf({ block }: RowsWork, { data }: FoundRow): [number, number] | undefined {
  const point: [number, number] = [numberIn(data[block.lng ?? '']), numberIn(data[block.lat ?? ''])];
  return point.every(Number.isFinite) && Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90 ? point : undefined;
}

async function cut(work: RowsWork, rows: readonly FoundRow[], place: (row: FoundRow) => Placed): Promise<Pick<PageRows, 'rows' | 'more'>> {
  return { rows: await shown(work, rows.slice(0, AT_ONCE), place), more: rows.length > AT_ONCE };
}

/** Rows of some days, and the last day that has any, so that an empty month leads somewhere. */
async function calendarRows(work: RowsWork, rows: readonly FoundRow[], { from = '', to = '9999' }: PageRowsWanted): Promise<Pick<PageRows, 'rows' | 'more' | 'count' | 'latest'>> {
  const days = new Map(rows.flatMap((row) => { const day = dayOf(work, row.data[work.block.day ?? '']); return day === undefined ? [] : [[row, day] as const]; }));
  const within = [...days].filter(([, day]) => from <= day && day <= to).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([row]) => row);
  let latest = '';
  for (const day of days.values()) if (day > latest) latest = day;
  return { ...(await cut(work, within, (row) => ({ day: days.get(row) ?? '' }))), count: within.length, ...(latest === '' ? {} : { latest }) };
}

/** Rows of a block as its view needs them. */
export async function showRows(work: RowsWork, wanted: PageRowsWanted): Promise<PageRows> {
  const { block, base, plan } = work;
  const found = block.block === 'record' && wanted.row === undefined ? [] : await matchingRows(work, wanted);
  const rows = block.block === 'map' ? found.filter((row) => pointOf(work, row)) : found;
  const facts = { count: rows.length, today: localDay(base.now().toISOString(), plan.scenario.zone) };
  if (block.block === 'board') return { ...facts, ...(await boardRows(work, rows)) };
  if (block.block === 'calendar') return { ...facts, ...(await calendarRows(work, rows, wanted)) };
  if (block.block === 'map') return { ...facts, ...(await cut(work, rows, (row) => { const at = pointOf(work, row); return at ? { at } : {}; })) };
  const { offset = 0, limit = PAGE_ROWS } = wanted;
  return { ...facts, more: false, rows: await shown(work, rows.slice(offset, offset + limit), () => ({})) };
}
