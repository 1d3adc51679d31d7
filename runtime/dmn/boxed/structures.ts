/** Boxed contexts, lists and relations (DMN 1.5, 10.2.2.5 to 10.2.2.7). */
import { contextFrom, setEntryInPlace } from '../../language/values/contexts.ts';
import { unionOf } from '../../language/types.ts';
import type { FeelType } from '../../language/types.ts';
import type { Value } from '../../language/values/value.ts';
import type { DmnContext, DmnExpression, DmnList, DmnRelation, DmnVariable } from '../model.ts';
import { typed } from '../formula.ts';
import type { Formula, Place, Tools } from '../formula.ts';
import { some } from '../optional.ts';
import { ownFunctionType } from './functions.ts';

interface Entry {
  /** Null: the result of the whole. */
  readonly name: string | null;
  readonly formula: Formula;
}

/** Entries see the ones before them, and a function sees itself. */
export function contextFormula(tools: Tools, context: DmnContext, place: Place): Formula {
  const entries: Entry[] = [];
  const fields: Record<string, FeelType> = {};
  let names = place.names;
  for (const { variable, value } of context.entries) {
    const inner = variable === undefined || value === null ? names : { ...names, ...ownName(tools, variable, value, place) };
    const type = tools.typeOf(variable?.typeRef, place.of);
    const formula = typed(tools.boxed(value, { ...place, names: inner, ...some('result', type) }), type, place.of);
    entries.push({ name: variable?.name ?? null, formula });
    if (variable === undefined) continue;
    names = { ...names, [variable.name]: formula.type };
    Object.defineProperty(fields, variable.name, { value: formula.type, enumerable: true, configurable: true, writable: true });
  }
  const result = entries.findLast((entry) => entry.name === null);
  return {
    type: result?.formula.type ?? { kind: 'context', fields },
    run: (scope, session) => {
      const inner = { ...scope };
      const made: Record<string, Value> = {};
      let answer: Value = null;
      for (const entry of entries) {
        const value = entry.formula.run(inner, session);
        if (entry === result) answer = value;
        if (entry.name === null) continue;
        setEntryInPlace(inner, entry.name, value);
        setEntryInPlace(made, entry.name, value);
      }
      return result === undefined ? made : answer;
    },
  };
}

function ownName(tools: Tools, variable: DmnVariable, value: DmnExpression, place: Place): Readonly<Record<string, FeelType>> {
  const type = ownFunctionType(tools, value, place);
  return type === null ? {} : { [variable.name]: type };
}

export function listFormula(tools: Tools, { items }: DmnList, place: Place): Formula {
  const formulas = items.map((item) => tools.boxed(item, place));
  return {
    type: { kind: 'list', of: unionOf(formulas.map((formula) => formula.type)) },
    run: (scope, session) => formulas.map((formula) => formula.run(scope, session)),
  };
}

export function relationFormula(tools: Tools, { columns, rows }: DmnRelation, place: Place): Formula {
  const types = columns.map((column) => tools.typeOf(column.typeRef, place.of));
  const cells = rows.map((row) => columns.map((_, index) => typed(tools.boxed(row[index] ?? null, place), types[index] ?? null, place.of)));
  const fields = Object.fromEntries(columns.map((column, index) => [column.name, types[index]?.feel ?? unionOf(cells.flatMap((row) => row[index]?.type ?? []))]));
  return {
    type: { kind: 'list', of: { kind: 'context', fields } },
    run: (scope, session) => cells.map((row) => contextFrom(columns.map((column, index): [string, Value] => [column.name, row[index]?.run(scope, session) ?? null]))),
  };
}
