import { BLOCK_KINDS } from '../../runtime/schema/page-block.ts';
import { Type, type Static } from 'typebox';
import { Json, Obj, Opt, Str } from './common.ts';

/** A column of rows on a page. */
const PageColumnSchema = Obj({
  id: Str(), title: Str(), type: Str(),
  /** Shown masked, so neither sorted nor filtered by. */
  masked: Opt(Type.Boolean()),
  /** Values to filter by, where the dataset names them. */
  choices: Opt(Type.Array(Obj({ value: Json, label: Str() }))),
});
export type PageColumn = Static<typeof PageColumnSchema>;

/** A block ready to be drawn; rows are asked for on their own. */
export const PageBlockSchema = Obj({
  id: Str(),
  block: Type.Enum([...BLOCK_KINDS]),
  /** Heading, text or word on the button. */
  text: Opt(Str()),
  /** Which of the tiles. */
  tile: Opt(Str()),
  title: Opt(Str()),
  columns: Opt(Type.Array(PageColumnSchema)),
  /** Page with the record of a row. */
  open: Opt(Str()),
  /** Button: the page it opens; the start form of the app without one. */
  page: Opt(Str()),
  mayMove: Opt(Type.Boolean()),
  mayExport: Opt(Type.Boolean()),
});
export type PageBlock = Static<typeof PageBlockSchema>;

/** What of a block's rows is wanted. */
export const PageRowsQuery = {
  /** Words anywhere in the shown columns. */
  q: Opt(Str({ maxLength: 100 })),
  /** A column, backwards with a `-` before it. */
  sort: Opt(Str({ maxLength: 80 })),
  field: Opt(Str({ maxLength: 80 })),
  value: Opt(Str({ maxLength: 500 })),
  /** Calendar: first and last day. */
  from: Opt(Str({ format: 'date' })),
  to: Opt(Str({ format: 'date' })),
  /** Record: which. */
  row: Opt(Str({ maxLength: 300 })),
};
export interface PageRowsWanted {
  readonly q?: string;
  readonly sort?: string;
  readonly field?: string;
  readonly value?: string;
  readonly from?: string;
  readonly to?: string;
  readonly row?: string;
  readonly offset?: number;
  readonly limit?: number;
}

const PageRowSchema = Obj({
  id: Str(),
  version: Type.Integer(),
  /** In the order of the columns, in words. */
  cells: Type.Array(Str()),
  /** Board: which of the groups. */
  group: Opt(Type.Integer()),
  /** Calendar: its day. */
  day: Opt(Str()),
  /** Map: longitude and latitude. */
  at: Opt(Type.Tuple([Type.Number(), Type.Number()])),
});
export type PageRow = Static<typeof PageRowSchema>;

/** GET /api/portal/apps/:id/pages/:page/rows/:block */
export const PageRowsSchema = Obj({
  rows: Type.Array(PageRowSchema),
  /** That match in all. */
  count: Type.Integer(),
  /** Not all that match were sent, and there is no asking for the next ones. */
  more: Type.Boolean(),
  /** Board: its columns. `value` is null for rows that are in none of the others. */
  groups: Opt(Type.Array(Obj({ value: Json, label: Str(), count: Type.Integer() }))),
  /** Calendar: the last day that has rows at all. */
  latest: Opt(Str()),
  /** The day it is where the scenario is. */
  today: Str(),
});
export type PageRows = Static<typeof PageRowsSchema>;

/** POST /api/portal/apps/:id/pages/:page/rows/:block/move → the new version of the row. */
export const MoveRowBody = Obj({ row: Str({ maxLength: 300 }), version: Type.Integer({ minimum: 1 }), to: Type.Union([Type.String({ maxLength: 500 }), Type.Number()]) });
export const MovedRowSchema = Obj({ id: Str(), version: Type.Integer() });
