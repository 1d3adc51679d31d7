import { Type, type Static } from 'typebox';
import { KeySchema, NameSchema, NodePathSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';

const Json = Type.Unknown();

/** What a person answers at a waiting node of a case. `after` is an ISO duration since the wait began. */
export const CaseAnswerSchema = Type.Object(
  {
    node: NodePathSchema,
    after: Type.Optional(Type.String({ description: 'ISO 8601 duration, default PT0S' })),
    by: Type.Optional(Type.String()),
    outcome: Type.Optional(Type.String()),
    data: Type.Optional(Type.Record(Type.String(), Json)),
    event: Type.Optional(Type.Object({ name: Type.String(), key: Json }, { additionalProperties: false })),
    handOver: Type.Optional(Type.Object({ to: Type.String(), reason: Type.String() }, { additionalProperties: false, description: 'The holder hands the task over to a person' })),
    returnTo: Type.Optional(Type.Object({ node: NameSchema, reason: Type.String() }, { additionalProperties: false, description: 'The holder sends the matter back to an earlier step' })),
    sign: Type.Optional(Type.Object({ people: Type.Array(Type.String(), { minItems: 1 }), where: Type.Union([Type.Literal('before'), Type.Literal('after')]), reason: Type.String() }, { additionalProperties: false, description: 'The holder asks others to sign before the answer or after it' })),
    opinion: Type.Optional(Type.Object({ agrees: Type.Boolean(), comment: Type.Optional(Type.String()) }, { additionalProperties: false, description: 'The person in `by`, or the first who was asked, signs' })),
    stop: Type.Optional(Type.Object({ reason: Type.String() }, { additionalProperties: false, description: 'The holder stops the clock of the task' })),
    resume: Type.Optional(Type.Literal(true, { description: 'The holder lets the clock go on' })),
    extend: Type.Optional(Type.Object({ days: Type.Integer(), reason: Type.String() }, { additionalProperties: false, description: 'The holder asks for more time' })),
    decide: Type.Optional(Type.Object({ granted: Type.Boolean(), days: Type.Optional(Type.Integer()), comment: Type.Optional(Type.String()) }, { additionalProperties: false, description: 'Whoever may decide answers the open request for more time' })),
  },
  { additionalProperties: false },
);
export type CaseAnswer = Static<typeof CaseAnswerSchema>;

/**
 * A scenario test as data. `rows` replace the datasets of the scenario (by local name) for this case;
 * a dataset not named is empty. `expect` is matched as a subset: only what it names is compared.
 */
export const CaseSchema = Type.Object(
  {
    id: KeySchema,
    title: TextRefSchema,
    flow: Type.Optional(NameSchema),
    at: Type.String({ format: 'date-time', description: 'The clock when the run starts' }),
    calendar: Type.Optional(Type.String()),
    user: Type.Optional(Type.Record(Type.String(), Json, { description: 'Scope word `user` of the starter' })),
    start: Type.Record(Type.String(), Json),
    rows: Type.Optional(Type.Record(NameSchema, Type.Array(Type.Record(Type.String(), Json)))),
    answers: Type.Optional(Type.Array(CaseAnswerSchema)),
    expect: Type.Object(
      {
        status: Type.Optional(Type.String()),
        end: Type.Optional(NameSchema),
        outputs: Type.Optional(Type.Record(NameSchema, Json)),
        rules: Type.Optional(Type.Record(NodePathSchema, Type.Union([KeySchema, Type.Null(), Type.Array(KeySchema)]))),
        rows: Type.Optional(Type.Record(NameSchema, Type.Array(Type.Record(Type.String(), Json)))),
        path: Type.Optional(Type.Array(NodePathSchema)),
        dead: Type.Optional(Type.Array(NameSchema)),
        refused: Type.Optional(Type.Object({ node: NodePathSchema, fields: Type.Array(Type.String()) }, { additionalProperties: false })),
        error: Type.Optional(Type.String()),
        /** When tasks are due that are open at the end; null for one without a deadline or whose clock stands still. */
        due: Type.Optional(Type.Record(NodePathSchema, Type.Union([Type.String({ format: 'date-time' }), Type.Null()]))),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Case = Static<typeof CaseSchema>;

export const CaseFileSchema = Type.Object(
  { format: Type.Literal(1), rows: Type.Optional(Type.Record(NameSchema, Type.Array(Type.Record(Type.String(), Json)), { description: 'Rows shared by every case; a case may replace a dataset' })), cases: Type.Array(CaseSchema) },
  { additionalProperties: false },
);
export type CaseFile = Static<typeof CaseFileSchema>;
