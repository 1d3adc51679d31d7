import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** The file a batch is of: what is compared when somebody goes on with it. */
export const ImportFileSchema = Obj({
  name: Str({ minLength: 1, maxLength: 200 }),
  size: Type.Integer({ minimum: 0, description: 'Bytes' }),
  hash: Str({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the bytes' }),
  rows: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Rows without the headings' }),
});
export type ImportFile = Static<typeof ImportFileSchema>;

/** How the file is read: which sheet, and which column of it is which field. */
export const ImportReadingSchema = Obj({ sheet: Type.Integer({ minimum: 0, maximum: 10_000 }), columns: Type.Array(Obj({ field: Str({ maxLength: 200 }), at: Type.Integer({ minimum: 0, maximum: 10_000 }) }), { maxItems: 1000 }) });
export type ImportReading = Static<typeof ImportReadingSchema>;

/** `append`: new rows only; `upsert`: by key, new ones are added and others changed where the file says something else; `replace`: all rows become those of the file; in parts, once they all came and it is finished. */
const Mode = Type.Union([Type.Literal('append'), Type.Literal('upsert'), Type.Literal('replace')]);
export type ImportMode = Static<typeof Mode>;

/** POST /api/datasets/import: CSV or JSON text. Without `accept`, a file with bad rows changes nothing and answers the report; with `nothing`, one of good rows changes nothing either. */
export const ImportBody = Obj({
  dataset: Str(),
  format: Type.Union([Type.Literal('csv'), Type.Literal('json')]),
  text: Str(),
  mode: Mode,
  accept: Opt(Type.Union([Type.Literal('good-rows'), Type.Literal('nothing')])),
  batch: Opt(Str({ pattern: '^[a-z0-9-]{8,40}$', description: 'Parts of one file carry the same text and are undone together' })),
  file: Opt(ImportFileSchema),
  from: Opt(Type.Integer({ minimum: 0, description: 'Rows of the file before this part; with `file` and `batch`' })),
  reading: Opt(ImportReadingSchema),
  above: Opt(Type.Integer({ minimum: 0, description: 'Rows of the file above the first of `text` as a person counts them, headings too: messages that name another row count so' })),
});
export type ImportWanted = Static<typeof ImportBody>;

/** An import in parts that has not come to the end of its file. */
export const UnfinishedSchema = Obj({
  file: ImportFileSchema,
  next: Type.Integer({ description: 'Rows of the file that are dealt with' }),
  movedAt: Str(),
  mine: Type.Boolean({ description: 'Whether whoever asks began it: nobody else can go on with it' }),
});
export type Unfinished = Static<typeof UnfinishedSchema>;

export const ImportItemSchema = Obj({
  id: Str(), at: Str(), by: Str({ description: 'Name of the person' }), mode: Mode, written: Type.Integer(), bad: Type.Integer(),
  undone: Opt(Obj({ at: Str(), by: Str() })),
  undoing: Opt(Obj({ at: Str(), by: Str(), taken: Type.Integer({ description: 'Rows taken back so far; pieces of it are still to come' }), left: Type.Integer() })),
  unfinished: Opt(UnfinishedSchema),
});
export type ImportItem = Static<typeof ImportItemSchema>;

export const LeaveImportBody = Obj({ dataset: Str(), import: Str() });
export const UndoImportBody = Obj({ dataset: Str(), import: Str(), piece: Opt(Type.Boolean({ description: 'Take back only the next piece, some thousand rows' })) });
/** Rows taken back so far, and rows left because they were changed since; `more` when pieces are still to be taken back. */
export const UndoneSchema = Obj({ taken: Type.Integer(), left: Type.Integer(), more: Opt(Type.Boolean()) });
export type Undone = Static<typeof UndoneSchema>;

/** Puts the rows of a replacement in place that has come to the end of its file. Without `accept`, one with bad rows changes nothing and answers which they are. Once it is done, a repeat changes nothing and answers the same. */
export const FinishImportBody = Obj({ dataset: Str(), import: Str(), accept: Opt(Type.Literal('good-rows')) });

export const ResumeImportBody = Obj({ dataset: Str(), import: Str(), file: ImportFileSchema });
/** Where to go on; with `next` at the end of the file nothing is to come. */
export const ResumedSchema = Obj({ next: Type.Integer(), written: Type.Integer(), bad: Type.Integer(), reading: ImportReadingSchema });
export type Resumed = Static<typeof ResumedSchema>;
