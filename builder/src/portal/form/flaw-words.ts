import type { PortalField } from '../../../../server/api/portal.ts';
import { faultWords } from '../../../../runtime/schema/text-kind/fault-words.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { isolated } from '../../text/isolate.ts';
import { formatDate } from '../format/dates.ts';
import { widgetOf, type WidgetKind } from './entry.ts';
import type { CellFlaw, Flaw } from './flaw.ts';
import { formTexts, type FormWords as Words } from './text.ts';

type Kind = Flaw['kind'];
type Say = (t: Words, field: PortalField, flaw: Flaw, locale: Locale) => string;

const CHOSEN: ReadonlySet<WidgetKind> = new Set<WidgetKind>(['select', 'radio', 'lookup', 'region', 'checks']);

function emptyWords(t: Words, field: PortalField): string {
  const kind = widgetOf(field);
  if (kind === 'files') return t.needFiles(field.title);
  if (kind === 'signature') return t.needSignature(field.title);
  if (kind === 'table') return t.needRows(field.title);
  if (kind === 'open') return t.openFirst(field.open?.title ?? field.title);
  return CHOSEN.has(kind) ? t.choose(field.title) : t.fill(field.title);
}

function limitWords(t: Words, field: PortalField, flaw: Flaw, locale: Locale): string {
  if (flaw.kind !== 'min' && flaw.kind !== 'max') return t.bad(field.title);
  if (field.error !== undefined) return field.error;
  const day = field.type === 'date' || field.type === 'date-time';
  const limit = day ? formatDate(flaw.limit, locale, '0001-01-01') : flaw.limit;
  if (flaw.kind === 'min') return day ? t.early(field.title, limit) : t.below(field.title, limit);
  return day ? t.late(field.title, limit) : t.above(field.title, limit);
}

function countWords(t: Words, field: PortalField, flaw: Flaw): string {
  if (flaw.kind !== 'few' && flaw.kind !== 'many') return t.bad(field.title);
  if (widgetOf(field) === 'checks') return flaw.kind === 'few' ? t.fewChoices(field.title, flaw.limit) : t.manyChoices(field.title, flaw.limit);
  return flaw.kind === 'few' ? t.fewFiles(field.title, flaw.limit) : t.manyFiles(field.title, flaw.limit);
}

/** The first faulty cell with its row, and how many more there are. */
function cellsWords(t: Words, field: PortalField, cells: readonly CellFlaw[], locale: Locale): string {
  const [first] = cells;
  return first ? t.cellFlaw(field.title, first.row + 1, cellWords(field, first, locale), cells.length - 1) : t.bad(field.title);
}

/** One sentence for one cell: a column is judged as a question is. */
export function cellWords(field: PortalField, { column, flaw }: CellFlaw, locale: Locale): string {
  const found = field.columns?.find(({ id }) => id === column);
  return flawWords({ id: column, type: found?.type ?? 'string', title: found?.title ?? column, optional: false, ...(found?.choices ? { choices: found.choices } : {}) }, flaw, locale);
}

const SAY: Readonly<Record<Kind, Say>> = {
  empty: emptyWords,
  number: (t, field) => (field.type === 'integer' ? t.notInteger(field.title) : t.notNumber(field.title)),
  integer: (t, field) => t.notInteger(field.title),
  date: (t, field) => t.notDate(field.title),
  'year-short': (t, field) => t.yearShort(field.title),
  month: (t, field) => t.notMonth(field.title),
  day: (t, field, flaw) => (flaw.kind === 'day' ? t.notDay(field.title, flaw.month, flaw.last) : t.notDate(field.title)),
  'date-missing': (t, field, flaw) => t.dateMissing(field.title, flaw.kind === 'date-missing' ? flaw.parts.map((part) => ({ y: t.year, m: t.month, d: t.day })[part]) : []),
  time: (t, field) => t.notTime(field.title),
  'time-missing': (t, field) => t.timeMissing(field.title),
  choice: (t, field) => t.notChoice(field.title),
  pattern: (t, field) => field.error ?? t.badPattern(field.title),
  written: (t, field, flaw, locale) => (flaw.kind === 'written' ? field.error ?? t.written(field.title, faultWords(flaw.as, flaw.fault)[locale]) : t.bad(field.title)),
  check: (t, field) => field.error ?? (widgetOf(field) === 'checkbox' ? t.mustTick(field.title) : t.badCheck(field.title)),
  other: (t, field) => field.error ?? t.bad(field.title),
  deeper: (t, field) => t.deeper(field.title),
  place: (t, field) => t.needPlace(field.title),
  point: (t, field) => t.badPoint(field.title),
  cells: (t, field, flaw, locale) => (flaw.kind === 'cells' ? cellsWords(t, field, flaw.cells, locale) : t.bad(field.title)),
  sending: (t, field) => t.stillSending(field.title),
  few: countWords,
  many: countWords,
  min: limitWords,
  max: limitWords,
  long: (t, field, flaw) => (flaw.kind === 'long' ? t.long(field.title, flaw.limit, flaw.length) : t.bad(field.title)),
  server: (_t, field, flaw) => (flaw.kind === 'server' ? flaw.message : field.title),
};

/** One sentence for a flaw: the author's own error sentence where the field's rule failed, ours where the writing did. */
export function flawWords(field: PortalField, flaw: Flaw, locale: Locale): string {
  const asked: PortalField = { ...field, title: isolated(field.title), ...(field.open ? { open: { ...field.open, title: isolated(field.open.title) } } : {}) };
  return SAY[flaw.kind](formTexts[locale], asked, flaw, locale);
}
