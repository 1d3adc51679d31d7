import { answerKind } from '../../../../runtime/schema/answer-kind.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import { civil, ZONE_OFFSET } from '../format/dates.ts';
import { chosenEntry } from './chosen.ts';
import { isChosenEntry, isDateEntry, isFile, isFilesEntry, isLocationEntry, isPickEntry, isRegionEntry, isRowsEntry, narrow, type DateEntry, type Entry, type LocationEntry, type MomentEntry, type RegionEntry } from './entry-kinds.ts';
import { filledRows, rowEntries } from './rows.ts';

export { isFilesEntry, narrow } from './entry-kinds.ts';
export type { DateEntry, Entries, Entry, MomentEntry } from './entry-kinds.ts';

export type WidgetKind = 'text' | 'textarea' | 'number' | 'amount' | 'date' | 'date-time' | 'time' | 'select' | 'radio' | 'checks' | 'checkbox' | 'lookup' | 'files' | 'open' | 'static' | 'computed' | 'table' | 'region' | 'location' | 'signature' | 'scan';

const WIDGET_BY_TYPE: Readonly<Record<string, WidgetKind>> = {
  integer: 'number', number: 'number', decimal: 'number', boolean: 'checkbox', date: 'date', 'date-time': 'date-time', time: 'time',
};
/** More choices than this are easier in a list than as cards. */
const MOST_CARDS = 6;

/** Which control a field gets: the designer's choice where it fits, else by type. */
export function widgetOf(field: PortalField): WidgetKind {
  const kind = answerKind(field);
  if (kind === 'files') return field.widget === 'signature' ? 'signature' : 'files';
  if (field.readOnly === true) return 'static';
  if (field.compute !== undefined) return 'computed';
  if (kind === 'choices') return 'checks';
  if (kind === 'table' || kind === 'region' || kind === 'location') return kind;
  if (field.widget === 'open' || field.widget === 'static') return field.widget;
  if (field.lookup) return 'lookup';
  if (field.choices) return field.widget === 'select' || (field.widget !== 'radio' && field.choices.length > MOST_CARDS) ? 'select' : 'radio';
  const byType = WIDGET_BY_TYPE[field.type];
  if (field.widget === 'amount' || field.widget === 'textarea' || field.widget === 'scan') return field.widget;
  return byType ?? (field.widget === 'number' ? 'number' : 'text');
}

const dateEntry = (text: string): DateEntry => {
  const at = civil(text);
  return at ? { y: String(at.year), m: String(at.month), d: String(at.day) } : { y: '', m: '', d: '' };
};

const momentEntry = (text: string): MomentEntry => {
  const at = civil(text);
  const time = at ? `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}` : '';
  return { ...dateEntry(text), time };
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A stored region has its whole name; the codes on the way to it tell the widget where it lies. */
function regionEntry(value: unknown): RegionEntry {
  const { code, name } = isRecord(value) ? value : {};
  return typeof code === 'string' && code !== '' ? { path: [{ code, name: plainText(name) }], whole: true } : { path: [], whole: false };
}

function locationEntry(value: unknown): LocationEntry {
  const { name, lng, lat, accuracy } = isRecord(value) ? value : {};
  return { place: plainText(name), lng: plainText(lng), lat: plainText(lat), ...(typeof accuracy === 'number' ? { accuracy } : {}) };
}

const ENTRY_BY_WIDGET: Readonly<Record<WidgetKind, (value: unknown, field: PortalField) => Entry>> = {
  text: plainText,
  textarea: plainText,
  number: plainText,
  amount: plainText,
  time: (value) => plainText(value).slice(0, 5),
  date: (value) => dateEntry(plainText(value)),
  'date-time': (value) => momentEntry(plainText(value)),
  select: (value) => (value === undefined || value === null ? '' : JSON.stringify(value)),
  radio: (value) => (value === undefined || value === null ? '' : JSON.stringify(value)),
  checks: (value, field) => chosenEntry(field, value),
  checkbox: (value) => value === true,
  open: (value) => value === true,
  files: (value) => ({ files: Array.isArray(value) ? value.filter(isFile) : [] }),
  signature: (value) => ({ files: Array.isArray(value) ? value.filter(isFile) : [] }),
  table: (value, field) => ({ rows: rowEntries(field, value) }),
  region: regionEntry,
  location: locationEntry,
  scan: plainText,
  computed: () => '',
  lookup: (value, field) => (value === undefined || value === null ? '' : { value, label: field.valueLabel ?? plainText(value) }),
  static: (value, field) => (value === undefined || value === null ? '' : { value, label: field.valueLabel ?? plainText(value) }),
};

/** The entry a field begins with: its default, or nothing. */
export function firstEntry(field: PortalField): Entry {
  return ENTRY_BY_WIDGET[widgetOf(field)](field.value, field);
}

/** A stored entry is used only when it has the shape its control needs: drafts outlive releases. */
const FITS: Readonly<Partial<Record<WidgetKind, (value: unknown) => boolean>>> = {
  checks: isChosenEntry,
  checkbox: (value) => typeof value === 'boolean',
  open: (value) => typeof value === 'boolean',
  date: isDateEntry,
  'date-time': (value) => isDateEntry(value) && 'time' in value,
  lookup: (value) => value === '' || isPickEntry(value),
  files: isFilesEntry,
  signature: isFilesEntry,
  table: isRowsEntry,
  region: isRegionEntry,
  location: isLocationEntry,
};
const fits = (kind: WidgetKind, value: unknown): value is Entry => (FITS[kind] ?? ((one) => typeof one === 'string'))(value);

/** What was on its way when it was kept is not any more. */
const settled = (entry: Entry): Entry => (isFilesEntry(entry) ? { files: entry.files } : entry);

/** Entries of a form: defaults, overlaid with what a draft kept. Static fields always show what the server says. */
export function firstEntries(fields: readonly PortalField[], draft: Readonly<Record<string, unknown>> = {}): Record<string, Entry> {
  const entries: Record<string, Entry> = {};
  for (const field of fields) {
    const kind = widgetOf(field);
    const kept = Object.hasOwn(draft, field.id) ? draft[field.id] : undefined;
    entries[field.id] = kind !== 'static' && field.readOnly !== true && fits(kind, kept) ? settled(kept) : firstEntry(field);
  }
  return entries;
}

/** True when nothing was given. An unticked box is an answer, an unopened report is not. */
export function isEmpty(field: PortalField, entry: Entry | undefined): boolean {
  if (entry === undefined) return true;
  const kind = widgetOf(field);
  if (kind === 'open') return entry !== true;
  if (kind === 'checkbox' || kind === 'computed') return false;
  if (typeof entry === 'string') return entry.trim() === '';
  if (isRowsEntry(entry)) return filledRows(field, entry).length === 0;
  if (isFilesEntry(entry)) return entry.files.length === 0 && (entry.sending ?? 0) === 0;
  if (isChosenEntry(entry)) return entry.chosen.length === 0;
  if (isRegionEntry(entry)) return entry.path.length === 0;
  if (isLocationEntry(entry)) return [entry.place, entry.lng, entry.lat].every((text) => text.trim() === '');
  if (isDateEntry(entry)) return narrow(entry.y) === '' && narrow(entry.m) === '' && narrow(entry.d) === '';
  return isPickEntry(entry) && (entry.value === null || entry.value === undefined);
}

/** The moment a date entry with a time stands for, as ISO with the country's offset. */
export function momentText(date: string, time: string): string {
  return `${date}T${time.length === 5 ? `${time}:00` : time}${ZONE_OFFSET}`;
}
