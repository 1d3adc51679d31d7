import type { FileView } from '../../../../server/api/people.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import { civil, ZONE_OFFSET } from '../format/dates.ts';

/** What a person typed, kept exactly: an entry becomes an answer only when it makes sense. */
export interface DateEntry {
  readonly y: string;
  readonly m: string;
  readonly d: string;
}
export interface MomentEntry extends DateEntry {
  readonly time: string;
}
export interface PickEntry {
  readonly value: unknown;
  readonly label: string;
  readonly detail?: string;
}
export interface FilesEntry {
  readonly files: readonly FileView[];
  /** So many more are on their way. */
  readonly sending?: number;
}
export type Entry = string | boolean | DateEntry | MomentEntry | PickEntry | FilesEntry;
export type Entries = Readonly<Record<string, Entry>>;

export type WidgetKind = 'text' | 'textarea' | 'number' | 'amount' | 'date' | 'date-time' | 'time' | 'select' | 'radio' | 'checkbox' | 'lookup' | 'files' | 'open' | 'static';

const WIDGET_BY_TYPE: Readonly<Record<string, WidgetKind>> = {
  integer: 'number', number: 'number', decimal: 'number', boolean: 'checkbox', date: 'date', 'date-time': 'date-time', time: 'time',
};
/** More choices than this are easier in a list than as cards. */
const MOST_CARDS = 6;

/** A field whose answer is files. */
function isFiles({ type, widget }: PortalField): boolean {
  return type === 'list' && (widget === 'file' || widget === 'photo');
}

/** Which control a field gets: the designer's choice where it fits, else by type. */
export function widgetOf(field: PortalField): WidgetKind {
  if (isFiles(field)) return 'files';
  if (field.readOnly === true) return 'static';
  if (field.widget === 'open' || field.widget === 'static') return field.widget;
  if (field.lookup) return 'lookup';
  if (field.choices) return field.widget === 'select' || (field.widget !== 'radio' && field.choices.length > MOST_CARDS) ? 'select' : 'radio';
  const byType = WIDGET_BY_TYPE[field.type];
  if (field.widget === 'amount' || field.widget === 'textarea') return field.widget;
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
  checkbox: (value) => value === true,
  open: (value) => value === true,
  files: (value) => ({ files: Array.isArray(value) ? value.filter(isFile) : [] }),
  lookup: (value, field) => (value === undefined || value === null ? '' : { value, label: field.valueLabel ?? plainText(value) }),
  static: (value, field) => (value === undefined || value === null ? '' : { value, label: field.valueLabel ?? plainText(value) }),
};

/** The entry a field begins with: its default, or nothing. */
export function firstEntry(field: PortalField): Entry {
  return ENTRY_BY_WIDGET[widgetOf(field)](field.value, field);
}

const isFile = (value: unknown): value is FileView => isObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && typeof value['type'] === 'string' && typeof value['bytes'] === 'number';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A stored entry is used only when it has the shape its control needs: drafts outlive releases. */
function fits(kind: WidgetKind, value: unknown): value is Entry {
  if (kind === 'checkbox' || kind === 'open') return typeof value === 'boolean';
  if (kind === 'date' || kind === 'date-time') return isObject(value) && 'y' in value && 'm' in value && 'd' in value && (kind === 'date' || 'time' in value);
  if (kind === 'lookup') return value === '' || (isObject(value) && 'label' in value && 'value' in value);
  if (kind === 'files') return isObject(value) && Array.isArray(value['files']) && value['files'].every(isFile);
  return typeof value === 'string';
}

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

/** Full-width digits and signs are typed by Chinese keyboards; they mean the same. */
export function narrow(text: string): string {
  return text.normalize('NFKC').trim();
}

export const isFilesEntry = (entry: Entry): entry is FilesEntry => typeof entry === 'object' && 'files' in entry;
const isDate = (entry: Entry): entry is DateEntry => typeof entry === 'object' && 'y' in entry;
const isPick = (entry: Entry): entry is PickEntry => typeof entry === 'object' && 'value' in entry;

/** True when nothing was given. An unticked box is an answer, an unopened report is not. */
export function isEmpty(field: PortalField, entry: Entry | undefined): boolean {
  if (entry === undefined) return true;
  const kind = widgetOf(field);
  if (kind === 'open') return entry !== true;
  if (kind === 'checkbox') return false;
  if (typeof entry === 'string') return entry.trim() === '';
  if (isFilesEntry(entry)) return entry.files.length === 0 && (entry.sending ?? 0) === 0;
  if (isDate(entry)) return narrow(entry.y) === '' && narrow(entry.m) === '' && narrow(entry.d) === '';
  return isPick(entry) && (entry.value === null || entry.value === undefined);
}

/** The moment a date entry with a time stands for, as ISO with the country's offset. */
export function momentText(date: string, time: string): string {
  return `${date}T${time.length === 5 ? `${time}:00` : time}${ZONE_OFFSET}`;
}
