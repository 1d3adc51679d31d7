import type { Lambda } from '../../language/lambda.ts';
import type { QueryRequest } from '../host.ts';
import { fieldsRead } from './fields-read.ts';

/** Columns of one dataset that a query needs: those it tests, sorts or joins by, and those it gives. */
export interface DatasetReads {
  readonly tested: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
  /** What is given is given to groups and measures only. */
  readonly grouped: boolean;
  /** A formula uses a row as a value, so every column may be tested. */
  readonly whole: boolean;
  /** Of what is given, what tells the groups apart. */
  readonly keys?: ReadonlySet<string>;
  /** Of what is given, what measures are made of. */
  readonly measured?: ReadonlySet<string>;
  /** Groups are told apart by more than one column, or measures are made of columns of other datasets. */
  readonly mixed?: boolean;
}

interface Reads {
  readonly keys: Set<string>;
  readonly measured: Set<string>;
  mixed: boolean;
  readonly tested: Set<string>;
  readonly given: Set<string>;
  grouped: boolean;
  whole: boolean;
}

/** Every row carries these, so nobody has to be granted them; in groups and measures they name a row as a column may. */
const ROW_FACTS = new Set(['_id', '_version']);

function readsIn(all: Map<string, Reads>, dataset: string): Reads {
  const found = all.get(dataset) ?? { tested: new Set<string>(), given: new Set<string>(), keys: new Set<string>(), measured: new Set<string>(), grouped: false, whole: false, mixed: false };
  all.set(dataset, found);
  return found;
}

function add(into: Set<string>, fields: Iterable<string>): void {
  for (const field of fields) if (!ROW_FACTS.has(field)) into.add(field);
}

function addFormula(all: Map<string, Reads>, request: QueryRequest, lambda: Lambda): void {
  const { own, joined, whole } = fieldsRead(lambda.ir);
  const main = readsIn(all, request.dataset);
  if (whole) for (const reads of all.values()) reads.whole = true;
  add(main.tested, [...own].filter((field) => !Object.hasOwn(request.join ?? {}, field)));
  for (const [name, fields] of joined) {
    const join = request.join?.[name];
    if (join) add(readsIn(all, join.dataset).tested, fields);
  }
}

/** Columns a formula reads, by local dataset. */
function columnsOf(request: QueryRequest, lambda: Lambda): readonly (readonly [string, string])[] {
  const { own, joined } = fieldsRead(lambda.ir);
  const plain = [...own].filter((field) => !Object.hasOwn(request.join ?? {}, field)).map((field) => [request.dataset, field] as const);
  return [...plain, ...[...joined].flatMap(([name, fields]) => [...fields].map((field) => [request.join?.[name]?.dataset ?? name, field] as const))];
}

function addGroups(all: Map<string, Reads>, request: QueryRequest): void {
  const { keys = [], measured = [] } = request;
  const by = keys.flatMap((lambda) => columnsOf(request, lambda));
  const of = measured.flatMap((lambda) => columnsOf(request, lambda));
  const isMixed = keys.length > 1 || by.length > 1;
  for (const [dataset, reads] of all) {
    for (const [owner, field] of by) if (owner === dataset) reads.keys.add(field);
    for (const [owner, field] of of) if (owner === dataset) reads.measured.add(field);
    reads.mixed = isMixed || of.some(([owner]) => owner !== dataset);
  }
}

/** What a query reads, dataset by dataset, whether or not it shows it: filters, sorting and joins tell values too. */
export function queryReads(request: QueryRequest): ReadonlyMap<string, DatasetReads> {
  const all = new Map<string, Reads>();
  const main = readsIn(all, request.dataset);
  add(main.given, request.fields);
  main.grouped = request.grouped === true;
  add(main.tested, (request.orderBy ?? []).map(([field]) => field));
  for (const join of Object.values(request.join ?? {})) {
    const reads = readsIn(all, join.dataset);
    reads.grouped = request.grouped === true;
    add(reads.given, join.fields);
    add(reads.tested, join.on.map(({ to }) => to));
    add(main.tested, join.on.map(({ from }) => from));
    if (join.at) addFormula(all, request, join.at);
  }
  if (request.where) addFormula(all, request, request.where);
  for (const formula of request.telling ?? []) addFormula(all, request, formula);
  addGroups(all, request);
  return all;
}
