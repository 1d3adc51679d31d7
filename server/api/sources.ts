import { Type, type Static } from 'typebox';
import { ADDRESS_PATTERN, NAME_PATTERN } from '../../runtime/schema/ids.ts';
import { ImportReportSchema } from './data.ts';
import { Obj, Opt, Str } from './common.ts';
import { TryRequestAnswerSchema } from './scenario.ts';

const Key = Str({ maxLength: 200 });
const Parameter = Opt(Str({ minLength: 1, maxLength: 80 }));
const PagesSchema = Obj({
  by: Type.Union([Type.Literal('page'), Type.Literal('offset'), Type.Literal('link')], { description: '`link`: the next page is in the header Link' }),
  param: Parameter,
  first: Opt(Type.Integer({ minimum: 0, maximum: 1 })),
  size: Opt(Type.Integer({ minimum: 1, maximum: 10_000 })),
  sizeParam: Parameter,
});

/** What a connection is asked: a path with its query and where in the answer the list is, or a table or SELECT. */
export const SourceAskSchema = Type.Union([
  Obj({ kind: Type.Literal('http'), path: Str({ maxLength: 2000 }), list: Type.Array(Key, { maxItems: 8, description: 'Keys that lead to the list; none: the whole answer is it' }), pages: Opt(PagesSchema) }),
  Obj({ kind: Type.Literal('sql'), sql: Str({ minLength: 1, maxLength: 20_000 }) }),
]);
export type SourceAsk = Static<typeof SourceAskSchema>;

/** Where the rows of a dataset come from and how often. `at` is the time of day in China for `day`. */
export const SourceSchema = Obj({
  connection: Str({ pattern: ADDRESS_PATTERN }),
  ask: SourceAskSchema,
  columns: Type.Array(Obj({ field: Str({ pattern: NAME_PATTERN }), from: Type.Array(Key, { minItems: 1, maxItems: 4, description: 'Keys that lead to the value' }) }), { minItems: 1, maxItems: 200 }),
  every: Type.Union([Type.Literal('never'), Type.Literal('hour'), Type.Literal('day')]),
  at: Opt(Str({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })),
});
export type Source = Static<typeof SourceSchema>;

export const SourceBody = Obj({ dataset: Str(), source: SourceSchema });
export const SourceRefreshBody = Obj({ dataset: Str() });
export const SourceSampleBody = Obj({ connection: Str({ pattern: ADDRESS_PATTERN }), ask: SourceAskSchema });
/** The answer as it came, cut to what a person looks through. */
export const SourceSampleSchema = Type.Omit(TryRequestAnswerSchema, ['output']);
export type SourceSample = Static<typeof SourceSampleSchema>;

/** How the last refresh went: counts of rows, or the problem that kept every row as it was. */
export const RefreshedSchema = Obj({
  at: Str(),
  /** Name of the person, absent for the clock. */
  by: Opt(Str()),
  made: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  bad: Type.Integer(),
  problems: ImportReportSchema.properties.problems,
  problem: Opt(Obj({ code: Str(), detail: Str(), hint: Opt(Str()) })),
});
export type Refreshed = Static<typeof RefreshedSchema>;

export const SourceViewSchema = Obj({
  source: Opt(SourceSchema),
  /** Name of whoever saved it: for them the connection is asked. */
  by: Opt(Str()),
  next: Opt(Str()),
  running: Type.Boolean(),
  last: Opt(RefreshedSchema),
});
export type SourceView = Static<typeof SourceViewSchema>;
