import { localDay } from '../../runtime/engine/time.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { PartSource, RowCut } from '../../runtime/host/query-part.ts';
import type { RowSource } from '../../runtime/host/query.ts';
import type { RowFilter, StoredRow } from '../../runtime/host/row-filter.ts';
import { accessibleRow, accessibleRows, splitFilter } from '../../runtime/host/sharing/access.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { noteRead } from '../services/sharing/last-reads.ts';
import { noteRefusal } from '../services/sharing/refusals.ts';
import { demandReading, demandReads, type SharingShelf } from '../services/sharing/shelf.ts';
import type { Store } from '../stores/store.ts';
import { rowPicker } from './row-picker.ts';

/** More rows than a dataset may hold. */
const ALL = 10_000_000;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

export interface SourceBase {
  readonly store: Store;
  readonly now: () => Date;
  readonly sharing: SharingShelf;
}

/** Rows as a scenario may read them, and what it may know of a dataset at this moment. */
export interface DatasetSource extends PartSource {
  readonly allow: NonNullable<RowSource['allow']>;
  /** A row that comes by another way than `rows`, as it may be known; null when it may not. @throws what a read is refused with */
  readonly seen: (dataset: string, row: StoredRow) => StoredRow | null;
  /** For what is shown beside a result: the columns among these that may be shown now; none where nothing may be read. */
  readonly shown: (dataset: string, fields: readonly string[]) => readonly string[];
  /** Of these columns those of which nothing may be known now, not even in figures. */
  readonly closed: (dataset: string, fields: readonly string[]) => readonly string[];
}

/** @throws SCN_GRANT_FIELD and the like when columns may not be shown */
export function demandShown(source: DatasetSource, dataset: string, fields: readonly string[]): ReturnType<DatasetSource['allow']> {
  return source.allow(dataset, { tested: new Set(), given: new Set(fields), grouped: false, whole: false });
}

const rowsOf = ({ rows }: { readonly rows: readonly StoredRow[] }): readonly StoredRow[] => rows;

function noRows(error: unknown): readonly StoredRow[] {
  if (isScenarioError(error, 'SCN_DATA_UNKNOWN')) return [];
  throw error;
}

/**
 * The stored rows a scenario may read, by its local dataset names. A dataset of its own that nobody filled yet is empty;
 * of a dataset of another unit there are only the rows and columns that are shared with it, whoever asks for more.
 */
export function createDatasetSource(base: SourceBase, plan: Plan): DatasetSource {
  const { store, now, sharing } = base;
  const stored = (id: string, filter: RowFilter): Promise<readonly StoredRow[]> | readonly StoredRow[] => {
    const query = { filter, limit: ALL };
    return store.datasets.atOnce?.(id, query)?.rows ?? store.datasets.query(id, query).then(rowsOf, noRows);
  };
  /** What `demand` gives; a refusal is on record before anybody hears of it. */
  const recorded = <T>(dataset: string, demand: () => T): T | Promise<T> => {
    try {
      return demand();
    } catch (error) {
      return noteRefusal(base, { scenario: plan.scenario.id, dataset: plan.datasets[dataset]?.id ?? dataset }, error).then(() => {
        throw error;
      });
    }
  };
  const read = (id: string, reading: ReturnType<typeof demandReading>, filter: RowFilter): Promise<readonly StoredRow[]> | readonly StoredRow[] => {
    noteRead(base, id);
    if (reading.kind === 'own') return stored(id, filter);
    const { stored: asked, after } = splitFilter(reading.access, filter);
    const found = stored(id, asked);
    return found instanceof Promise ? found.then((rows) => accessibleRows(reading.access, rows, after)) : accessibleRows(reading.access, found, after);
  };
  /** Undefined where what is shared can be told only row by row, or masks stand in the way of a test or an order. */
  const readPart = async (id: string, reading: ReturnType<typeof demandReading>, filter: RowFilter, cut: RowCut) => {
    noteRead(base, id);
    const ask = (asked: RowFilter) => store.datasets.query(id, { ...cut, filter: asked }).catch((error: unknown) => ({ rows: noRows(error), count: 0 }));
    if (reading.kind === 'own') return ask(filter);
    const { access } = reading;
    const { stored: asked, after } = splitFilter(access, filter);
    if (access.rows || after.all.length > 0 || cut.orderBy?.some(([field]) => access.fields.get(field)?.as !== 'whole') === true) return undefined;
    const { rows, count } = await ask(asked);
    return { rows: accessibleRows(access, rows, after), count };
  };
  return {
    definition: (dataset) => plan.datasets[dataset],
    exact: true,
    picker: rowPicker,
    isOpen: (dataset) => sharing.reading(plan, dataset).kind === 'own',
    rows: (dataset, filter) => {
      const definition = plan.datasets[dataset];
      if (!definition) return [];
      if (sharing.reading(plan, dataset).kind === 'own') {
        noteRead(base, definition.id);
        return stored(definition.id, filter);
      }
      const reading = recorded(dataset, () => demandReading(sharing, plan, dataset, now));
      return reading instanceof Promise ? reading.then((may) => read(definition.id, may, filter)) : read(definition.id, reading, filter);
    },
    part: async (dataset, filter, cut) => {
      const definition = plan.datasets[dataset];
      return definition && readPart(definition.id, await recorded(dataset, () => demandReading(sharing, plan, dataset, now)), filter, cut);
    },
    allow: (dataset, reads) => recorded(dataset, () => demandReads(sharing, { plan, local: dataset, now }, reads)),
    seen: (dataset, row) => {
      const reading = demandReading(sharing, plan, dataset, now);
      return reading.kind === 'own' ? row : accessibleRow(reading.access, row);
    },
    shown: (dataset, fields) => {
      try {
        const reading = demandReading(sharing, plan, dataset, now);
        return reading.kind === 'own' ? fields : fields.filter((field) => reading.access.fields.has(field) && reading.access.fields.get(field)?.as !== 'counted');
      } catch {
        return [];
      }
    },
    closed: (dataset, fields) => {
      try {
        const reading = demandReading(sharing, plan, dataset, now);
        return reading.kind === 'own' ? [] : fields.filter((field) => !reading.access.fields.has(field));
      } catch {
        return fields;
      }
    },
    decode: (value, schema) => plan.language.fromJson(value, schema),
    dayOf: (moment) => (DAY_ONLY.test(moment) ? moment : localDay(moment, plan.scenario.zone)),
  };
}
