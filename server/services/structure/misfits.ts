import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Misfit } from '../../api/structure.ts';
import { valueKey } from '../../stores/core/values.ts';
import type { Row } from '../../stores/store.ts';
import type { Base } from '../context.ts';
import { referenceProblems } from '../references.ts';
import { cellProblem } from '../row-rules.ts';
import type { Difference } from './compare.ts';

/** Rows that are named of each kind. */
const NAMED = 5;

type Kind = Misfit['kind'];

class Found {
  readonly #all = new Map<string, { kind: Kind; fields: readonly string[]; rows: number; examples: { row: string; value?: Json }[] }>();

  /** Rows that are named. */
  readonly named = new Map<string, Row>();

  add(kind: Kind, fields: readonly string[], row: Row, value: Json | undefined): void {
    const name = JSON.stringify([kind, fields]);
    const one = this.#all.get(name) ?? { kind, fields, rows: 0, examples: [] };
    one.rows += 1;
    if (one.examples.length < NAMED) {
      one.examples.push({ row: row.id, ...(value === undefined ? {} : { value }) });
      this.named.set(row.id, row);
    }
    this.#all.set(name, one);
  }

  list(): readonly Misfit[] {
    return [...this.#all.values()].map(({ fields, ...one }) => ({ ...one, fields: [...fields], refused: one.kind !== 'reference' }));
  }
}

/** Rows with the same values in columns that are to tell rows apart. */
class Alikes {
  readonly #definition: DatasetDefinition;
  readonly #fields: readonly string[];
  readonly #first = new Map<string, Row | null>();

  constructor(definition: DatasetDefinition, fields: readonly string[]) {
    this.#definition = definition;
    this.#fields = fields;
  }

  see(row: Row, found: Found): void {
    const values = this.#fields.map((field) => row.data[field] ?? null);
    if (values.includes(null)) return;
    const key = values.map((value, at) => valueKey(value, this.#definition.fields.find((field) => field.id === this.#fields[at])?.type)).join('\u0000');
    const first = this.#first.get(key);
    if (first === undefined) {
      this.#first.set(key, row);
      return;
    }
    const value = values.length === 1 ? values[0] : values;
    if (first !== null) found.add('unique', this.#fields, first, value);
    this.#first.set(key, null);
    found.add('unique', this.#fields, row, value);
  }
}

const WRONG: Readonly<Record<string, Kind>> = { missing: 'missing', type: 'type', enum: 'enum' };

export interface Judged {
  readonly rows: number;
  /** Rows with a value, by column that goes. */
  readonly lost: ReadonlyMap<string, number>;
  readonly misfits: readonly Misfit[];
  /** The rows that are named. */
  readonly named: readonly Row[];
}

/** Looks at every row by the definition that is wanted. */
export async function judgeRows(base: Base, definition: DatasetDefinition, { tightened, unique, references, removed }: Difference): Promise<Judged> {
  const found = new Found();
  const alikes = unique.map((fields) => new Alikes(definition, fields));
  const lost = new Map(removed.map((field) => [field, 0]));
  const wanted = new Set(references);
  const referring = { ...definition, fields: definition.fields.filter(({ id }) => wanted.has(id)) };
  let rows = 0;
  for await (const part of base.store.datasets.scan(definition.id)) {
    rows += part.length;
    for (const row of part) {
      for (const field of tightened) {
        const problem = cellProblem(field, row.data[field.id]);
        if (problem) found.add(WRONG[problem.code] ?? 'type', [field.id], row, row.data[field.id]);
      }
      for (const alike of alikes) alike.see(row, found);
      for (const field of removed) if ((row.data[field] ?? null) !== null) lost.set(field, (lost.get(field) ?? 0) + 1);
    }
    if (references.length === 0) continue;
    for (const { row: at, field = '', value } of await referenceProblems(base, referring, part.map(({ data }, number) => ({ number, data })))) {
      const row = part[at];
      if (row) found.add('reference', [field], row, value);
    }
  }
  return { rows, lost, misfits: found.list(), named: [...found.named.values()] };
}
