import type { Locale, LocalText } from '../../../../runtime/schema/text.ts';
import { schemaDescription, schemaTitle, type SchemaView } from '../formula/formula-scope.ts';

/** A config schema: what `SchemaView` has, and what shapes an editor. */
export interface ConfigSchema extends Omit<SchemaView, 'items' | 'properties' | 'anyOf'> {
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly patternProperties?: Readonly<Record<string, ConfigSchema>>;
  /** One schema for all members, or one for each place of a tuple. */
  readonly items?: ConfigSchema | readonly ConfigSchema[];
  readonly anyOf?: readonly ConfigSchema[];
  readonly prefixItems?: readonly ConfigSchema[];
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  /** A yes-or-no formula: edited line by line too. */
  readonly 'x-condition'?: boolean;
  /** What people read instead of the values of an enumeration. */
  readonly 'x-values'?: Readonly<Record<string, LocalText>>;
}

/** Which editor a property gets. */
export type EntryKind =
  | 'formula' | 'condition' | 'text' | 'string' | 'number' | 'boolean' | 'choice' | 'dataset' | 'connection' | 'flow' | 'list' | 'role' | 'column' | 'columns' | 'picks'
  | 'strings' | 'literal' | 'literals' | 'tuples' | 'formulas' | 'formula-list' | 'map' | 'objects' | 'object' | 'variants' | 'json';

export interface Entry {
  /** Last step of the property's path inside config. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly help?: string;
  readonly required: boolean;
  readonly schema: ConfigSchema;
}

const BY_FORMAT: Readonly<Record<string, EntryKind>> = {
  feel: 'formula', 'feel-row': 'formula', 'feel-unary': 'formula', text: 'text', dataset: 'dataset', connection: 'connection', flow: 'flow', list: 'list', role: 'role', column: 'column',
};

export function isFeelFormat(format: string | undefined): boolean {
  return format === 'feel' || format === 'feel-row' || format === 'feel-unary';
}

/** The literals of an enum or of a union of constants; empty when it is neither. */
export function literalsOf(schema: ConfigSchema): readonly unknown[] {
  if (schema.enum) return schema.enum;
  const options = schema.anyOf ?? [];
  return options.length > 0 && options.every((option) => option.const !== undefined) ? options.map((option) => option.const) : [];
}

/** The schema of every value of an open record, or undefined for closed objects. */
export function recordValue(schema: ConfigSchema): ConfigSchema | undefined {
  const [value] = Object.values(schema.patternProperties ?? {});
  if (value) return value;
  return typeof schema.additionalProperties === 'object' && schema.additionalProperties !== null ? schema.additionalProperties : undefined;
}

/** The schema of every member of a list; `{}` for a tuple, which has one for each place. */
export function itemsOf(schema: ConfigSchema): ConfigSchema {
  return Array.isArray(schema.items) ? {} : ((schema.items as ConfigSchema | undefined) ?? {});
}

/** The schemas of the places of a tuple; undefined for anything else. */
export function tupleShapes(schema: ConfigSchema): readonly ConfigSchema[] | undefined {
  return schema.type === 'array' && Array.isArray(schema.items) ? (schema.items as readonly ConfigSchema[]) : schema.prefixItems;
}

const SCALARS: ReadonlySet<string | undefined> = new Set(['string', 'number', 'integer', 'boolean']);

/** A text that may as well be a number or yes or no. */
function isLiteral({ anyOf }: ConfigSchema): boolean {
  return anyOf !== undefined && anyOf.some(({ type }) => type === 'string') && anyOf.every(({ type }) => typeof type === 'string' && SCALARS.has(type));
}

/** What a person typed, as the first fitting of number, yes or no, and text. */
export function readLiteral({ anyOf = [] }: ConfigSchema, typed: string): string | number | boolean {
  const text = typed.trim();
  const allows = (...types: readonly string[]): boolean => anyOf.some(({ type }) => typeof type === 'string' && types.includes(type));
  if (allows('number', 'integer') && /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text) return Number(text);
  if (allows('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** What the scenario itself has: several are ticked, never typed. */
const PICKED: ReadonlySet<string> = new Set(['node', 'role', 'list', 'dataset', 'flow']);

function arrayKind(items: ConfigSchema): EntryKind {
  if (tupleShapes(items) !== undefined) return 'tuples';
  if (isLiteral(items)) return 'literals';
  if (items.format === 'column') return 'columns';
  if (isFeelFormat(items.format)) return 'formula-list';
  if (items.type === 'object') return 'objects';
  if (items.format !== undefined && PICKED.has(items.format)) return 'picks';
  return items.type === 'string' ? 'strings' : 'json';
}

function recordKind(value: ConfigSchema): EntryKind {
  if (isFeelFormat(value.format)) return 'formulas';
  return value.type === 'object' || kindOf(value) === 'variants' ? 'map' : 'json';
}

function kindOf(schema: ConfigSchema): EntryKind {
  if (schema['x-condition'] === true && isFeelFormat(schema.format)) return 'condition';
  const byFormat = schema.format === undefined ? undefined : BY_FORMAT[schema.format];
  if (byFormat) return byFormat;
  if (literalsOf(schema).length > 0) return 'choice';
  if (schema.anyOf) return schema.anyOf.some((option) => option.type === 'object') ? 'variants' : isLiteral(schema) ? 'literal' : 'json';
  if (schema.type === 'array') return arrayKind(itemsOf(schema));
  if (schema.type === 'object') {
    const value = recordValue(schema);
    return value ? recordKind(value) : schema.properties ? 'object' : 'json';
  }
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  return schema.type === 'string' ? 'string' : 'json';
}

/** One property as an entry of the panel. */
export function entryOf(key: string, schema: ConfigSchema, required: boolean, locale: Locale): Entry {
  const help = schemaDescription(schema, locale);
  return { key, kind: kindOf(schema), title: schemaTitle(schema, locale) ?? key, required, schema, ...(help === undefined ? {} : { help }) };
}

/** The entries of an object schema in its own order. */
export function entriesFromSchema(schema: ConfigSchema, locale: Locale): readonly Entry[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).map(([key, property]) => entryOf(key, property, required.has(key), locale));
}

/** A first value that fits a schema well enough to be edited; the checker says what is still missing. */
export function blankOf(schema: ConfigSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  const [literal] = literalsOf(schema);
  if (literal !== undefined) return literal;
  if (schema.const !== undefined) return schema.const;
  const [option] = schema.anyOf ?? [];
  if (option) return blankOf(option);
  if (schema.type === 'object') return Object.fromEntries((schema.required ?? []).map((key) => [key, blankOf(schema.properties?.[key] ?? {})]));
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => blankOf(itemsOf(schema)));
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  return '';
}

/** Which shape of a union a value has: the first whose required members it has all and whose members cover it. */
export function variantOf(options: readonly ConfigSchema[], value: unknown): number {
  const fits = options.map((option, index) => ({ index, fit: fitness(option, value) })).filter(({ fit }) => fit >= 0);
  return fits.reduce((best, next) => (next.fit > best.fit ? next : best), fits[0] ?? { index: 0, fit: 0 }).index;
}

function fitness(option: ConfigSchema, value: unknown): number {
  if (option.type === 'array' || Array.isArray(value)) return option.type === 'array' && Array.isArray(value) ? 1 : -1;
  if (typeof value !== 'object' || value === null) return option.type === typeof value ? 1 : -1;
  const keys = Object.keys(value);
  if (!(option.required ?? []).every((key) => keys.includes(key))) return -1;
  return keys.filter((key) => option.properties !== undefined && Object.hasOwn(option.properties, key)).length;
}
