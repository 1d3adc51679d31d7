import type { PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import { hasStranger } from './chosen.ts';
import { dateText } from './date-parts.ts';
import { isEmpty, isFilesEntry, momentText, narrow, widgetOf, type DateEntry, type Entry, type MomentEntry, type WidgetKind } from './entry.ts';
import type { ChosenEntry, LocationEntry, RegionEntry } from './entry-kinds.ts';
import type { Flaw } from './flaw.ts';
import { keptText } from './limits.ts';
import { readNumber } from './number-text.ts';
import { readRows } from './rows.ts';

export type Read = { readonly value: unknown } | { readonly flaw: Flaw };

const readTyped = (field: PortalField, entry: Entry): Read => readNumber(field.type, plainText(entry));

function readRegion(_field: PortalField, entry: Entry): Read {
  const { path, whole } = entry as RegionEntry;
  const last = path.at(-1);
  return last && whole ? { value: { code: last.code, name: path.map(({ name }) => name).join('') } } : { flaw: { kind: 'deeper' } };
}

function readLocation(_field: PortalField, entry: Entry): Read {
  const { place, lng, lat, accuracy } = entry as LocationEntry;
  const name = place.trim();
  if (name === '') return { flaw: { kind: 'place' } };
  const [east, north] = [narrow(lng), narrow(lat)];
  if (east === '' && north === '') return { value: { name } };
  const [x, y] = [Number(east), Number(north)];
  if (east === '' || north === '' || !(Math.abs(x) <= 180) || !(Math.abs(y) <= 90)) return { flaw: { kind: 'point' } };
  return { value: { name, lng: x, lat: y, ...(accuracy === undefined ? {} : { accuracy }) } };
}

function readFiles(_field: PortalField, entry: Entry): Read {
  return isFilesEntry(entry) && (entry.sending ?? 0) > 0 ? { flaw: { kind: 'sending' } } : { value: isFilesEntry(entry) ? entry.files : [] };
}

function readTable(field: PortalField, entry: Entry): Read {
  return { value: readRows(field, entry) };
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

function readChosen(field: PortalField, entry: Entry): Read {
  const held = entry as ChosenEntry;
  return hasStranger(field, held) ? { flaw: { kind: 'choice' } } : { value: held.chosen.map(({ value }) => value) };
}

const text = (field: PortalField, entry: Entry): Read => ({ value: keptText(field, plainText(entry)) });
const same = (_field: PortalField, entry: Entry): Read => ({ value: entry });
const picked = (_field: PortalField, entry: Entry): Read => (typeof entry === 'object' && 'value' in entry ? { value: entry.value } : { flaw: { kind: 'choice' } });

const READ: Readonly<Record<WidgetKind, (field: PortalField, entry: Entry) => Read>> = {
  text,
  textarea: text,
  number: readTyped,
  amount: readTyped,
  date: (_field, entry) => dateText(entry as DateEntry),
  'date-time': readMoment,
  time: (_field, entry) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(narrow(plainText(entry))) ? { value: `${narrow(plainText(entry))}:00` } : { flaw: { kind: 'time' } }),
  select: readChoice,
  radio: readChoice,
  checks: readChosen,
  checkbox: same,
  open: same,
  files: readFiles,
  signature: readFiles,
  table: readTable,
  region: readRegion,
  location: readLocation,
  scan: text,
  computed: () => ({ value: null }),
  lookup: picked,
  static: picked,
};

/** What an entry means: a JSON value, null when empty, or what is wrong with its writing. */
export function readEntry(field: PortalField, entry: Entry | undefined): Read {
  if (entry === undefined || isEmpty(field, entry)) return { value: widgetOf(field) === 'open' ? false : null };
  return READ[widgetOf(field)](field, entry);
}
