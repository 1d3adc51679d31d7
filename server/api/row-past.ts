import { Type, type Static } from 'typebox';
import { Json, Obj, Opt, Str } from './common.ts';

/** GET /api/datasets/history?dataset=&id=: what became of a row, newest first. */
export const RowHistorySchema = Obj({
  items: Type.Array(Obj({
    kind: Type.Union([Type.Literal('insert'), Type.Literal('update'), Type.Literal('delete')]),
    version: Type.Integer(),
    at: Str(),
    by: Str({ description: 'Name of the person; of a run, of whom it is' }),
    import: Opt(Str()),
    run: Opt(Str()),
    node: Opt(Str({ description: 'Path of the step' })),
    scenario: Opt(Str({ description: 'Of the run' })),
    changes: Type.Array(Obj({ field: Str(), from: Json, to: Json })),
  })),
  exists: Type.Boolean({ description: 'The row is still there' }),
  whole: Type.Boolean({ description: 'Nothing older was forgotten' }),
});
export type RowHistory = Static<typeof RowHistorySchema>;

/** GET /api/datasets/gone?dataset=: rows deleted last. */
export const GoneRowSchema = Obj({ id: Str(), at: Str(), by: Str() });
export type GoneRow = Static<typeof GoneRowSchema>;
