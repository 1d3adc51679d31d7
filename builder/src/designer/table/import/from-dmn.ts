import type { DmnDecisionTable, DmnItemDefinition, DmnModel } from '../../../../../runtime/dmn/model.ts';
import { readSimpleCell } from '../../../../../runtime/rules/simple-cell.ts';
import type { TableConfig, TableInput, TableOutput, TableRule } from '../../../../../runtime/rules/table-schema.ts';
import type { FieldType } from '../../../../../runtime/schema/field.ts';
import type { LocalText } from '../../../../../runtime/schema/text.ts';
import { valueSchema } from '../../../../../runtime/schema/value-schema.ts';
import { checkFormula, schemaOfFormula } from '../../formula/check-formula.ts';
import type { FormulaScope } from '../../formula/formula-scope.ts';
import type { TestableValue } from './guess-mapping.ts';
import { importTexts } from './import-texts.ts';
import { columnIdFrom, nameFrom } from './names.ts';

/** A decision table somewhere in a model. */
export interface FoundTable {
  readonly name: string;
  readonly table: DmnDecisionTable;
  /** Values the model works out before the table, in their order. */
  readonly lets: readonly (readonly [name: string, text: string])[];
}

/** What a cell or column of the file could not be turned into; `rule` absent = the column itself. */
export interface DmnCellProblem {
  readonly rule?: string;
  readonly column: string;
  readonly message: LocalText;
}

export interface DmnImported {
  readonly config: TableConfig;
  readonly problems: readonly DmnCellProblem[];
}

export interface DmnContext {
  readonly scope: FormulaScope;
  readonly values: readonly TestableValue[];
  readonly locale: 'zh-CN' | 'en';
}

const TYPES: Readonly<Record<string, FieldType>> = { string: 'string', number: 'number', boolean: 'boolean', date: 'date', time: 'time', 'date and time': 'date-time', dateTime: 'date-time' };

type Entries = Extract<NonNullable<DmnModel['decisions'][number]['logic']>, { kind: 'context' }>['entries'];

function letsOf(entries: Entries): FoundTable['lets'] {
  return entries.flatMap(({ variable, value }) => (variable?.name !== undefined && nameFrom(variable.name) === variable.name && value?.kind === 'literal' ? [[variable.name, value.text ?? ''] as const] : []));
}

/** Every decision table of a model: of decisions, and of the functions that decisions call. */
export function tablesIn(model: DmnModel): readonly FoundTable[] {
  const own = model.decisions.flatMap(({ name, logic }) => (logic?.kind === 'decisionTable' ? [{ name, table: logic, lets: [] }] : []));
  const inContext = model.decisions.flatMap(({ name, logic }) => (logic?.kind === 'context' ? logic.entries.flatMap(({ value }, at) => (value?.kind === 'decisionTable' ? [{ name, table: value, lets: letsOf(logic.entries.slice(0, at)) }] : [])) : []));
  const functions = model.knowledgeModels.flatMap(({ name, logic }) => (logic?.body?.kind === 'decisionTable' ? [{ name, table: logic.body, lets: [] }] : []));
  return [...own, ...inContext, ...functions];
}

function definitionOf(model: DmnModel, typeRef: string | undefined): DmnItemDefinition | undefined {
  return model.itemDefinitions.find(({ name }) => name === typeRef);
}

/** A built-in type, through named ones. */
function fieldTypeOf(model: DmnModel, typeRef: string | undefined): FieldType | undefined {
  let ref = typeRef?.replace(/^feel:/, '');
  for (let depth = 0; depth < 10 && ref !== undefined; depth += 1) {
    if (Object.hasOwn(TYPES, ref)) return TYPES[ref];
    ref = definitionOf(model, ref)?.typeRef?.replace(/^feel:/, '');
  }
  return undefined;
}

function listed(tests: string | undefined): (string | number | boolean)[] {
  const read = tests === undefined ? null : readSimpleCell(tests);
  if (read === null || read.any || read.negated || read.kind === 'date') return [];
  const points = read.intervals.map(({ low, high }) => (low !== null && low === high ? low : undefined));
  return points.every((point) => point !== undefined) ? points : [];
}

function both(key: 'dmnNoValue' | 'dmnOther', name: string): LocalText {
  return { 'zh-CN': importTexts['zh-CN'][key](name), en: importTexts.en[key](name) };
}

function plain(name: string): string {
  return name.replace(/[\s_]/g, '').toLowerCase();
}

/** Names of the model as names here: a value with that title or name, else the name without what a name here may not hold. */
function nameMap(model: DmnModel, found: FoundTable, { scope, values }: DmnContext): ReadonlyMap<string, string> {
  const parameters = model.knowledgeModels.find(({ name }) => name === found.name)?.logic?.parameters ?? [];
  const names = [...model.inputData, ...model.decisions, ...parameters].map(({ name }) => name);
  return new Map(names.map((name) => {
    if (Object.hasOwn(scope.names, name)) return [name, name] as const;
    const value = values.find((one) => plain(one.title) === plain(name)) ?? values.find((one) => plain(one.path.split('.').at(-1) ?? '') === plain(name));
    return [name, value?.path ?? nameFrom(name)] as const;
  }));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** A formula with the names of the model replaced, the longest first; texts in quotes stay. */
export function renamed(source: string, names: ReadonlyMap<string, string>): string {
  const known = [...names].filter(([from, to]) => to !== '' && from !== to).sort(([one], [other]) => other.length - one.length);
  if (known.length === 0) return source;
  const pattern = new RegExp(`"(?:[^"\\\\]|\\\\.)*"|(?<![\\p{L}\\p{N}_.])(?:${known.map(([from]) => escaped(from)).join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return source.replace(pattern, (found) => (found.startsWith('"') ? found : (known.find(([from]) => from.replace(/\s+/g, ' ') === found.replace(/\s+/g, ' '))?.[1] ?? found)));
}

/** A table of a DMN file as a table here, with DMN's own meaning of missing values. Every cell is kept; what is not understood is told. */
export function fromDmn(model: DmnModel, found: FoundTable, context: DmnContext): DmnImported {
  const { table } = found;
  const problems: DmnCellProblem[] = [];
  const names = nameMap(model, found, context);
  const lets = found.lets.map(([name, text]) => [name, renamed(text, names)] as const);
  const scope = lets.reduce<FormulaScope>((before, [name, text]) => ({ ...before, names: { ...before.names, [name]: schemaOfFormula(text, before) } }), context.scope);
  let config: TableConfig = { hitPolicy: table.hitPolicy, ...(table.aggregation === undefined ? {} : { aggregator: table.aggregation }), ...(lets.length === 0 ? {} : { let: Object.fromEntries(lets) }), inputs: [], outputs: [], rules: [], nulls: 'dmn' };
  for (const [index, given] of table.inputs.entries()) {
    const title = given.label ?? given.expression ?? String(index + 1);
    const expr = renamed(given.expression ?? '', names).trim();
    const input: TableInput = { id: columnIdFrom(title, config, 'input'), expr, title };
    config = { ...config, inputs: [...config.inputs, input] };
    const [problem] = checkFormula(expr, 'expression', scope);
    if (expr === '') problems.push({ column: title, message: both('dmnNoValue', title) });
    else if (problem) problems.push({ column: title, message: problem.code.includes('UNKNOWN') ? both('dmnNoValue', given.expression ?? title) : problem.message });
  }
  for (const [index, given] of table.outputs.entries()) {
    const title = given.label ?? given.name ?? table.outputLabel ?? found.name;
    const allowed = listed(given.allowedValues ?? definitionOf(model, given.typeRef)?.allowedValues);
    const type = fieldTypeOf(model, given.typeRef ?? (table.outputs.length === 1 ? table.typeRef : undefined)) ?? 'string';
    const output: TableOutput = { id: columnIdFrom(given.name ?? title, config, `result${index + 1}`, config.outputs), type, title, ...(allowed.length > 0 ? { enum: allowed } : {}), ...(given.default === undefined ? {} : { default: renamed(given.default, names) }) };
    config = { ...config, outputs: [...config.outputs, output] };
  }
  const schemas = table.inputs.map((input) => {
    const type = fieldTypeOf(model, input.typeRef);
    return type === undefined ? {} : valueSchema(type, { nullable: true });
  });
  const rules = table.rules.map((given, row): TableRule => {
    const id = `R${row + 1}`;
    const cell = (source: string, kind: 'unary' | 'expression', column: TableInput | TableOutput, at: FormulaScope): readonly (readonly [string, string])[] => {
      const text = renamed(source, names).trim();
      if (text === '' || (kind === 'unary' && text === '-')) return [];
      const [problem] = checkFormula(text, kind, at);
      if (problem) problems.push({ rule: id, column: column.title ?? column.id, message: problem.message });
      return [[column.id, text]];
    };
    const when = given.inputs.flatMap((source, index) => (config.inputs[index] ? cell(source, 'unary', config.inputs[index], { ...scope, input: schemas[index] }) : []));
    const then = given.outputs.flatMap((source, index) => (config.outputs[index] ? cell(source, 'expression', config.outputs[index], scope) : []));
    const note = [given.description ?? '', ...given.annotations].map((part) => part.trim()).filter((part) => part !== '').join('；').replace(/^@/, ' @');
    return { id, when: Object.fromEntries(when), then: Object.fromEntries(then), ...(note === '' ? {} : { note: note.slice(0, 500) }) };
  });
  return { config: { ...config, rules }, problems };
}
