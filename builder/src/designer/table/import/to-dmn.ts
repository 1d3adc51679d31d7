import type { DmnDecisionTable, DmnExpression, DmnInputData, DmnItemDefinition, DmnModel } from '../../../../../runtime/dmn/model.ts';
import type { TableConfig, TableRule } from '../../../../../runtime/rules/table-schema.ts';
import { typeFromSchema } from '../../../../../runtime/language/types.ts';
import type { FieldType } from '../../../../../runtime/schema/field.ts';
import { asSchema, membersOf, type FormulaScope, type SchemaView } from '../../formula/formula-scope.ts';
import type { TableColumn } from '../table-columns.ts';
import { renamed } from './from-dmn.ts';

export interface DmnExport {
  readonly model: DmnModel;
  /** What DMN has no place for. */
  readonly lost: readonly ('each' | 'dates' | 'nulls')[];
}

export interface DmnExportFacts {
  readonly config: TableConfig;
  readonly scenario: string;
  readonly title: string;
  readonly scope: FormulaScope;
  readonly titleOf: (column: TableColumn) => string;
  readonly noteOf: (rule: TableRule) => string;
  readonly annotation: string;
}

const TYPE_REFS: Readonly<Partial<Record<FieldType, string>>> = { string: 'string', integer: 'number', number: 'number', decimal: 'number', boolean: 'boolean', date: 'date', time: 'time', 'date-time': 'date and time' };
const BUILT_IN: Readonly<Record<string, string>> = { number: 'number', string: 'string', boolean: 'boolean', date: 'date', time: 'time', 'date-time': 'date and time', 'days-time-duration': 'days and time duration', 'years-months-duration': 'years and months duration' };
const DEPTH = 3;

function typeRefOf(schema: SchemaView): string {
  return BUILT_IN[typeFromSchema(schema).kind] ?? 'Any';
}

function definition(name: string, schema: SchemaView, depth = 0): DmnItemDefinition {
  const list = schema.items !== undefined;
  const members = depth < DEPTH ? Object.entries(membersOf(schema)) : [];
  if (members.length === 0) return { name, typeRef: list ? typeRefOf(asSchema(schema.items)) : typeRefOf(schema), ...(list ? { isCollection: true } : {}), components: [] };
  return { name, ...(list ? { isCollection: true } : {}), components: members.map(([key, inner]) => definition(key, asSchema(inner), depth + 1)) };
}

function formulasOf(config: TableConfig): string {
  return [...config.inputs.map(({ expr }) => expr), ...Object.values(config.let ?? {}), ...config.outputs.map((output) => output.default ?? ''), ...config.rules.flatMap((rule) => [...Object.values(rule.when), ...Object.values(rule.then)])].join('\n');
}

/** Names of the scope that the table uses, outside of quoted texts. */
function usedNames(config: TableConfig, scope: FormulaScope): readonly string[] {
  const words = new Set(formulasOf(config).replace(/"(?:[^"\\]|\\.)*"/g, '').match(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
  const own = new Set([...Object.keys(config.let ?? {}), ...config.inputs.map(({ id }) => id).filter((id) => !Object.hasOwn(scope.names, id))]);
  return Object.keys(scope.names).filter((name) => words.has(name) && !own.has(name));
}

function literal(value: string | number | boolean): string {
  return JSON.stringify(value);
}

/** A result may name a condition by its id, which DMN cannot: what the condition tests stands there instead. */
function inputWords({ config, scope }: DmnExportFacts): ReadonlyMap<string, string> {
  const taken = new Set([...Object.keys(scope.names), ...Object.keys(config.let ?? {})]);
  return new Map(config.inputs.flatMap(({ id, expr }) => (taken.has(id) || expr === '' ? [] : [[id, /^[\p{L}\p{N}_.]+$/u.test(expr) ? expr : `(${expr})`]])));
}

function tableOf(facts: DmnExportFacts): DmnDecisionTable {
  const { config, titleOf, noteOf, annotation } = facts;
  const words = inputWords(facts);
  return {
    kind: 'decisionTable',
    hitPolicy: config.hitPolicy,
    ...(config.aggregator === undefined ? {} : { aggregation: config.aggregator }),
    inputs: config.inputs.map((input) => ({ label: titleOf({ kind: 'input', id: input.id, input }), expression: input.expr })),
    outputs: config.outputs.map((output) => {
      const typeRef = TYPE_REFS[output.type];
      const allowed = output.priority ?? output.enum ?? [];
      return { name: output.id, label: titleOf({ kind: 'output', id: output.id, output }), ...(typeRef === undefined ? {} : { typeRef }), ...(allowed.length === 0 ? {} : { allowedValues: allowed.map(literal).join(',') }), ...(output.default === undefined ? {} : { default: output.default }) };
    }),
    annotations: [annotation],
    rules: config.rules.map((rule) => ({
      inputs: config.inputs.map(({ id }) => rule.when[id] ?? '-'),
      outputs: config.outputs.map(({ id, default: otherwise }) => renamed(rule.then[id] ?? otherwise ?? 'null', words)),
      annotations: [noteOf(rule)],
    })),
  };
}

/** The table as a DMN 1.5 model of one decision; the values it uses become input data with their types. */
export function toDmn(facts: DmnExportFacts): DmnExport {
  const { config, scenario, title, scope } = facts;
  const names = usedNames(config, scope);
  const itemDefinitions: DmnItemDefinition[] = [];
  const inputData = names.map((name, index): DmnInputData => {
    const schema = asSchema(scope.names[name]);
    const structured = Object.keys(membersOf(schema)).length > 0;
    if (structured) itemDefinitions.push(definition(`t_${name}`, schema));
    return { id: `input_${index + 1}`, name, variable: { name, typeRef: structured ? `t_${name}` : typeRefOf(schema) } };
  });
  const lets = Object.entries(config.let ?? {});
  const table = tableOf(facts);
  const logic: DmnExpression = lets.length === 0 ? table : { kind: 'context', entries: [...lets.map(([name, text]) => ({ variable: { name }, value: { kind: 'literal' as const, text } })), { value: table }] };
  const model: DmnModel = {
    name: title, namespace: `urn:scenario-studio:${scenario}`, exporter: 'Scenario Studio', imports: [], itemDefinitions, inputData,
    decisions: [{ id: 'decision_1', name: title, variable: { name: title }, requiredInputs: inputData.map(({ id }) => `#${id}`), requiredDecisions: [], requiredKnowledge: [], requiredAuthorities: [], logic }],
    knowledgeModels: [], decisionServices: [], knowledgeSources: [],
  };
  return {
    model,
    lost: [
      ...(config.each === undefined ? [] : (['each'] as const)),
      ...(config.rules.some((rule) => rule.from !== undefined || rule.to !== undefined) ? (['dates'] as const) : []),
      ...(config.nulls === 'dmn' || config.inputs.every(({ nullable }) => nullable === true) ? [] : (['nulls'] as const)),
    ],
  };
}
