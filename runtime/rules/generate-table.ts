import type { EvalContext } from '../language/context.ts';
import { joinCode, js, Name, NOTHING, type Code } from '../language/generate/code.ts';
import { constant, declarations, innerBlock, type Generator } from '../language/generate/generator.ts';
import { buildCode, createGenerator } from '../language/generate.ts';
import type { Ir } from '../language/ir.ts';
import type { Cell, CellSet, Span } from './cell.ts';

/** All values are read, but the rows must be looked at by a matcher. */
export const VALUES_ONLY = -2;
/** An input failed: each must be evaluated by itself. */
export const FAILED = -3;
/** No row hits. */
export const NOTHING_HIT = -1;

/**
 * Reads the inputs into `values` and gives the row that hits, or one of the signs above. With `hits` (policies other
 * than FIRST) every hit is pushed there instead. `inForce`: 1 for each row that counts on the day.
 */
export type QuickTable = (scope: Readonly<Record<string, unknown>>, context: EvalContext, values: unknown[], inForce: Uint8Array | null, hits: number[] | null) => number;

export interface QuickShape {
  readonly inputs: readonly Ir[];
  /** Rows to test; none: the function only reads the inputs. */
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** Rows that count on some days only. */
  readonly dated: readonly boolean[];
  readonly stopAtFirst: boolean;
}

const COMPARED: readonly (CellSet['kind'] | undefined)[] = ['number', 'string', 'boolean', 'date'];

/** Whether every cell is simple and every column of one kind that JavaScript compares: then rows are plain comparisons. */
export function isPlain(rows: QuickShape['rows']): boolean {
  return rows.every((row) => row.every((cell, column) => cell === null || (cell.set !== null && COMPARED.includes(cell.set.kind) && cell.set.kind === kindsOf(rows)[column])));
}

const kinds = new WeakMap<QuickShape['rows'], readonly (CellSet['kind'] | undefined)[]>();

function kindsOf(rows: QuickShape['rows']): readonly (CellSet['kind'] | undefined)[] {
  const known = kinds.get(rows) ?? (rows[0] ?? []).map((_cell, column) => rows.find((row) => row[column]?.set)?.[column]?.set?.kind);
  kinds.set(rows, known);
  return known;
}

/**
 * Compiles a small table to JavaScript ifs in one function, which V8 optimises up to some hundred rows. What users wrote enters as escaped literals only (see `language/generate/code.ts`).
 */
export function generateTable(shape: QuickShape): QuickTable {
  const generator = createGenerator(FIRST_TEMPORARY);
  const inputs = shape.inputs.map((ir, column) => inputCode(ir, column, generator));
  const names = joinCode(shape.inputs.map((_ir, column) => input(column)), js`, `);
  const body = shape.rows.length === 0 ? js`return ${VALUES_ONLY};` : rowsCode(shape, generator);
  const main = js`return function (s, c, v, f, h) { const d = c.budget.depth; let ${names}; try { ${joinCode(inputs, NOTHING)} } catch { c.budget.depth = d; return ${FAILED}; } ${body} };`;
  return buildCode(generator, main) as QuickTable;
}

/** Below it are the names of the columns, of which a table has at most 60. */
const FIRST_TEMPORARY = 1000;

const input = (column: number): Name => new Name('i', column);
/** What the rows compare: the value itself, or the day number of a date. */
const key = (column: number): Name => new Name('a', column);

/** In a block of its own, so that functions an input makes keep their variables. */
function inputCode(ir: Ir, column: number, generator: Generator): Code {
  const inner = innerBlock(generator);
  const value = inner.value(ir, inner);
  return js`{ ${declarations(inner)} ${input(column)} = v[${column}] = ${value}; }`;
}

/** How a row tests a column: `guard` reads the key the tests of the rows look at. */
interface Tests {
  readonly guard: Code;
  readonly of: (set: CellSet) => Code;
}

function testsOf(shape: QuickShape, generator: Generator): readonly (Tests | null)[] {
  return kindsOf(shape.rows).map((kind, column) => {
    if (kind === undefined) return null;
    const sets = shape.rows.flatMap((row) => (row[column]?.set ? [row[column].set] : []));
    if (kind !== 'string') return comparisons(kind, column);
    return manyWords(sets, column, generator) ?? comparisons(kind, column);
  });
}

/** A value of another kind, null among them, is not for plain comparisons. */
function comparisons(kind: CellSet['kind'], column: number): Tests {
  const guard = kind === 'date'
    ? js`if (!(${input(column)} instanceof FeelDate)) return ${VALUES_ONLY}; const ${key(column)} = ${input(column)}.epochDay;`
    : js`if (typeof ${input(column)} !== ${kind}) return ${VALUES_ONLY}; const ${key(column)} = ${input(column)};`;
  return { guard, of: (set) => setCode(set, key(column)) };
}

/** Words of a column that fit into the bits of a number; the highest is for all other texts. */
const MOST_WORDS = 31;
/** From here on the rows of a column are quicker to test with one look at a bit than word by word. */
const WORDS_FOR_BITS = 12;

/** A column of long lists of words: a word is looked up once, and each row tests a bit. Null when its lists are short or it has too many words. */
function manyWords(sets: readonly CellSet[], column: number, generator: Generator): Tests | null {
  const pointsOf = (set: CellSet) => ('points' in set ? set.points : []);
  const all = sets.flatMap(pointsOf);
  const places = new Map([...new Set(all)].map((word, place) => [word, 1 << place] as const));
  if (all.length < WORDS_FOR_BITS || places.size > MOST_WORDS) return null;
  const known = constant(generator, places);
  return {
    guard: js`if (typeof ${input(column)} !== 'string') return ${VALUES_ONLY}; const ${key(column)} = ${known}.get(${input(column)}) ?? ${1 << MOST_WORDS};`,
    of: (set) => js`(${key(column)} & ${pointsOf(set).reduce((bits, word) => bits | (places.get(word) ?? 0), 0)}) ${set.negated ? js`===` : js`!==`} 0`,
  };
}

function rowsCode(shape: QuickShape, generator: Generator): Code {
  const columns = testsOf(shape, generator);
  const rows = shape.rows.map((cells, row) => {
    const tests = cells.flatMap((cell, column) => (cell?.set && columns[column] ? [columns[column].of(cell.set)] : []));
    if (shape.dated[row] === true) tests.unshift(js`f[${row}] === 1`);
    const condition = tests.length === 0 ? js`true` : joinCode(tests, js` && `);
    return shape.stopAtFirst ? js`if (${condition}) return ${row};` : js`if (${condition}) h.push(${row});`;
  });
  return js`${joinCode(columns.flatMap((tests) => (tests ? [tests.guard] : [])), NOTHING)} ${joinCode(rows, js` `)} return ${NOTHING_HIT};`;
}

function setCode(set: CellSet, name: Name): Code {
  const parts = 'spans' in set ? set.spans.map((span) => spanCode(span, name)) : set.points.map((point) => js`${name} === ${point}`);
  const any = joinCode(parts, js` || `);
  return set.negated ? js`!(${any})` : js`(${any})`;
}

function spanCode({ low, lowIncluded, high, highIncluded }: Span, name: Name): Code {
  if (low === high && lowIncluded && highIncluded) return js`${name} === ${low}`;
  const ends = [
    ...(low === -Infinity ? [] : [js`${name} ${lowIncluded ? js`>=` : js`>`} ${low}`]),
    ...(high === Infinity ? [] : [js`${name} ${highIncluded ? js`<=` : js`<`} ${high}`]),
  ];
  return joinCode(ends, js` && `);
}
