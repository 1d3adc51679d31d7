import { compileUnaryTests } from '../../language/compile.ts';
import type { Ir } from '../../language/ir.ts';
import { ANY } from '../../language/types.ts';
import { isAny } from '../../rules/cell.ts';
import type { DmnDecisionTable } from '../model.ts';
import { formulaOf, literalFormula, typed } from '../formula.ts';
import type { Formula, Place, Tools } from '../formula.ts';
import type { ItemType } from '../item-types.ts';

/** One output column ready to run. */
export interface Output {
  readonly name: string;
  readonly type: ItemType | null;
  readonly fallback: Formula | null;
  /** Tests of the allowed values in their order, the best first; empty when the column has none. */
  readonly priorities: readonly Formula[];
}

/** Columns without allowed values of their own take them from their type (DMN 1.5, 8.2.7). */
export function compileOutputs(tools: Tools, table: DmnDecisionTable, place: Place): readonly Output[] {
  const whole = tools.typeOf(table.typeRef, place.of) ?? place.result ?? null;
  return table.outputs.map((output) => {
    const own = tools.typeOf(output.typeRef, place.of);
    const type = own ?? (table.outputs.length === 1 ? whole : (whole?.components.find((component) => component.name === output.name) ?? null));
    const allowed = output.allowedValues ?? type?.allowedValues ?? null;
    return {
      name: output.name ?? output.label ?? '',
      type: own,
      fallback: output.default === undefined ? null : typed(literalFormula(tools, output.default, place), own, place.of),
      priorities: ordersOutputs(table) && allowed !== null && !isAny(allowed) ? separateTests(tools, allowed, place) : [],
    };
  });
}

function ordersOutputs(table: DmnDecisionTable): boolean {
  return table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT_ORDER';
}

/** `"A", "B"` as two tests: alternatives are a chain of `or` that leans to the left. */
function separateTests(tools: Tools, tests: string, place: Place): readonly Formula[] {
  const compiled = compileUnaryTests(tests, { names: place.names, types: tools.types, input: ANY });
  return alternatives(compiled.ir).map((ir, index) => formulaOf(tools, { ...compiled, ir, diagnostics: index === 0 ? compiled.diagnostics : [] }, place));
}

function alternatives(ir: Ir): readonly Ir[] {
  return ir.op === 'or' ? [...alternatives(ir.left), ir.right] : [ir];
}
