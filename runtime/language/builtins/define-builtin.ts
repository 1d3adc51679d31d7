import type { EvalContext } from '../context.ts';
import { ANY, BOOLEAN, DATE, DATE_TIME, DAYS_TIME, NUMBER, STRING, TIME, YEARS_MONTHS } from '../types.ts';
import type { FeelType } from '../types.ts';
import type { Value } from '../values/value.ts';

/** `day` takes a date or a date-time, `point` anything with an order, `any` everything and null too. */
export type ParamKind = 'any' | 'number' | 'string' | 'boolean' | 'date' | 'time' | 'date-time' | 'day' | 'days-time-duration' | 'years-months-duration' | 'duration' | 'list' | 'context' | 'range' | 'function';

export interface Param {
  readonly name: string;
  readonly kind: ParamKind;
  readonly optional: boolean;
  /** Takes all further arguments as one list. */
  readonly variadic: boolean;
  /** Null is passed on instead of making the result null. */
  readonly nullable: boolean;
}

export type Call = (context: EvalContext, ...args: Value[]) => Value;
export type Returns = FeelType | ((args: readonly FeelType[]) => FeelType);

export interface Overload {
  readonly params: readonly Param[];
  readonly returns: Returns;
  readonly call: Call;
}

export interface Builtin {
  /** As the standard writes it, spaces included. */
  readonly name: string;
  /** Other names it answers to (own functions have a Chinese one). */
  readonly aliases: readonly string[];
  /** Section of DMN 1.5, or `own`. */
  readonly section: string;
  readonly overloads: readonly Overload[];
  /** Steps of one call, besides reading its arguments; what a function does beyond that it charges itself. */
  readonly cost: number;
  /** Whether it reads all of its texts and lists. */
  readonly reads: boolean;
}

const RETURN_WORDS: Readonly<Record<string, FeelType>> = {
  any: ANY,
  number: NUMBER,
  string: STRING,
  boolean: BOOLEAN,
  date: DATE,
  time: TIME,
  'date-time': DATE_TIME,
  'days-time-duration': DAYS_TIME,
  'years-months-duration': YEARS_MONTHS,
  list: { kind: 'list', of: ANY },
  numbers: { kind: 'list', of: NUMBER },
  strings: { kind: 'list', of: STRING },
  context: { kind: 'context', fields: {}, open: true },
  range: { kind: 'range', of: ANY },
};

export const listOf = (args: readonly FeelType[]): FeelType => (args[0]?.kind === 'list' ? args[0] : { kind: 'list', of: args[0] ?? ANY });
export const itemOf = (args: readonly FeelType[]): FeelType => (args[0]?.kind === 'list' ? args[0].of : (args[0] ?? ANY));

/**
 * One way to call a function. `spec` reads like `text: string, start?: number, ...rest: any`; a `?` after the kind
 * lets null through. `returns` is a word of RETURN_WORDS or a function of the argument types.
 */
export function overload(spec: string, returns: string | ((args: readonly FeelType[]) => FeelType), call: (context: EvalContext, ...args: never[]) => Value): Overload {
  const params = spec === '' ? [] : spec.split(', ').map(parseParam);
  return { params, returns: typeof returns === 'string' ? (RETURN_WORDS[returns] ?? ANY) : returns, call: call as Call };
}

function parseParam(text: string): Param {
  const [left = '', right = ''] = text.split(': ');
  const variadic = left.startsWith('...');
  const optional = left.endsWith('?');
  return {
    name: left.replace('...', '').replace('?', ''),
    kind: right.replace('?', '') as ParamKind,
    optional,
    variadic,
    nullable: right.endsWith('?'),
  };
}

export function builtin(name: string, section: string, ...overloads: readonly Overload[]): Builtin {
  return { name, aliases: [], section, overloads, cost: 2, reads: true };
}

export function alias(made: Builtin, ...aliases: readonly string[]): Builtin {
  return { ...made, aliases };
}

/** A function whose call costs more or less work than most. */
export function costing(made: Builtin, cost: number, reads = true): Builtin {
  return { ...made, cost, reads };
}

/** `substring(string, start position, length?)`. */
export function usageOf(made: Builtin): string {
  const first = made.overloads[0]?.params ?? [];
  return `${made.name}(${first.map((param) => `${param.variadic ? '…' : ''}${param.name}${param.optional ? '?' : ''}`).join(', ')})`;
}
