/** Boxed expression → formula: the dispatcher (DMN 1.5, 10.2.2). */
import type { DmnExpression, DmnLiteral } from '../model.ts';
import { literalFormula, NOTHING, typed } from '../formula.ts';
import type { Formula, Place, Tools } from '../formula.ts';
import { conditionalFormula, filterFormula, forFormula, quantifiedFormula } from './control.ts';
import { functionFormula, invocationFormula } from './functions.ts';
import { contextFormula, listFormula, relationFormula } from './structures.ts';
import { tableFormula } from './table.ts';

type KindOf<K extends DmnExpression['kind']> = Extract<DmnExpression, { readonly kind: K }>;
type Compilers = { readonly [K in DmnExpression['kind']]: (tools: Tools, expression: KindOf<K>, place: Place) => Formula };

const COMPILERS: Compilers = {
  literal: compileLiteral,
  decisionTable: tableFormula,
  context: contextFormula,
  invocation: invocationFormula,
  list: listFormula,
  relation: relationFormula,
  function: functionFormula,
  conditional: conditionalFormula,
  filter: filterFormula,
  for: forFormula,
  some: quantifiedFormula,
  every: quantifiedFormula,
};

/** Absent logic is null. The value fits the declared type of the expression, or is null. */
export function boxedFormula(tools: Tools, expression: DmnExpression | null, place: Place): Formula {
  if (expression === null) return NOTHING;
  const { result: _result, ...plain } = place;
  const formula = COMPILERS[expression.kind](tools, expression as never, expression.kind === 'decisionTable' ? place : plain);
  // The type of a function definition may be that of its result; it fits the result itself.
  return expression.kind === 'function' ? formula : typed(formula, tools.typeOf(expression.typeRef, place.of), place.of);
}

const FEEL = /feel/i;

function compileLiteral(tools: Tools, { text, expressionLanguage }: DmnLiteral, place: Place): Formula {
  if (expressionLanguage === undefined || FEEL.test(expressionLanguage)) return literalFormula(tools, text, place);
  tools.report('SCN_DMN_LANGUAGE', { of: place.of, language: expressionLanguage });
  return NOTHING;
}
