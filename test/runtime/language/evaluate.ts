import { compileExpression, compileUnaryTests } from '../../../runtime/language/compile.ts';
import type { Compiled, FeelDiagnostic } from '../../../runtime/language/compile.ts';
import type { WorkingCalendar } from '../../../runtime/language/calendar.ts';
import { createContext } from '../../../runtime/language/context.ts';
import type { ContextOptions } from '../../../runtime/language/context.ts';
import { toFunction, toPredicate } from '../../../runtime/language/generate.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import { textOf } from '../../../runtime/language/values/text.ts';
import type { Value } from '../../../runtime/language/values/value.ts';
import type { FeelType } from '../../../runtime/language/types.ts';

export const calendar: WorkingCalendar = {
  id: 'cn',
  version: '2026-1',
  years: [2026],
  holidays: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']),
  workdays: new Set(['2026-10-10']),
};

export interface Outcome {
  readonly generated: string | null;
  readonly interpreted: string | null;
  readonly predicate: boolean;
  readonly diagnostics: readonly FeelDiagnostic[];
  readonly warnings: readonly string[];
  readonly interpretedWarnings: readonly string[];
}

const OPTIONS: ContextOptions = { now: '2026-11-24T23:30:00Z', zone: 'Asia/Shanghai', calendar };

export const show = (value: Value): string => textOf(value, () => undefined) ?? 'null';

/** Runs a compiled formula through both back ends. */
export function run(compiled: Compiled, scope: Readonly<Record<string, Value>>): Outcome {
  const context = createContext(OPTIONS);
  const interpreting = createContext(OPTIONS);
  return {
    generated: show(toFunction(compiled.ir)(scope, context)),
    interpreted: show(interpret(compiled.ir, scope, interpreting)),
    predicate: toPredicate(compiled.ir)(scope, createContext(OPTIONS)),
    diagnostics: compiled.diagnostics,
    warnings: context.warnings.map((warning) => warning.code),
    interpretedWarnings: interpreting.warnings.map((warning) => warning.code),
  };
}

export function evaluate(source: string, names: Readonly<Record<string, FeelType>> = {}, scope: Readonly<Record<string, Value>> = {}): Outcome {
  return run(compileExpression(source, { names }), scope);
}

export function testCell(source: string, value: Value, input: FeelType = { kind: 'any' }): Outcome {
  return run(compileUnaryTests(source, { names: {}, input }), { '?': value });
}
