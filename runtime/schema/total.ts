import { Type, type Static } from 'typebox';
import type { FieldType } from './field.ts';
import { NameSchema } from './ids.ts';

/** What must hold over all rows that are alike in some columns: the sum of a column, or how many they are. */
export const DatasetTotalSchema = Type.Object(
  {
    id: NameSchema,
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'What people read when it does not hold' })),
    sum: Type.Optional(Type.String({ ...NameSchema, description: 'Column that is added up; without it rows are counted' })),
    by: Type.Array(NameSchema, { maxItems: 4, description: 'Rows with the same values here are added up together; empty: all rows' }),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
);
export type DatasetTotal = Static<typeof DatasetTotalSchema>;

export const TotalsSchema = Type.Array(DatasetTotalSchema, { maxItems: 8 });

const SUMMED: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'decimal']);
const GROUPED: ReadonlySet<FieldType> = new Set<FieldType>(['string', 'integer', 'number', 'decimal', 'boolean', 'date']);

export interface TotalProblem {
  readonly total: string;
  readonly kind: 'column' | 'sum' | 'group' | 'limit' | 'twice';
  readonly field?: string;
}

/** What is wrong with the totals of a dataset: columns that are not there or not of a kind that can be added up or grouped by, and limits that are missing. */
export function totalProblems(totals: readonly DatasetTotal[], fields: readonly { readonly id: string; readonly type: FieldType }[]): readonly TotalProblem[] {
  const types = new Map(fields.map((field) => [field.id, field.type]));
  const wrong = (total: string, field: string, fits: ReadonlySet<FieldType>, kind: 'sum' | 'group'): readonly TotalProblem[] => {
    const type = types.get(field);
    if (type === undefined) return [{ total, kind: 'column', field }];
    return fits.has(type) ? [] : [{ total, kind, field }];
  };
  return totals.flatMap(({ id, sum, by, min, max }, index) => [
    ...(totals.findIndex((other) => other.id === id) === index ? [] : [{ total: id, kind: 'twice' } as const]),
    ...(sum === undefined ? [] : wrong(id, sum, SUMMED, 'sum')),
    ...by.flatMap((field) => wrong(id, field, GROUPED, 'group')),
    ...((min === undefined && max === undefined) || (min !== undefined && max !== undefined && min > max) ? [{ total: id, kind: 'limit' } as const] : []),
  ]);
}
