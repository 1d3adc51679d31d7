import type { PortalField } from '../../../../server/api/portal.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { formatDate, formatMoment } from '../format/dates.ts';
import { plainText } from '../format/plain-text.ts';
import { isEmpty, isFilesEntry, widgetOf, type Entry, type WidgetKind } from './entry.ts';
import { readEntry } from './answer.ts';
import { formTexts } from './text.ts';

type Show = (field: PortalField, entry: Entry, locale: Locale) => string;

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

const SHOW: Readonly<Record<WidgetKind, Show>> = {
  text: typed,
  textarea: typed,
  number: typed,
  amount: (_field, entry, locale) => `${plainText(entry).trim()} ${formTexts[locale].yuan}`,
  time: typed,
  date: dated(formatDate),
  'date-time': dated(formatMoment),
  select: chosen,
  radio: chosen,
  checkbox: (_field, entry, locale) => (entry === true ? formTexts[locale].yes : formTexts[locale].no),
  open: (_field, entry, locale) => (entry === true ? formTexts[locale].opened : formTexts[locale].notOpened),
  files: (_field, entry, locale) => (isFilesEntry(entry) ? entry.files.map(({ name }) => name).join(locale === 'en' ? ', ' : '、') : ''),
  lookup: label,
  static: label,
};

/** One answer as people read it; empty text when nothing was given. */
export function shownAnswer(field: PortalField, entry: Entry | undefined, locale: Locale): string {
  if (entry === undefined || (isEmpty(field, entry) && widgetOf(field) !== 'open')) return '';
  return SHOW[widgetOf(field)](field, entry, locale);
}
