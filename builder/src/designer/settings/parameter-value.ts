import type { ParameterValue } from '../../../../runtime/schema/parameter.ts';
import type { Parameter } from '../../../../runtime/schema/scenario.ts';

export type ParameterType = Parameter['type'];
export type ValueReading = { readonly value: unknown } | { readonly wrong: 'number' | 'duration' | 'json' };

const DURATION = /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const JSON_TYPES: ReadonlySet<ParameterType> = new Set(['list', 'context', 'any']);

function readNumber(typed: string, whole: boolean): ValueReading {
  const number = Number(typed);
  return typed === '' || !Number.isFinite(number) || (whole && !Number.isInteger(number)) ? { wrong: 'number' } : { value: number };
}

/** The JSON value of what was typed for a parameter of this type; decimals stay text, so that no digit is lost. */
export function readParameter(type: ParameterType, typed: string): ValueReading {
  const text = typed.trim();
  if (type === 'integer' || type === 'number') return readNumber(text, type === 'integer');
  if (type === 'decimal') return /^-?\d+(\.\d+)?$/.test(text) ? { value: text } : { wrong: 'number' };
  if (type === 'boolean') return { value: text === 'true' };
  if (type === 'duration') return DURATION.test(text) ? { value: text } : { wrong: 'duration' };
  if (!JSON_TYPES.has(type)) return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { wrong: 'json' };
  }
}

/** How a stored value stands in its input. */
export function parameterText(type: ParameterType, value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' && !JSON_TYPES.has(type) ? value : JSON.stringify(value);
}

const FIRST: Readonly<Record<ParameterType, unknown>> = {
  string: '', integer: 0, number: 0, decimal: '0', boolean: false, date: '2000-01-01', time: '00:00:00', 'date-time': '2000-01-01T00:00:00+08:00', duration: 'P1D', list: [], context: {}, any: null,
};

/** A value of the type to begin with. */
export function firstValue(type: ParameterType): unknown {
  return FIRST[type];
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The values with a new one from a day on; the one in force until then ends the day before, so that no day has two. */
export function withNewValue(values: readonly ParameterValue[], today: string): readonly ParameterValue[] {
  const last = values.at(-1);
  if (last === undefined) return values;
  const from = typeof last.to === 'string' ? new Date(Date.parse(`${last.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : last.from !== null && last.from >= today ? new Date(Date.parse(`${last.from}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : today;
  return [...values.slice(0, -1), { ...last, to: last.to ?? dayBefore(from) }, { ...last, from, to: null }];
}
