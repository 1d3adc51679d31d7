import type { PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import { dateText } from './date-parts.ts';
import { isEmpty, isFilesEntry, momentText, narrow, widgetOf, type DateEntry, type Entry, type MomentEntry, type WidgetKind } from './entry.ts';
import type { Flaw } from './flaw.ts';

export type Read = { readonly value: unknown } | { readonly flaw: Flaw };

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** Group separators are dropped: `1,234.50` and `1，234.50` are the same amount. */
function numberText(text: string): string {
  return narrow(text).replaceAll(',', '').replaceAll(' ', '').replace(/元$/, '');
}

function readNumber(field: PortalField, entry: Entry): Read {
  const text = numberText(plainText(entry));
  if (!NUMBER.test(text)) return { flaw: { kind: 'number' } };
  if (field.type === 'decimal') return { value: text.replace(/^\+/, '') };
  const value = Number(text);
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return { flaw: { kind: 'integer' } };
  return { value };
}

function readMoment(field: PortalField, entry: Entry): Read {
  const moment = entry as MomentEntry;
  const date = dateText(moment);
  if ('flaw' in date) return date;
  const time = narrow(moment.time);
  if (time === '') return { flaw: { kind: 'time-missing' } };
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) return { flaw: { kind: 'time' } };
  const value = momentText(date.value, time);
  const first = typeof field.value === 'string' ? field.value : '';
  // An untouched default keeps its seconds and its own offset.
  return { value: first !== '' && Math.floor(Date.parse(first) / 60_000) === Math.floor(Date.parse(value) / 60_000) ? first : value };
}

function readChoice(field: PortalField, entry: Entry): Read {
  const chosen = field.choices?.find((choice) => JSON.stringify(choice.value) === entry);
  return chosen ? { value: chosen.value } : { flaw: { kind: 'choice' } };
}

const text = (_field: PortalField, entry: Entry): Read => ({ value: plainText(entry).trim() });
const same = (_field: PortalField, entry: Entry): Read => ({ value: entry });
const picked = (_field: PortalField, entry: Entry): Read => (typeof entry === 'object' && 'value' in entry ? { value: entry.value } : { flaw: { kind: 'choice' } });

const READ: Readonly<Record<WidgetKind, (field: PortalField, entry: Entry) => Read>> = {
  text,
  textarea: text,
  number: readNumber,
  amount: readNumber,
  date: (_field, entry) => dateText(entry as DateEntry),
  'date-time': readMoment,
  time: (_field, entry) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(narrow(plainText(entry))) ? { value: `${narrow(plainText(entry))}:00` } : { flaw: { kind: 'time' } }),
  select: readChoice,
  radio: readChoice,
  checkbox: same,
  open: same,
  files: (_field, entry) => (isFilesEntry(entry) && (entry.sending ?? 0) > 0 ? { flaw: { kind: 'sending' } } : { value: isFilesEntry(entry) ? entry.files : [] }),
  lookup: picked,
  static: picked,
};

/** What an entry means: a JSON value, null when empty, or what is wrong with its writing. */
export function readEntry(field: PortalField, entry: Entry | undefined): Read {
  if (entry === undefined || isEmpty(field, entry)) return { value: widgetOf(field) === 'open' ? false : null };
  return READ[widgetOf(field)](field, entry);
}
