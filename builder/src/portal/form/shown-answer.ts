import { listed } from '../../text/listed.ts';
import type { PortalColumn, PortalField } from '../../../../server/api/portal.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { formatDate, formatMoment } from '../format/dates.ts';
import { plainText } from '../format/plain-text.ts';
import { isEmpty, isFilesEntry, widgetOf, type Entry, type WidgetKind } from './entry.ts';
import { tableSums } from './computed.ts';
import { amountText, computedText } from './computed-text.ts';
import { isChosenEntry, isLocationEntry, isRegionEntry } from './entry-kinds.ts';
import { keptText } from './limits.ts';
import { readEntry } from './answer.ts';
import { formTexts } from './text.ts';

type Show = (field: PortalField, entry: Entry, locale: Locale) => string;

const written: Show = (field, entry) => keptText(field, plainText(entry));
const typed: Show = (_field, entry) => plainText(entry).trim();
const label: Show = (_field, entry) => (typeof entry === 'object' && 'label' in entry ? entry.label : '');

function chosen(field: PortalField, entry: Entry): string {
  return field.choices?.find((choice) => JSON.stringify(choice.value) === entry)?.label ?? '';
}

function dated(format: (text: string, locale: Locale, now: string) => string): Show {
  return (field, entry, locale) => {
    const read = readEntry(field, entry);
    // A year is always said here: the answer is about to be sent.
    return 'value' in read && typeof read.value === 'string' ? format(read.value, locale, '0001-01-01') : '';
  };
}

const fileNames: Show = (_field, entry, locale) => (isFilesEntry(entry) ? listed(entry.files.map(({ name }) => name), locale) : '');

/** Rows one after the other, each with its number, then the sums. */
function rowsText(field: PortalField, rows: unknown, locale: Locale): string {
  const [comma, stop] = locale === 'en' ? [', ', '; '] : ['，', '；'];
  const word = (column: PortalColumn, value: unknown) => column.choices?.find((choice) => choice.value === value)?.label ?? computedText({ id: column.id, type: column.type, title: column.title, optional: false }, value, locale);
  const lines = (Array.isArray(rows) ? (rows as readonly Readonly<Record<string, unknown>>[]) : []).map((row, index) => `${index + 1}. ${(field.columns ?? []).filter(({ id }) => row[id] !== null && row[id] !== undefined).map((column) => `${column.title} ${word(column, row[column.id])}`).join(comma)}`);
  const sums = tableSums(field, rows).map(([title, sum]) => `${formTexts[locale].sumOf(title)} ${sum}`);
  return [...lines, ...sums].join(stop);
}

const SHOW: Readonly<Record<WidgetKind, Show>> = {
  text: written,
  textarea: typed,
  number: typed,
  amount: (_field, entry, locale) => amountText(plainText(entry), locale),
  scan: written,
  computed: () => '',
  region: (_field, entry) => (isRegionEntry(entry) ? entry.path.map(({ name }) => name).join('') : ''),
  location: (_field, entry) => (isLocationEntry(entry) ? [entry.place.trim(), entry.lng !== '' && entry.lat !== '' ? `（${entry.lng}, ${entry.lat}）` : ''].join('') : ''),
  table: () => '',
  time: typed,
  date: dated(formatDate),
  'date-time': dated(formatMoment),
  select: chosen,
  radio: chosen,
  checks: (_field, entry, locale) => (isChosenEntry(entry) ? listed(entry.chosen.map((one) => one.label), locale) : ''),
  checkbox: (_field, entry, locale) => (entry === true ? formTexts[locale].yes : formTexts[locale].no),
  open: (_field, entry, locale) => (entry === true ? formTexts[locale].opened : formTexts[locale].notOpened),
  signature: fileNames,
  files: fileNames,
  lookup: label,
  static: label,
};

/** One answer as people read it; empty text when nothing was given. `answer` is its value, for what is computed. */
export function shownAnswer(field: PortalField, entry: Entry | undefined, locale: Locale, answer?: unknown): string {
  if (field.compute !== undefined) return computedText(field, answer, locale);
  if (field.columns !== undefined) return rowsText(field, answer, locale);
  if (entry === undefined || (isEmpty(field, entry) && widgetOf(field) !== 'open')) return '';
  return SHOW[widgetOf(field)](field, entry, locale);
}
