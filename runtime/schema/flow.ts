import { Type, type Static } from 'typebox';
import { KeySchema, NameSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';

/** Base rules a variant may not change (design 12). */
export const LockSchema = Type.Union([Type.Literal('prescribed'), Type.Literal('optional')]);

export const RetrySchema = Type.Object(
  {
    max: Type.Integer({ minimum: 0, maximum: 20 }),
    firstMs: Type.Optional(Type.Integer({ minimum: 10, default: 1000, description: 'Wait before the first retry, in milliseconds' })),
    factor: Type.Optional(Type.Number({ minimum: 1, maximum: 10, default: 2 })),
    maxMs: Type.Optional(Type.Integer({ minimum: 10, default: 60000, description: 'Longest wait, in milliseconds' })),
  },
  { additionalProperties: false },
);

/** One step of a flow. `config` is checked against the node type's own schema. */
export const FlowNodeSchema = Type.Object(
  {
    type: Type.String({ pattern: '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*$', maxLength: 80, description: '<area>.<name>' }),
    version: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
    title: Type.Optional(TextRefSchema),
    stage: Type.Optional(TextRefSchema),
    caption: Type.Optional(Type.String({ maxLength: 500, description: 'What lists call the matter (at a start) or the task; formulas in braces are filled in once' })),
    note: Type.Optional(TextRefSchema),
    lock: Type.Optional(LockSchema),
    basis: Type.Optional(Type.Array(KeySchema, { maxItems: 20 })),
    retry: Type.Optional(RetrySchema),
    onRework: Type.Optional(Type.Union([Type.Literal('keep'), Type.Literal('again')])),
    config: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export type FlowNode = Static<typeof FlowNodeSchema>;

/** `["source.port", "target"]`, or with a third member `"back"` for a rework edge (E4). */
export const FlowEdgeSchema = Type.Union([
  Type.Tuple([Type.String({ maxLength: 130 }), NameSchema]),
  Type.Tuple([Type.String({ maxLength: 130 }), NameSchema, Type.Literal('back')]),
]);
export type FlowEdge = Static<typeof FlowEdgeSchema>;

export const FlowSchema = Type.Object(
  {
    title: Type.Optional(TextRefSchema),
    maxRounds: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    nodes: Type.Record(NameSchema, FlowNodeSchema),
    edges: Type.Record(KeySchema, FlowEdgeSchema),
  },
  { additionalProperties: false },
);
export type Flow = Static<typeof FlowSchema>;

/** The flow whose nodes documents and result pages speak of: `main`, or the first there is. */
export function mainFlow({ flows }: { readonly flows: Readonly<Record<string, unknown>> }): string {
  return Object.hasOwn(flows, 'main') ? 'main' : (Object.keys(flows)[0] ?? 'main');
}
