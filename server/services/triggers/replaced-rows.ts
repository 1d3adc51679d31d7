import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { rowMaker } from '../../stores/rows/row-maker.ts';
import type { Row } from '../../stores/store.ts';
import { concerns, MOST_AT_ONCE, watchersOf, type ChangedRow, type RowBase } from './row-deliveries.ts';
import type { Trigger } from './trigger-book.ts';

/** A row that comes with a replacement of all rows. */
export interface NewRow {
  readonly id: string;
  readonly data: JsonObject;
}

/** Rows as often as they are asked for. */
export type Source = () => Iterable<NewRow> | AsyncIterable<NewRow>;

/** What a trigger will have to look at; the version of its rows is known once they are in place. */
export interface Coming {
  readonly trigger: Trigger;
  readonly count: number;
  /** As many as begin runs by themselves. */
  readonly rows: readonly Omit<ChangedRow, 'version'>[];
}

/** Rows looked at before others have their turn. */
const AT_ONCE = 500;

/**
 * What a replacement of all rows sets off: a row whose id is there already is a changed one, others are new. Rows pass one piece
 * at a time, and of those nobody looks at none is kept.
 */
export async function comingRows(base: RowBase, dataset: string, source: Source): Promise<readonly Coming[]> {
  const watching = watchersOf(base, dataset).map((trigger) => ({ trigger, count: 0, rows: [] as Omit<ChangedRow, 'version'>[] }));
  const definition = await base.store.datasets.get(dataset);
  if (watching.length === 0 || !definition) return [];
  const maker = rowMaker(definition);
  let number = 0;
  for await (const piece of piecesOf(source)) {
    // Without a key nobody knows which row was which: all are new.
    const before = definition.key === undefined ? new Map<string, Row>() : await rowsThere(base, dataset, piece);
    for (const { id, data: given } of piece) {
      number += 1;
      const old = before.get(id);
      const row = { dataset, id: definition.key === undefined ? String(number) : id, data: maker?.complete(given) ?? given, ...(old ? { before: old } : {}) };
      for (const one of watching) {
        if (!concerns(one.trigger, row)) continue;
        one.count += 1;
        if (one.count <= MOST_AT_ONCE) one.rows.push(row);
      }
    }
    await setImmediate();
  }
  return watching;
}

async function* piecesOf(source: Source): AsyncGenerator<readonly NewRow[]> {
  let piece: NewRow[] = [];
  for await (const row of source()) {
    piece.push(row);
    if (piece.length < AT_ONCE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

async function rowsThere(base: RowBase, dataset: string, piece: readonly NewRow[]): Promise<ReadonlyMap<string, Row>> {
  const { rows } = await base.store.datasets.query(dataset, { filter: { all: [{ field: '_id', op: 'in', values: piece.map(({ id }) => id) }] }, limit: AT_ONCE });
  return new Map(rows.map((row) => [row.id, row]));
}
