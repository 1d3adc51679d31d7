import { Type } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { defineError } from '../../../runtime/errors.ts';
import { AddressSchema, NameSchema } from '../../../runtime/schema/ids.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { ROWS_PER_DATASET } from '../core/catalog.ts';

type Range<T> = readonly [T, T];

/**
 * How the value of one field is made. Fields are made in the order they are written, so `copy`, `combine`, `when`
 * and `after` see the fields and references before them. Fields whose name begins with `_` are not part of the row.
 */
export type FieldRecipe =
  /** Always this value. */
  | { readonly value: Json }
  /** Running number: `"P-{000000}"` gives P-000001, P-000002…; `from` is the first number, @default 1. */
  | { readonly seq: string; readonly from?: number }
  /** One of these; `weights` as many numbers, @default all alike. */
  | { readonly pick: readonly Json[]; readonly weights?: readonly number[] }
  /** Each of these in exactly so many rows, in random order; `counts` add up to the rows of the recipe. */
  | { readonly pick: readonly Json[]; readonly counts: readonly number[] }
  /** Whole number from–to, both included. */
  | { readonly int: Range<number> }
  /** `[from, to, digits]`, as decimal text: `"12.50"`. */
  | { readonly decimal: readonly [number, number, number] }
  /** A number made before times a random factor of the range, to so many digits, as decimal text; null if that is null. */
  | { readonly times: string; readonly by: Range<number>; readonly digits: number }
  /** ISO day, both included. */
  | { readonly date: Range<string> }
  /** Date-time to the minute between two days; `workingHours`: Monday to Friday, 08:00–17:59. `zone` @default `"+08:00"`, `""` for none. */
  | { readonly dateTime: Range<string>; readonly workingHours?: boolean; readonly zone?: string }
  /**
   * A field of a row of another generated dataset, or of a table of this recipe (`"#name"`). The row is remembered
   * under `as` (@default the name of the field) for `copy`. `order`: `random` (@default), `cycle` (row 1, 2, 3…, 1…)
   * or `block` (each row for one stretch); `cycle` with one and `block` with another give every pair. `skew` above 1
   * favours the first rows, in random order only.
   */
  | { readonly ref: string; readonly field: string; readonly as?: string; readonly order?: 'random' | 'cycle' | 'block'; readonly skew?: number }
  /** Another field of a remembered row. */
  | { readonly copy: string; readonly field: string }
  /** Fields put together: `"{city}-{level}"`. */
  | { readonly combine: string }
  /** Depends on a field made before. */
  | { readonly when: { readonly field: string; readonly equals?: Json; readonly in?: readonly Json[]; readonly then: FieldRecipe; readonly else: FieldRecipe } }
  /** `then` with probability `chance` (0–1), else `else`. */
  | { readonly chance: number; readonly then: FieldRecipe; readonly else: FieldRecipe }
  /** A day or date-time some days or minutes after a field made before; null if that is null. */
  | { readonly after: string; readonly days: Range<number> }
  | { readonly after: string; readonly minutes: Range<number> };

/** How the made-up rows of one dataset come about: data only, so a template may carry it. */
export interface Recipe {
  /** Address of the dataset. */
  readonly dataset: string;
  /** Same seed, same rows. */
  readonly seed: number;
  /** Rows made after the fixed ones. */
  readonly count: number;
  /** Exact rows, put first and as they are. */
  readonly fixed?: readonly JsonObject[];
  /** Small tables to refer to as `"#name"`. */
  readonly tables?: Readonly<Record<string, { readonly columns: readonly string[]; readonly rows: readonly (readonly Json[])[] }>>;
  readonly fields: Readonly<Record<string, FieldRecipe>>;
}

const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) => Type.Object(properties, { additionalProperties: false });
const name = Type.String({ minLength: 1, maxLength: 80 });
const integers = Type.Tuple([Type.Integer(), Type.Integer()]);
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const days = Type.Tuple([day, day]);
const nested = Type.Ref('FieldRecipe');

export const FieldRecipeSchema = Type.Cyclic({
  FieldRecipe: Type.Union([
    object({ value: Type.Unknown() }),
    object({ seq: Type.String({ pattern: '\\{0+\\}' }), from: Type.Optional(Type.Integer({ minimum: 0 })) }),
    object({ pick: Type.Array(Type.Unknown(), { minItems: 1 }), weights: Type.Optional(Type.Array(Type.Number({ minimum: 0 }))) }),
    object({ pick: Type.Array(Type.Unknown(), { minItems: 1 }), counts: Type.Array(Type.Integer({ minimum: 0 })) }),
    object({ times: name, by: Type.Tuple([Type.Number(), Type.Number()]), digits: Type.Integer({ minimum: 0, maximum: 9 }) }),
    object({ int: integers }),
    object({ decimal: Type.Tuple([Type.Number(), Type.Number(), Type.Integer({ minimum: 0, maximum: 9 })]) }),
    object({ date: days }),
    object({ dateTime: days, workingHours: Type.Optional(Type.Boolean()), zone: Type.Optional(Type.String({ pattern: '^(?:|Z|[+-]\\d{2}:\\d{2})$' })) }),
    object({
      ref: name,
      field: name,
      as: Type.Optional(name),
      order: Type.Optional(Type.Union([Type.Literal('random'), Type.Literal('cycle'), Type.Literal('block')])),
      skew: Type.Optional(Type.Number({ minimum: 0.1, maximum: 10 })),
    }),
    object({ copy: name, field: name }),
    object({ combine: Type.String({ maxLength: 500 }) }),
    object({ when: object({ field: name, equals: Type.Optional(Type.Unknown()), in: Type.Optional(Type.Array(Type.Unknown())), then: nested, else: nested }) }),
    object({ chance: Type.Number({ minimum: 0, maximum: 1 }), then: nested, else: nested }),
    object({ after: name, days: integers }),
    object({ after: name, minutes: integers }),
  ]),
}, 'FieldRecipe');

export const RecipeSchema = object({
  dataset: AddressSchema,
  seed: Type.Integer(),
  count: Type.Integer({ minimum: 0, maximum: ROWS_PER_DATASET }),
  fixed: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))),
  tables: Type.Optional(Type.Record(NameSchema, object({ columns: Type.Array(name, { minItems: 1 }), rows: Type.Array(Type.Array(Type.Unknown()), { minItems: 1 }) }))),
  fields: Type.Record(name, FieldRecipeSchema),
});

/** Thrown for a recipe that cannot be followed: `path` is the place in it. */
export const recipeError = defineError<{ path: string; reason: string }>('SCN_DATA_RECIPE', ({ path, reason }) => `The recipe is wrong at ${path}: ${reason}. Mend it there.`);

/** @throws SCN_DATA_RECIPE with the first place that does not fit the schema */
export function readRecipe(value: unknown): Recipe {
  if (Check(RecipeSchema, value)) return value as unknown as Recipe;
  const fault = Errors(RecipeSchema, value).filter(({ keyword }) => keyword !== 'boolean').reduce<{ path: string; reason: string } | null>((deepest, { instancePath, message }) => (deepest && deepest.path.length >= instancePath.length ? deepest : { path: instancePath || '/', reason: message }), null);
  throw recipeError(fault ?? { path: '/', reason: 'not a recipe' });
}

