import { parse } from 'csv-parse/sync';
import type { Locale, LocalText } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { BadCell, OrganisationFiles } from '../../api/organisation.ts';
import type { Level, NewUnit, SpaceRole } from '../../api/units.ts';
import { fail } from '../../errors.ts';
import { ROLE_ACTIONS } from '../policy/roles.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import type { UnitShelf } from '../spaces/unit-shelf.ts';
import { textStart } from '../../../runtime/schema/cut-text.ts';

/** A person as a row says; what the row leaves empty is empty. */
export interface WantedPerson {
  readonly login: string;
  readonly name: string;
  readonly unit: string;
  readonly duties: readonly string[];
  readonly head: boolean;
  readonly spaces: readonly { readonly unit: string; readonly role: SpaceRole }[];
}

export interface OrganisationPlan {
  readonly units: readonly NewUnit[];
  readonly people: readonly WantedPerson[];
  readonly bad: readonly BadCell[];
  readonly badRows: number;
}

interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

type File = BadCell['file'];
type Complaint = readonly [column: BadCell['column'], message: LocalText];

const COLUMNS: Readonly<Record<File, { readonly needed: readonly string[]; readonly more: readonly string[] }>> = {
  units: { needed: ['id', 'name'], more: ['level', 'parent'] },
  people: { needed: ['login', 'name', 'unit'], more: ['duties', 'head', 'roles'] },
};
/** Heads people write. */
const HEADS: Readonly<Record<string, string>> = { 编号: 'id', 单位编号: 'id', 名称: 'name', 单位名称: 'name', 层级: 'level', 上级: 'parent', 上级单位: 'parent', 账号: 'login', 姓名: 'name', 单位: 'unit', 职责: 'duties', 负责人: 'head', 角色: 'roles' };
const LEVELS: Readonly<Record<string, Level>> = { province: 'province', city: 'city', county: 'county', department: 'department', 省: 'province', 市: 'city', 县: 'county', 区: 'county', 部门: 'department' };
const YES = new Set(['1', 'true', 'yes', 'y', '是', '√']);
const NO = new Set(['', '0', 'false', 'no', 'n', '否']);
const ID = /^[\p{L}\p{N}._-]{1,64}$/u;
const LOGIN = /^[\p{L}\p{N}._@-]{2,64}$/u;
const MOST_ROWS = 50_000;

const say = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en });

/** Rows with the line they stand on. What our own export put before a dangerous cell is taken away again. @throws SCN_ORG_FILE */
function readRows(file: File, text: string): Row[] {
  let table: readonly Parsed[];
  try {
    table = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as readonly Parsed[];
  } catch (cause) {
    throw fail('SCN_ORG_FILE', { file, reason: cause instanceof Error ? cause.message : String(cause) }, cause);
  }
  const heads = (table[0]?.record ?? []).map((head) => HEADS[head] ?? head.toLowerCase());
  const { needed, more } = COLUMNS[file];
  const missing = needed.filter((column) => !heads.includes(column));
  if (missing.length > 0) throw fail('SCN_ORG_FILE', { file, reason: `${missing.join(', ')} ≠ ${heads.join(', ').slice(0, 200)}` });
  if (table.length - 1 > MOST_ROWS) throw fail('SCN_ORG_FILE', { file, reason: `> ${MOST_ROWS}` });
  return table.slice(1).map(({ record, info }) => ({ line: info.lines, cells: Object.fromEntries([...needed, ...more].map((column) => [column, (record[heads.indexOf(column)] ?? '').replace(/^'(?=[=+\-@])/, '')])) }));
}

function* unitComplaints({ cells }: Row, seen: ReadonlySet<string>, isThere: (id: string) => boolean): Generator<Complaint> {
  const { id = '', name = '', level = '', parent = '' } = cells;
  if (!ID.test(id)) yield ['id', say('编号只用字母、数字、. _ -，不超过 64 个', 'Letters, digits, . _ - only, 64 at most')];
  if (seen.has(id)) yield ['id', say('这个编号前面已有一行', 'Another row has this id already')];
  if (id === ROOT) yield ['id', say('最上级单位不能导入', 'The root cannot be imported')];
  if (name === '' || name.length > 80) yield ['name', say('要有名称，不超过 80 字', 'A name of 80 characters at most is needed')];
  if (level !== '' && LEVELS[level] === undefined) yield ['level', say('层级写 省、市、县、部门', 'Write province, city, county or department')];
  if (parent === id && id !== '') yield ['parent', say('不能是自己的上级', 'It cannot be its own parent')];
  else if (parent !== '' && !isThere(parent)) yield ['parent', say('没有这个上级单位', 'There is no such parent')];
}

/** `role@unit`, separated by `;`. */
function readSpaces(text: string): readonly { readonly unit: string; readonly role: string; readonly text: string }[] {
  return text.split(/[;；]/).map((part) => part.trim()).filter((part) => part !== '').map((part) => ({ role: part.split('@')[0] ?? '', unit: part.split('@')[1] ?? '', text: part }));
}

function* personComplaints({ cells }: Row, seen: ReadonlySet<string>, isThere: (id: string) => boolean): Generator<Complaint> {
  const { login = '', name = '', unit = '', head = '', roles = '' } = cells;
  if (!LOGIN.test(login)) yield ['login', say('账号至少 2 个字符，只用字母、数字或 . _ - @', 'At least 2 characters: letters, digits or . _ - @')];
  if (seen.has(login.toLowerCase())) yield ['login', say('这个账号前面已有一行', 'Another row has this login already')];
  if (name === '' || name.length > 80) yield ['name', say('要有姓名，不超过 80 字', 'A name of 80 characters at most is needed')];
  if (!isThere(unit)) yield ['unit', say('没有这个单位', 'There is no such unit')];
  if (!YES.has(head.toLowerCase()) && !NO.has(head.toLowerCase())) yield ['head', say('写 是 或 否', 'Write yes or no')];
  for (const one of readSpaces(roles)) if (!Object.hasOwn(ROLE_ACTIONS, one.role) || !isThere(one.unit)) yield ['roles', say(`看不懂“${one.text}”：写 角色@单位编号`, `“${one.text}” cannot be read: write role@unit`)];
}

/** The rows of a file that are right, and every wrong cell of the others. */
function sift(file: File, rows: readonly Row[], locale: Locale, key: (row: Row) => string, complaints: (row: Row, seen: ReadonlySet<string>) => Iterable<Complaint>): { good: Row[]; bad: BadCell[]; badRows: number } {
  const [seen, good, bad] = [new Set<string>(), [] as Row[], [] as BadCell[]];
  let badRows = 0;
  for (const row of rows) {
    const wrong = [...complaints(row, seen)];
    for (const [column, message] of wrong) bad.push({ file, line: row.line, column, value: textStart(row.cells[column] ?? '', 80), message: message[locale] });
    if (wrong.length === 0) good.push(row);
    else badRows += 1;
    seen.add(key(row));
  }
  return { good, bad, badRows };
}

/** Parents before children; what hangs in a circle or below a wrong row is left over. */
function inOrder(rows: readonly Row[], units: UnitShelf): { sorted: Row[]; left: Row[] } {
  const sorted: Row[] = [];
  const done = new Set<string>();
  const inFile = new Set(rows.map(({ cells }) => cells['id'] ?? ''));
  let left = [...rows];
  for (let moved = true; moved && left.length > 0;) {
    const ready = left.filter(({ cells }) => {
      const parent = cells['parent'] === '' ? ROOT : (cells['parent'] ?? ROOT);
      return done.has(parent) || (!inFile.has(parent) && units.find(parent) !== undefined);
    });
    for (const row of ready) done.add(row.cells['id'] ?? '');
    sorted.push(...ready);
    left = left.filter((row) => !ready.includes(row));
    moved = ready.length > 0;
  }
  return { sorted, left };
}

/** What the files ask for, held against what is there. Nothing is changed. @throws SCN_ORG_FILE */
export function planOrganisation(units: UnitShelf, files: OrganisationFiles, locale: Locale): OrganisationPlan {
  const unitRows = files.units === undefined ? [] : readRows('units', files.units);
  const ids = new Set(unitRows.map(({ cells }) => cells['id'] ?? ''));
  const isThere = (id: string) => ids.has(id) || units.find(id) !== undefined;
  const sifted = sift('units', unitRows, locale, ({ cells }) => cells['id'] ?? '', (row, seen) => unitComplaints(row, seen, isThere));
  const { sorted, left } = inOrder(sifted.good, units);
  const lost = left.map((row): BadCell => ({ file: 'units', line: row.line, column: 'parent', value: row.cells['parent'] ?? '', message: say('上级那一行有错，或互为上级', 'The row of the parent is wrong, or they are parents of one another')[locale] }));
  const placed = new Set(sorted.map(({ cells }) => cells['id'] ?? ''));
  const hasPlace = (id: string) => placed.has(id) || units.find(id) !== undefined;
  const people = sift('people', files.people === undefined ? [] : readRows('people', files.people), locale, ({ cells }) => (cells['login'] ?? '').toLowerCase(), (row, seen) => personComplaints(row, seen, hasPlace));
  return {
    units: sorted.map(({ cells }): NewUnit => ({ id: cells['id'] ?? '', name: cells['name'] ?? '', level: LEVELS[cells['level'] ?? ''] ?? 'department', parent: cells['parent'] === '' ? ROOT : (cells['parent'] ?? ROOT) })),
    people: people.good.map(({ cells }): WantedPerson => ({
      login: cells['login'] ?? '', name: cells['name'] ?? '', unit: cells['unit'] ?? '', head: YES.has((cells['head'] ?? '').toLowerCase()),
      duties: (cells['duties'] ?? '').split(/[;；]/).map((duty) => duty.trim()).filter((duty) => duty !== ''), spaces: readSpaces(cells['roles'] ?? '').map(({ unit, role }) => ({ unit, role })) as WantedPerson['spaces'],
    })),
    bad: [...sifted.bad, ...lost, ...people.bad],
    badRows: sifted.badRows + lost.length + people.badRows,
  };
}

/** Whether an account already is what a row says. */
export function isSame(user: User, wanted: WantedPerson): boolean {
  const facts = (name: string, unit: string, duties: readonly string[], head: boolean, spaces: WantedPerson['spaces']) => JSON.stringify([name, unit, duties, head, spaces.map(({ unit: at, role }) => `${role}@${at}`)]);
  return facts(user.name, user.unit.id, user.duties, user.head === true, user.spaces ?? []) === facts(wanted.name, wanted.unit, wanted.duties, wanted.head, wanted.spaces);
}
