import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { valueText } from '../core/values.ts';
import { createRandom, randomInt, type Random } from './random.ts';
import { recipeError, type FieldRecipe } from './recipe.ts';

/** The row under way: what was made so far, the rows it refers to, and its place from 0. */
export interface Draft {
  readonly values: Record<string, Json>;
  readonly refs: Record<string, JsonObject>;
  readonly index: number;
}

export type Make = (draft: Draft) => Json;

export interface MakerContext {
  readonly seed: number;
  readonly count: number;
  /** Name of the field, for remembered rows. */
  readonly field: string;
  /** Place in the recipe: also the name of the field's own random stream. */
  readonly path: string;
  /** Rows of another dataset or table. @throws SCN_DATA_RECIPE when there are none */
  readonly rowsOf: (source: string, path: string) => readonly JsonObject[];
}

type Of<K extends string> = Extract<FieldRecipe, { readonly [key in K]: unknown }>;
type Makers = { readonly [K in 'value' | 'seq' | 'pick' | 'times' | 'int' | 'decimal' | 'date' | 'dateTime' | 'ref' | 'copy' | 'combine' | 'when' | 'chance' | 'after']: (recipe: Of<K>, context: MakerContext) => Make };

const DAY_MS = 86_400_000;

/** One maker per kind of recipe; everything that can be worked out beforehand is. */
const MAKERS: Makers = {
  value: ({ value }) => () => value,
  seq: ({ seq, from = 1 }) => {
    const [whole = '', zeros = ''] = /\{(0+)\}/.exec(seq) ?? [];
    const [before = '', after = ''] = seq.split(whole);
    return ({ index }) => before + String(index + from).padStart(zeros.length, '0') + after;
  },
  pick: (recipe, context) => ('counts' in recipe ? countsMaker(recipe, context) : pickMaker(recipe, context)),
  times: ({ times, by: [from, to], digits }, context) => {
    const random = own(context);
    return (draft) => {
      const factor = from + random() * (to - from);
      const value = made(draft, times, context.path);
      if (value === null) return null;
      const number = Number(value);
      if (typeof value === 'boolean' || Number.isNaN(number)) throw recipeError({ path: context.path, reason: `“${valueText(value)}” is no number` });
      return (number * factor).toFixed(digits);
    };
  },
  int: ({ int: [from, to] }, context) => {
    const random = own(context);
    return () => randomInt(random, from, to);
  },
  decimal: ({ decimal: [from, to, digits] }, context) => {
    const random = own(context);
    const scale = 10 ** digits;
    // Drawn as a whole number of the last digit, so both ends are reached and no rounding leaves the range.
    return () => (randomInt(random, Math.ceil(from * scale), Math.floor(to * scale)) / scale).toFixed(digits);
  },
  date: ({ date }, context) => {
    const random = own(context);
    const [from, to] = dayRange(date, context);
    return () => isoDay(randomInt(random, from, to));
  },
  dateTime: (recipe, context) => dateTimeMaker(recipe, context),
  ref: (recipe, context) => refMaker(recipe, context),
  copy: ({ copy, field }, { path }) => ({ refs }) => {
    const row = refs[copy];
    if (!row) throw recipeError({ path, reason: `no row is remembered as “${copy}” before this field` });
    return row[field] ?? null;
  },
  combine: ({ combine }, { path }) => {
    const parts = combine.split(/\{([^}]+)\}/);
    return (draft) => parts.map((part, i) => (i % 2 === 0 ? part : valueText(made(draft, part, path)))).join('');
  },
  when: ({ when }, context) => {
    const wanted = new Set((when.in ?? [when.equals ?? null]).map((value) => JSON.stringify(value)));
    const yes = makerOf(when.then, { ...context, path: `${context.path}/when/then` });
    const no = makerOf(when.else, { ...context, path: `${context.path}/when/else` });
    return (draft) => (wanted.has(JSON.stringify(made(draft, when.field, context.path))) ? yes(draft) : no(draft));
  },
  chance: (recipe, context) => {
    const random = own(context);
    const yes = makerOf(recipe.then, { ...context, path: `${context.path}/then` });
    const no = makerOf(recipe.else, { ...context, path: `${context.path}/else` });
    return (draft) => (random() < recipe.chance ? yes(draft) : no(draft));
  },
  after: (recipe, context) => afterMaker(recipe, context),
};

/** The function that makes a field. @throws SCN_DATA_RECIPE */
export function makerOf(recipe: FieldRecipe, context: MakerContext): Make {
  const kind = (Object.keys(MAKERS) as (keyof Makers)[]).find((key) => Object.hasOwn(recipe, key));
  if (!kind) throw recipeError({ path: context.path, reason: 'unknown kind of field' });
  return (MAKERS[kind] as (recipe: FieldRecipe, context: MakerContext) => Make)(recipe, context);
}

/** A field made before; a name written too late or wrong is said, not read as nothing. */
function made({ values }: Draft, field: string, path: string): Json {
  const value = values[field];
  if (value === undefined) throw recipeError({ path, reason: `no field “${field}” is made before this one` });
  return value;
}

function own({ seed, path }: MakerContext): Random {
  return createRandom(seed, path);
}

/** Every value laid out as often as it is wanted, shuffled (Fisher–Yates). */
function countsMaker({ pick, counts }: Of<'counts'>, context: MakerContext): Make {
  const path = `${context.path}/counts`;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length !== pick.length) throw recipeError({ path, reason: `${pick.length} values need as many counts, not ${counts.length}` });
  if (total !== context.count) throw recipeError({ path, reason: `the counts add up to ${total}, the recipe makes ${context.count} rows` });
  const random = own(context);
  const values = pick.flatMap((value, i) => Array.from({ length: counts[i] ?? 0 }, () => value));
  for (let last = values.length - 1; last > 0; last -= 1) {
    const at = randomInt(random, 0, last);
    [values[at], values[last]] = [values[last] ?? null, values[at] ?? null];
  }
  return ({ index }) => values[index] ?? null;
}

function pickMaker({ pick, weights }: Exclude<Of<'pick'>, Of<'counts'>>, context: MakerContext): Make {
  const random = own(context);
  if (!weights) return () => pick[Math.floor(random() * pick.length)] ?? null;
  if (weights.length !== pick.length) throw recipeError({ path: `${context.path}/weights`, reason: `${pick.length} values need as many weights, not ${weights.length}` });
  let total = 0;
  const sums = weights.map((weight) => (total += weight));
  return () => {
    const drawn = random() * total;
    const at = sums.findIndex((sum) => drawn < sum);
    return pick[at] ?? null;
  };
}

function refMaker({ ref, field, as, order = 'random', skew = 1 }: Of<'ref'>, context: MakerContext): Make {
  const random = own(context);
  const rows = context.rowsOf(ref, context.path);
  const name = as ?? context.field;
  const { count } = context;
  const at: Record<typeof order, (index: number) => number> = {
    random: () => Math.floor(random() ** skew * rows.length),
    cycle: (index) => index % rows.length,
    block: (index) => Math.floor((index * rows.length) / Math.max(count, 1)),
  };
  const place = at[order];
  return ({ refs, index }) => {
    const row = rows[place(index)] ?? {};
    refs[name] = row;
    return row[field] ?? null;
  };
}

function dateTimeMaker({ dateTime, workingHours = false, zone = '+08:00' }: Of<'dateTime'>, context: MakerContext): Make {
  const random = own(context);
  const [from, to] = dayRange(dateTime, context);
  if (workingHours && Array.from({ length: Math.min(7, to - from + 1) }, (_, i) => from + i).every(isWeekend)) {
    throw recipeError({ path: context.path, reason: 'there is no working day between the two days' });
  }
  return () => {
    const day = workingHours ? randomWeekday(random, from, to) : randomInt(random, from, to);
    const minute = workingHours ? randomInt(random, 8 * 60, 18 * 60 - 1) : randomInt(random, 0, 24 * 60 - 1);
    return `${isoDay(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00${zone}`;
  };
}

function afterMaker(recipe: Of<'after'>, context: MakerContext): Make {
  const random = own(context);
  const [from, to] = 'days' in recipe ? recipe.days : recipe.minutes;
  const unit = 'days' in recipe ? DAY_MS : 60_000;
  return (draft) => {
    const start = made(draft, recipe.after, context.path);
    if (typeof start !== 'string') return null;
    return later(start, randomInt(random, from, to) * unit, context.path);
  };
}

/** Draws until it is no weekend; that there is a working day was checked. */
function randomWeekday(random: Random, from: number, to: number): number {
  for (;;) {
    const day = randomInt(random, from, to);
    if (!isWeekend(day)) return day;
  }
}

/** Moves an ISO day or date-time, keeping its way of writing and its zone. */
function later(start: string, byMs: number, path: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?(.*)$/.exec(start);
  if (!match) throw recipeError({ path, reason: `“${start}” is no ISO day or date-time` });
  const [, day = '', time, zone = ''] = match;
  const moved = new Date(Date.parse(`${day}T${time ?? '00:00:00'}Z`) + byMs).toISOString();
  return time === undefined ? moved.slice(0, 10) : `${moved.slice(0, 19)}${zone}`;
}

/** Days since 1970-01-01. */
function dayRange(range: readonly [string, string], { path }: MakerContext): readonly [number, number] {
  const [from, to] = range.map((day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS) as [number, number];
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) throw recipeError({ path, reason: `${range[0]} – ${range[1]} is no range of days` });
  return [from, to];
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  return (day + 3) % 7 >= 5;
}

function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
