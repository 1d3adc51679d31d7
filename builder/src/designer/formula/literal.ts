import type { SchemaView } from './formula-scope.ts';
import { stringValue } from '../../../../runtime/language/reading/feel-tree.ts';
import { quote } from './parsers.ts';

/** How a value is typed by a person: which control it gets, and how its text becomes FEEL. */
export type Typed = 'number' | 'boolean' | 'date' | 'time' | 'date-time' | 'duration' | 'text' | 'list' | 'any';

const FORMATS: Readonly<Record<string, Typed>> = { date: 'date', time: 'time', 'date-time': 'date-time', duration: 'duration', decimal: 'number' };

/** The control for values of a schema; `null` among its types does not matter. */
export function typedOf(schema: SchemaView | undefined): Typed {
  if (schema === undefined) return 'any';
  if (schema['x-feel'] === 'decimal') return 'number';
  if (schema.format !== undefined && Object.hasOwn(FORMATS, schema.format)) return FORMATS[schema.format] ?? 'text';
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((type) => type !== 'null' && type !== undefined);
  const inner = schema.anyOf?.map(typedOf).filter((type) => type !== 'any') ?? [];
  if (inner[0] !== undefined) return inner[0];
  if (types.includes('number') || types.includes('integer')) return 'number';
  if (types.includes('boolean')) return 'boolean';
  if (types.includes('array')) return 'list';
  if (types.includes('string')) return 'text';
  const [first] = schema.enum ?? [];
  return typeof first === 'number' ? 'number' : typeof first === 'string' ? 'text' : typeof first === 'boolean' ? 'boolean' : 'any';
}

const WRAP: Readonly<Partial<Record<Typed, string>>> = { date: 'date', time: 'time', 'date-time': 'date and time', duration: 'duration' };
const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)$/;
const SHAPES: Readonly<Partial<Record<Typed, RegExp>>> = {
  number: NUMBER,
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}|@\S+)?$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}|@\S+)?$/,
  duration: /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
};

/** Full-width digits and signs of a typed number, made plain. */
function plainNumber(text: string): string {
  return text.replace(/[０-９．－]/g, (sign) => (sign === '．' ? '.' : sign === '－' ? '-' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0))).replace(/[,，](?=\d{3})/g, '');
}

/** Seconds may be left out by a person and by a browser's time field; FEEL wants them. */
function withSeconds(text: string): string {
  return text.replace(/(^|T)(\d{2}:\d{2})(?!:)(?=$|Z|[+-]|@)/, '$1$2:00');
}

/**
 * The FEEL literal of what a person typed for such a value; undefined when it is none. `any` reads a number as one and the rest as text.
 *
 * @example literalOf('2022-01-20', 'date') // 'date("2022-01-20")'
 */
export function literalOf(typed: string, kind: Typed): string | undefined {
  const text = kind === 'number' ? plainNumber(typed.trim()) : typed;
  if (kind === 'any') return NUMBER.test(text.trim()) ? text.trim() : quote(text);
  if (kind === 'text' || kind === 'list') return quote(text);
  if (kind === 'boolean') return text === 'true' || text === 'false' ? text : undefined;
  if (!SHAPES[kind]?.test(text.trim())) return undefined;
  const word = WRAP[kind];
  return word === undefined ? text.trim() : `${word}(${quote(withSeconds(text.trim()))})`;
}

/** What a literal shows in its control; undefined when the source is no literal (a field or a formula). */
export function literalText(source: string): string | undefined {
  const text = source.trim();
  if (text.startsWith('"') && text.endsWith('"') && text.length > 1 && !/[^\\]"./.test(text.slice(1))) return stringValue(text);
  if (NUMBER.test(text) || text === 'true' || text === 'false') return text;
  return /^(?:date|time|date and time|duration)\(\s*"([^"\\]*)"\s*\)$/.exec(text)?.[1] ?? /^@"([^"\\]*)"$/.exec(text)?.[1];
}
