import { Type, type Static } from 'typebox';
import type { FieldType } from './field.ts';
import { AddressSchema, NameSchema } from './ids.ts';

/** Every kind may say what people call it, and how many rows of a hundred may be wrong before it counts as broken. */
const said = {
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  allow: Type.Optional(Type.Number({ minimum: 0, maximum: 100, description: 'Percent of the rows that may be wrong; default 0' })),
};
const limit = Type.Optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })]));
const kind = <Kind extends string, Parts extends object>(name: Kind, parts: Parts) => Type.Object({ kind: Type.Literal(name), ...parts, ...said }, { additionalProperties: false });
const count = Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 }));

/** A stated total is the sum of its parts, row by row; the one kind that needs no word for it. */
const SumCheckSchema = Type.Object({ total: NameSchema, parts: Type.Array(NameSchema, { minItems: 1, maxItems: 50 }), ...said }, { additionalProperties: false });

/** What the owner of a dataset expects of its rows. Unlike keys, uniques and totals it keeps nothing from being written: it is looked at, counted and told. */
export const QualityCheckSchema = Type.Union([
  SumCheckSchema,
  kind('filled', { field: NameSchema }),
  kind('among', { field: NameSchema, values: Type.Array(Type.Union([Type.String({ maxLength: 200 }), Type.Number()]), { minItems: 1, maxItems: 500 }) }),
  kind('range', { field: NameSchema, min: limit, max: limit }),
  kind('pattern', { field: NameSchema, pattern: Type.String({ minLength: 1, maxLength: 500 }) }),
  kind('unique', { fields: Type.Array(NameSchema, { minItems: 1, maxItems: 4 }) }),
  kind('exists', { field: NameSchema, dataset: AddressSchema, column: NameSchema }),
  kind('holds', { formula: Type.String({ minLength: 1, maxLength: 4000, description: 'FEEL condition over `row`' }) }),
  kind('fresh', { field: NameSchema, days: Type.Integer({ minimum: 0, maximum: 36_500, description: 'The newest value is at most so many days old' }) }),
  kind('rows', { min: count, max: count }),
]);
export type QualityCheck = Static<typeof QualityCheckSchema>;
export type QualityKind = 'sum' | Extract<QualityCheck, { kind: string }>['kind'];

export const QualityChecksSchema = Type.Array(QualityCheckSchema, { maxItems: 50 });

export const kindOfCheck = (check: QualityCheck): QualityKind => ('kind' in check ? check.kind : 'sum');

/** What names a check as long as it says the same; its title and what it allows may change. */
export function textOfCheck({ title: _title, allow: _allow, ...meaning }: QualityCheck): string {
  return JSON.stringify(Object.entries(meaning).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Columns a check looks at, of its own dataset; a formula says itself which. */
export function fieldsOfCheck(check: QualityCheck): readonly string[] {
  if (!('kind' in check)) return [check.total, ...check.parts];
  if (check.kind === 'unique') return check.fields;
  return 'field' in check ? [check.field] : [];
}

const NUMBERS: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'decimal']);
const DAYS: ReadonlySet<FieldType> = new Set<FieldType>(['date', 'date-time']);
const SINGLE: ReadonlySet<FieldType> = new Set<FieldType>(['string', 'integer', 'number', 'decimal', 'boolean', 'date', 'time', 'date-time', 'duration']);

/** Column types each kind of check can look at; those that are not here take every column. */
const FITS: Readonly<Partial<Record<QualityKind, ReadonlySet<FieldType>>>> = {
  sum: NUMBERS, range: new Set([...NUMBERS, ...DAYS]), pattern: new Set<FieldType>(['string']), among: SINGLE, unique: SINGLE, exists: SINGLE, fresh: DAYS,
};

export const fitsCheck = (check: QualityKind, type: FieldType): boolean => FITS[check]?.has(type) ?? true;

export interface CheckFault {
  /** Place among the checks. */
  readonly at: number;
  readonly what: 'column' | 'type' | 'limit' | 'number' | 'day' | 'twice';
  readonly field?: string;
}

const DAY_LIMIT = /^(?:today\s*(?:[+-]\s*\d{1,5})?|\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)$/;
const NUMBER_LIMIT = /^-?\d+(?:\.\d+)?$/;

function faultOfLimits({ min, max }: { readonly min?: number | string; readonly max?: number | string }, type: FieldType | undefined): CheckFault['what'] | undefined {
  const limits = [min, max].filter((one) => one !== undefined);
  if (limits.length === 0) return 'limit';
  if (type !== undefined && DAYS.has(type)) return limits.every((one) => DAY_LIMIT.test(String(one))) ? undefined : 'day';
  if (!limits.every((one) => NUMBER_LIMIT.test(String(one)))) return 'number';
  return limits.length === 2 && Number(min) > Number(max) ? 'limit' : undefined;
}

/** What is wrong with checks as far as columns, types and limits go; formulas, patterns and other datasets are looked at elsewhere. */
export function checkFaults(checks: readonly QualityCheck[], fields: readonly { readonly id: string; readonly type: FieldType }[]): readonly CheckFault[] {
  const types = new Map(fields.map((field) => [field.id, field.type]));
  const texts = checks.map(textOfCheck);
  return checks.flatMap((check, at): readonly CheckFault[] => {
    const named = fieldsOfCheck(check);
    const gone = named.filter((field) => !types.has(field)).map((field): CheckFault => ({ at, what: 'column', field }));
    const unfit = named.flatMap((field): readonly CheckFault[] => {
      const type = types.get(field);
      return type === undefined || fitsCheck(kindOfCheck(check), type) ? [] : [{ at, what: 'type', field }];
    });
    const limits = 'kind' in check && (check.kind === 'range' || check.kind === 'rows') ? faultOfLimits(check, check.kind === 'range' ? types.get(check.field) : undefined) : undefined;
    const twice = texts.indexOf(texts[at] ?? '') < at;
    return [...gone, ...unfit, ...(limits === undefined ? [] : [{ at, what: limits }]), ...(twice ? [{ at, what: 'twice' as const }] : [])];
  });
}
