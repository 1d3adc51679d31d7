/** Decision tables with DMN's own meaning (DMN 1.5, chapter 8): what cannot be decided does not match, and no certain result is null. */
import { isAny, quickSet } from '../../rules/cell.ts';
import type { Cell } from '../../rules/cell.ts';
import { createMatcher } from '../../rules/create-matcher.ts';
import type { Matcher } from '../../rules/match.ts';
import type { RuleFormula } from '../../rules/rule-tools.ts';
import { TESTED } from '../../rules/rule-tools.ts';
import { unionOf } from '../../language/types.ts';
import type { FeelType } from '../../language/types.ts';
import type { Value } from '../../language/values/value.ts';
import type { DmnDecisionTable, DmnTableInput } from '../model.ts';
import { literalFormula, testFormula, typed } from '../formula.ts';
import type { Formula, Place, TextFormula, Tools } from '../formula.ts';
import { finding } from '../session.ts';
import type { Scope, Session } from '../session.ts';
import { compileOutputs } from './table-outputs.ts';
import type { Output } from './table-outputs.ts';
import { chooseResult } from './table-result.ts';
import type { HitValues } from './table-result.ts';

export function tableFormula(tools: Tools, table: DmnDecisionTable, place: Place): Formula {
  const inputs = table.inputs.map((input) => compileInput(tools, input, place));
  const outputs = compileOutputs(tools, table, place);
  const match = compileRows(tools, table, inputs, place);
  const rows = table.rules.map((rule) => outputs.map((output, index) => typed(literalFormula(tools, rule.outputs[index] ?? '', place), output.type, place.of)));
  return {
    type: tableType(table, outputs, rows),
    run: (scope, session) => {
      const values = inputs.map((input) => input.value.run(scope, session));
      const outside = inputs.findIndex((input, index) => input.allowed !== null && input.allowed.run({ ...scope, [TESTED]: values[index] ?? null }, session) !== true);
      if (outside !== -1) return unexpected(session, place.of, table.inputs[outside]);
      const hits = match(values, scope, session).map((row): HitValues => (rows[row] ?? []).map((cell) => cell.run(scope, session)));
      return chooseResult({ table, outputs, scope, session, of: place.of }, hits);
    },
  };
}

interface Input {
  readonly value: Formula;
  readonly allowed: Formula | null;
}

function compileInput(tools: Tools, input: DmnTableInput, place: Place): Input {
  const value = typed(literalFormula(tools, input.expression ?? '', place), tools.typeOf(input.typeRef, place.of), place.of);
  return { value, allowed: input.allowedValues === undefined || isAny(input.allowedValues) ? null : testFormula(tools, input.allowedValues, value.type, place) };
}

function unexpected(session: Session, of: string, input: DmnTableInput | undefined): null {
  const column = input?.label ?? input?.expression ?? '';
  finding(session, 'SCN_DMN_TABLE', { of, zh: `输入“${column}”的值不在它允许的值里`, en: `the value of the input "${column}" is not among its allowed values` });
  return null;
}

type MatchRows = (values: readonly Value[], scope: Scope, session: Session) => readonly number[];

/** The rows go through the matcher of our own tables, so that whatever makes those fast makes these fast. */
function compileRows(tools: Tools, table: DmnDecisionTable, inputs: readonly Input[], place: Place): MatchRows {
  const slot: { session: Session | null } = { session: null };
  const rows = table.rules.map((rule) => inputs.map((input, column): Cell | null => {
    const cell = rule.inputs[column];
    if (cell === undefined || isAny(cell)) return null;
    const formula = ruleFormula(cell, testFormula(tools, cell, input.value.type, place), slot);
    return { source: cell, set: quickSet(cell, input.value.type, place.names), formula: () => formula };
  }));
  const matcher: Matcher = createMatcher({ rows, nullable: inputs.map(() => true), nullsMiss: true, stopAtFirst: table.hitPolicy === 'FIRST' });
  return (values, scope, session) => {
    const before = slot.session;
    slot.session = session;
    try {
      return matcher(values, { ...scope }, null).hits;
    } finally {
      slot.session = before;
    }
  };
}

function ruleFormula(source: string, formula: TextFormula, slot: { readonly session: Session | null }): RuleFormula {
  return {
    source,
    ir: formula.ir,
    schema: {},
    evaluate: (scope) => (slot.session === null ? null : formula.run(scope as Scope, slot.session)),
    toJson: () => null,
  };
}

function tableType(table: DmnDecisionTable, outputs: readonly Output[], rows: readonly (readonly Formula[])[]): FeelType {
  const types = outputs.map((output, index) => output.type?.feel ?? unionOf(rows.map((row) => row[index]?.type ?? { kind: 'any' })));
  const [first] = types;
  const one: FeelType = outputs.length === 1 && first !== undefined ? first : { kind: 'context', fields: Object.fromEntries(outputs.map((output, index) => [output.name, types[index] ?? { kind: 'any' }])) };
  const many = ['COLLECT', 'RULE_ORDER', 'OUTPUT_ORDER'].includes(table.hitPolicy);
  if (table.aggregation === 'COUNT' && many) return { kind: 'number' };
  return many && table.aggregation === undefined ? { kind: 'list', of: one } : one;
}
