import type { SameShape } from '../../../text/catalogue.ts';
import type { untilTexts } from './until-texts.ts';

/** A part of an assignment as it is written. */
export interface AssignPart {
  readonly user?: string;
  readonly role?: string;
  readonly unit?: string;
}

/** An `until` entry as it is written. */
export interface Entry {
  readonly after?: string;
  readonly workingDays?: string;
  readonly workingHours?: string;
  readonly at?: string;
  readonly event?: string;
  /** Other scenarios whose events count, too. */
  readonly from?: readonly string[];
  readonly key?: string;
  readonly since?: string;
  readonly due?: 'this' | 'before' | 'after';
  readonly do?: string;
  readonly port?: string;
  readonly to?: AssignPart | readonly AssignPart[];
  readonly values?: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly basis?: readonly string[];
}

export const UNITS = ['workingDays', 'workingHours', 'after'] as const;
export type Unit = (typeof UNITS)[number];
export const WHENS = ['begin', 'since', 'before', 'after', 'at', 'event'] as const;
export type When = (typeof WHENS)[number];
export const DEEDS = ['remind', 'escalate', 'reassign', 'mark', 'outcome', 'leave'] as const;
export type Deed = (typeof DEEDS)[number];

export function unitOf(entry: Entry): Unit {
  return UNITS.find((unit) => entry[unit] !== undefined) ?? 'workingDays';
}

export function whenOf(entry: Entry): When {
  if (entry.event !== undefined) return 'event';
  if (entry.at !== undefined) return 'at';
  if (entry.due === 'before' || entry.due === 'after') return entry.due;
  return entry.since === undefined ? 'begin' : 'since';
}

/** Leaving by one of the task's own outcomes is deciding by itself. */
export function deedOf(entry: Entry, outcomes: readonly string[]): Deed {
  const act = entry.do ?? 'leave';
  if (act === 'leave') return outcomes.includes(entry.port ?? 'out') ? 'outcome' : 'leave';
  return DEEDS.find((deed) => deed === act) ?? 'leave';
}

const FIRST: Readonly<Record<Unit, string>> = { workingDays: '3', workingHours: '4', after: 'duration("PT4H")' };

function timed(unit: Unit, value: string): Entry {
  return { [unit]: value };
}

/** The entry with another relation to time; what it does stays. */
export function withWhen(entry: Entry, when: When): Entry {
  const { do: act, port, to, values, title, basis } = entry;
  const deed = { ...(act === undefined ? {} : { do: act }), ...(port === undefined ? {} : { port }), ...(to === undefined ? {} : { to }), ...(values === undefined ? {} : { values }), ...(title === undefined ? {} : { title }), ...(basis === undefined ? {} : { basis }) };
  if (when === 'event') return { event: '', key: '', ...deed };
  if (when === 'at') return { at: '', ...deed };
  const unit = unitOf(entry);
  const time = timed(unit, entry[unit] ?? FIRST[unit]);
  if (when === 'since') return { ...time, since: 'run.startedAt', ...(entry.due === 'this' ? { due: 'this' as const } : {}), ...deed };
  return { ...time, ...(when === 'begin' ? (entry.due === 'this' ? { due: 'this' as const } : {}) : { due: when }), ...deed };
}

/** The entry in another unit; a number stays, a duration begins anew. */
export function withUnit(entry: Entry, unit: Unit): Entry {
  const before = unitOf(entry);
  const kept = entry[before] ?? '';
  const { workingDays: _d, workingHours: _h, after: _a, ...rest } = entry;
  return { ...timed(unit, unit !== 'after' && before !== 'after' ? kept : FIRST[unit]), ...rest };
}

/** The entry with another deed; people stay as long as the deed turns to people. */
export function withDeed(entry: Entry, deed: Deed, outcomes: readonly string[]): Entry {
  const { do: _do, port: _port, values: _values, to, ...rest } = entry;
  if (deed === 'outcome') return { ...rest, port: outcomes[0] ?? 'out' };
  if (deed === 'leave') return { ...rest, port: 'timeout' };
  return { ...rest, do: deed, ...(deed === 'mark' || to === undefined ? (deed === 'escalate' || deed === 'reassign' ? { to: { role: '' } } : {}) : { to }) };
}

type Words = SameShape<(typeof untilTexts)['zh-CN']>;

export interface Names {
  readonly role: (id: string) => string;
  readonly port: (id: string) => string;
}

/** What the entry says in one plain sentence: 到期前 1 个工作日提醒办理人. */
export function sentenceOf(entry: Entry, words: Words, names: Names, outcomes: readonly string[]): string {
  return words.join(whenWords(entry, words), deedWords(entry, words, names, outcomes));
}

function whenWords(entry: Entry, words: Words): string {
  const when = whenOf(entry);
  if (when === 'event') return words.s_event(entry.event || words.nothing);
  if (when === 'at') return words.s_at(entry.at || words.nothing);
  const amount = amountWords(entry, words);
  return when === 'since' ? words.s_since(amount, entry.since ?? '') : words[`s_${when}`](amount);
}

function amountWords(entry: Entry, words: Words): string {
  const unit = unitOf(entry);
  const value = (entry[unit] ?? '').trim();
  if (value === '') return words.nothing;
  if (unit !== 'after') return words[`a_${unit}`](value);
  const simple = /^duration\("P(?:(\d+)D|T(\d+)H|T(\d+)M)"\)$/.exec(value);
  const [, days, hours, minutes] = simple ?? [];
  if (days !== undefined) return words.a_days(days);
  if (hours !== undefined) return words.a_hours(hours);
  return minutes === undefined ? words.a_any(value) : words.a_minutes(minutes);
}

function deedWords(entry: Entry, words: Words, names: Names, outcomes: readonly string[]): string {
  const deed = deedOf(entry, outcomes);
  const port = names.port(entry.port ?? 'out');
  if (deed === 'mark') return words.d_mark;
  if (deed === 'outcome' || deed === 'leave') return words[`d_${deed}`](port);
  const parts = entry.to === undefined ? [] : [entry.to].flat();
  const people = parts.map((part) => (part.role === undefined ? (part.user ?? '') : names.role(part.role))).filter((name) => name !== '').join(words.names);
  return words[`d_${deed}`](people === '' ? (deed === 'remind' ? words.holder : words.nobody) : people);
}
