import { compileExpression, compileUnaryTests } from '../language/compile.ts';
import type { Compiled, Names, NamedTypes } from '../language/compile.ts';
import type { Evaluate } from '../language/generate.ts';
import type { Ir } from '../language/ir.ts';
import type { FeelType } from '../language/types.ts';
import { NULL } from '../language/types.ts';
import type { Value } from '../language/values/value.ts';
import type { DmnExpression } from './model.ts';
import type { DmnCode, DmnDetails } from './problems.ts';
import { adoptWarnings, finding } from './session.ts';
import type { Scope, Session } from './session.ts';
import type { ItemType } from './item-types.ts';

/** How a typed tree becomes a function: generated code on a server, the interpreter in a browser. */
export type Backend = (ir: Ir) => Evaluate;

/** A piece of decision logic ready to run, and what the checker knows of its value. */
export interface Formula {
  readonly type: FeelType;
  readonly run: (scope: Scope, session: Session) => Value;
}

/** A formula that is one text of FEEL. */
export interface TextFormula extends Formula {
  readonly ir: Ir;
}

/** Where a boxed expression stands: the names it sees and whose it is. */
export interface Place {
  /** The element it belongs to, for findings. */
  readonly of: string;
  readonly names: Names;
  /** Inside a boxed filter: the type of the tested item. */
  readonly item?: FeelType;
  /** The declared type of the whole value, for what a decision table takes from it. */
  readonly result?: ItemType;
}

/** What compiling needs besides the place; `boxed` is the way back to the dispatcher of boxed expressions. */
export interface Tools {
  readonly backend: Backend;
  readonly types: NamedTypes;
  readonly typeOf: (ref: string | undefined, of: string) => ItemType | null;
  readonly report: (code: DmnCode, details: DmnDetails, severity?: 'error' | 'warning') => void;
  readonly boxed: (expression: DmnExpression | null, place: Place) => Formula;
}

export const NOTHING: Formula = { type: NULL, run: () => null };

/** One FEEL expression; an empty one is null. */
export function literalFormula(tools: Tools, text: string, place: Place): Formula {
  if (text.trim() === '') return NOTHING;
  const options = { names: place.names, types: tools.types, ...(place.item === undefined ? {} : { item: place.item }) };
  return formulaOf(tools, compileExpression(text, options), place);
}

/** Unary tests of the value the scope calls `?`. */
export function testFormula(tools: Tools, text: string, input: FeelType, place: Place): TextFormula {
  return formulaOf(tools, compileUnaryTests(text, { names: place.names, types: tools.types, input }), place);
}

export function formulaOf(tools: Tools, compiled: Compiled, { of }: Place): TextFormula {
  for (const { code, severity, message, details } of compiled.diagnostics) {
    if (code === 'SCN_RULE_EXTERNAL_FUNCTION') tools.report('SCN_DMN_EXTERNAL', { of, kind: 'Java/PMML' });
    else tools.report('SCN_DMN_FORMULA', { ...details, of, cause: code, zh: message['zh-CN'], en: message.en }, severity);
  }
  const evaluate = tools.backend(compiled.ir);
  return {
    type: compiled.type,
    ir: compiled.ir,
    run: (scope, session) => {
      const value = evaluate(scope, session.context);
      if (session.context.warnings.length > 0) adoptWarnings(session, of);
      return value;
    },
  };
}

/** The formula with its value fitted to a declared type (DMN 1.5, 10.3.2.9.4); what does not fit is null. */
export function typed(formula: Formula, type: ItemType | null, of: string): Formula {
  if (type === null) return formula;
  return { type: type.feel, run: (scope, session) => fitOrNull(formula.run(scope, session), type, of, session) };
}

export function fitOrNull(value: Value, type: ItemType | null, of: string, session: Session): Value {
  if (type === null) return value;
  const fitted = type.fit(value, session.context);
  if (fitted !== undefined) return fitted;
  finding(session, 'SCN_DMN_VALUE', { of, type: type.name });
  return null;
}
