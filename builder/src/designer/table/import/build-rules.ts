import { typeFromSchema } from '../../../../../runtime/language/types.ts';
import type { TableConfig, TableInput, TableOutput, TableRule } from '../../../../../runtime/rules/table-schema.ts';
import type { FieldType } from '../../../../../runtime/schema/field.ts';
import type { LocalText } from '../../../../../runtime/schema/text.ts';
import { valueSchema } from '../../../../../runtime/schema/value-schema.ts';
import { checkFormula } from '../../formula/check-formula.ts';
import type { FormulaScope } from '../../formula/formula-scope.ts';
import { readDay } from '../clerk-cell.ts';
import { coerceCell, type CellFacts } from '../coerce-cell.ts';
import { emptyRule } from '../table-edits.ts';
import { withCell, type TableColumn } from '../table-columns.ts';
import { typeOfCells, type Target, type TestableValue } from './guess-mapping.ts';
import { importTexts } from './import-texts.ts';
import { columnIdFrom } from './names.ts';

export interface ImportPlan {
  readonly rows: readonly (readonly string[])[];
  /** Row of titles, -1 for none. */
  readonly head: number;
  readonly targets: readonly Target[];
  readonly mode: 'append' | 'replace';
}

export interface ImportContext {
  readonly config: TableConfig;
  readonly columns: readonly TableColumn[];
  readonly scope: FormulaScope;
  /** Schema of the values in a column that exists. */
  readonly schemaOf: (column: TableColumn) => unknown;
  readonly values: readonly TestableValue[];
  /** Titles of bases → their keys. */
  readonly bases: ReadonlyMap<string, string>;
}

/** One cell of the sheet that is not understood; it is taken over as it stands. */
export interface CellProblem {
  /** Row and column of the sheet, from 0. */
  readonly row: number;
  readonly column: number;
  readonly raw: string;
  readonly message: LocalText;
}

export interface Built {
  readonly config: TableConfig;
  /** Where the imported rules begin. */
  readonly first: number;
  /** By sheet column: the column it fills, and each row's cell as it will be written. */
  readonly cells: readonly ({ readonly column: TableColumn; readonly sources: readonly string[] } | undefined)[];
  readonly problems: readonly CellProblem[];
}

function fieldSchema(type: FieldType): unknown {
  return valueSchema(type, { nullable: false });
}

/** Replacing means the whole table: a column the sheet does not fill goes too, unless the table itself refers to it. */
function columnsKept(config: TableConfig, plan: ImportPlan): TableConfig {
  if (plan.mode === 'append') return config;
  const keptOf = (of: 'input' | 'output') => new Set(plan.targets.flatMap((target) => (target.kind === 'column' && target.of === of ? [target.id] : [])));
  const [keptInputs, keptOutputs] = [keptOf('input'), keptOf('output')];
  const referred = new Set([...(config.pick === undefined ? [] : [config.pick.by]), ...Object.keys(config.incomplete ?? {}), ...Object.keys(config.empty ?? {})]);
  const any = (kind: Target['kind']) => plan.targets.some((target) => target.kind === kind);
  const inputs = config.inputs.filter((input) => keptInputs.has(input.id));
  const outputs = config.outputs.filter((output) => keptOutputs.has(output.id) || referred.has(output.id));
  return { ...config, inputs: inputs.length > 0 || any('input') ? inputs : config.inputs, outputs: outputs.length > 0 || any('output') ? outputs : config.outputs };
}

interface Place {
  readonly column: TableColumn;
  readonly facts: CellFacts | undefined;
  readonly scope: FormulaScope;
}

/** Adds the new columns and says where each sheet column goes. */
function placeColumns(plan: ImportPlan, context: ImportContext): { readonly config: TableConfig; readonly places: readonly (Place | undefined)[] } {
  let config = columnsKept(context.config, plan);
  const names = new Set(Object.keys(context.scope.names));
  const body = plan.rows.slice(plan.head + 1);
  const place = (column: TableColumn, schema: unknown): Place => ({ column, scope: { ...context.scope, input: schema }, facts: { kind: column.kind === 'input' ? 'unary' : 'expression', schema, names } });
  const places = plan.targets.map((target, index): Place | undefined => {
    const title = plan.head < 0 ? '' : (plan.rows[plan.head]?.[index] ?? '').trim();
    const cells = body.map((row) => row[index] ?? '');
    if (target.kind === 'skip') return undefined;
    if (target.kind === 'column') {
      const column = context.columns.find((one) => one.id === target.id && one.kind === target.of);
      return column && place(column, context.schemaOf(column));
    }
    if (target.kind === 'input') {
      const input: TableInput = { id: columnIdFrom(title, config, 'input'), expr: target.expr, ...(title === '' ? {} : { title }) };
      config = { ...config, inputs: [...config.inputs, input] };
      return place({ kind: 'input', id: input.id, input }, context.values.find(({ path }) => path === target.expr)?.schema ?? fieldSchema(typeOfCells(cells, 'unary')));
    }
    if (target.kind === 'output') {
      const output: TableOutput = { id: columnIdFrom(title, config, 'result'), type: target.type, ...(title === '' ? {} : { title }), ...(cells.some((cell) => cell.trim() === '') ? { optional: true } : {}) };
      config = { ...config, outputs: [...config.outputs, output] };
      return place({ kind: 'output', id: output.id, output }, fieldSchema(target.type));
    }
    return { column: target.kind === 'basis' ? { kind: 'basis', id: 'basis' } : { kind: 'dates', id: 'dates' }, scope: context.scope, facts: undefined };
  });
  return { config, places: places.map((one) => (one?.column.kind === 'output' ? { ...one, scope: { ...one.scope, names: { ...inputSchemas(places), ...one.scope.names } } } : one)) };
}

const inputSchemas = (places: readonly (Place | undefined)[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(places.flatMap((one) => (one?.column.kind === 'input' ? [[one.column.id, one.facts?.schema ?? {}]] : [])));

const DAY_LIKE = /^\D*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?$/;

function problemOf(raw: string, source: string, { facts, scope }: Place): LocalText | undefined {
  if (facts === undefined || source === '') return undefined;
  if (typeFromSchema(facts.schema).kind === 'date' && DAY_LIKE.test(raw) && readDay(raw.replace(/^\D*/, '')) === undefined) return { 'zh-CN': importTexts['zh-CN'].noSuchDay(raw), en: importTexts.en.noSuchDay(raw) };
  return checkFormula(source, facts.kind, scope)[0]?.message;
}

function basisKeys(raw: string, bases: ReadonlyMap<string, string>): string {
  return raw.split(/[、;；\n]/).map((part) => part.trim()).flatMap((part) => bases.get(part) ?? []).join(',');
}

function asDates(rule: TableRule, kind: 'from' | 'to', raw: string): TableRule {
  const day = readDay(raw);
  return day === undefined ? rule : { ...rule, [kind]: day };
}

/** The table as it would be with the sheet in it, and every cell that is not understood. Nothing is written here. */
export function buildRules(plan: ImportPlan, context: ImportContext): Built {
  const { config, places } = placeColumns(plan, context);
  const body = plan.rows.slice(plan.head + 1);
  const known = new Map<string, { readonly source: string; readonly message: LocalText | undefined }>();
  const problems: CellProblem[] = [];
  const read = (index: number, place: Place, raw: string) => {
    const key = `${index} ${raw}`;
    const old = known.get(key);
    if (old) return old;
    const source = place.facts === undefined ? raw : coerceCell(raw, place.facts);
    const made = { source, message: problemOf(raw, source, place) };
    known.set(key, made);
    return made;
  };
  const rules: TableRule[] = plan.mode === 'replace' ? config.rules.filter((rule) => rule.lock === 'prescribed') : [...config.rules];
  const first = rules.length;
  const sources = places.map((): string[] => []);
  let number = Math.max(0, ...rules.map((rule) => Number(/^R(\d+)$/.exec(rule.id)?.[1] ?? 0)));
  const used = new Set(rules.map(({ id }) => id));
  for (const [down, row] of body.entries()) {
    number += 1;
    let rule: TableRule = used.has(`R${number}`) ? emptyRule(rules) : { id: `R${number}`, when: {}, then: {} };
    for (const [index, place] of places.entries()) {
      const raw = (row[index] ?? '').trim();
      const target = plan.targets[index];
      if (place === undefined || target === undefined) continue;
      if (target.kind === 'from' || target.kind === 'to') rule = asDates(rule, target.kind, raw);
      else if (target.kind === 'basis') rule = withCell(rule, place.column, basisKeys(raw, context.bases));
      else {
        const { source, message } = read(index, place, raw);
        rule = withCell(rule, place.column, source);
        sources[index]?.push(source);
        if (message !== undefined) problems.push({ row: plan.head + 1 + down, column: index, raw, message });
        continue;
      }
      sources[index]?.push(raw);
    }
    rules.push(rule);
  }
  return { config: { ...config, rules }, first, cells: places.map((place, index) => place && { column: place.column, sources: sources[index] ?? [] }), problems };
}
