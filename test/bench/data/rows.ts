import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';

/** Reports of examinations: 200,000 of 10,000 persons. */
export const ROWS = 200_000;
const PERSONS = 10_000;
export const LIMIT = 50;

export const REPORTS: DatasetDefinition = {
  id: 'health/report', title: 'Reports', key: ['no'], index: [['pid']], subject: 'pid', sharing: 'restricted',
  fields: [
    { id: 'no', type: 'string' }, { id: 'pid', type: 'string', personal: true }, { id: 'name', type: 'string', personal: true, mask: 'name' },
    { id: 'phone', type: 'string', personal: true, mask: 'phone' }, { id: 'item', type: 'string' }, { id: 'cost', type: 'integer' }, { id: 'done', type: 'date' },
  ],
};

export interface Report extends JsonObject {
  readonly no: string;
  readonly pid: string;
  readonly name: string;
  readonly phone: string;
  readonly item: string;
  readonly cost: number;
  readonly done: string;
}

const ITEMS = ['CT', 'MRI', 'X光', '血常规', '肝功能', '心电图', '超声', '尿常规'];

export function report(n: number): Report {
  return {
    no: `R${String(n).padStart(7, '0')}`, pid: `P${String((n * 7919) % PERSONS).padStart(6, '0')}`, name: `张小${n % 97}`, phone: `138${String(n % 100_000_000).padStart(8, '0')}`,
    item: ITEMS[n % ITEMS.length] ?? '', cost: (n * 37) % 500, done: `2026-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`,
  };
}

export function* reports(): Generator<Report> {
  for (let n = 0; n < ROWS; n += 1) yield report(n);
}

/** One question: a report by its number, or the dearer reports of a person. */
export type Question = { readonly no: string } | { readonly pid: string; readonly cost: number };
export type Kind = 'point' | 'filter';

/** What both sides are asked in turn; spread over all rows. */
export function question(kind: Kind, n: number): Question {
  const at = report((n * 104_729) % ROWS);
  return kind === 'point' ? { no: at.no } : { pid: at.pid, cost: 250 };
}

/** What an answer holds of a row. */
export const SHOWN = ['no', 'name', 'phone', 'item', 'cost'] as const;
export type Shown = Pick<Report, (typeof SHOWN)[number]>;
export type Ask = (question: Question) => Promise<readonly Shown[]>;

/** What the grant of the guarded side allows. */
export const GRANTED = [{ id: 'no', as: 'whole' }, { id: 'pid', as: 'whole' }, { id: 'name', as: 'masked' }, { id: 'phone', as: 'masked' }, { id: 'item', as: 'whole' }, { id: 'cost', as: 'whole' }] as const;
