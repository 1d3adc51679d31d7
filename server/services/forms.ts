import type { TSchema } from 'typebox';
import { fieldLocals, formLocals, formProperties, isAsked } from '../../runtime/nodes/form-answer.ts';
import type { Evaluated } from '../../runtime/nodes/define-node.ts';
import type { TaskSpec } from '../../runtime/nodes/wait-spec.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { flowScopes } from '../../runtime/engine/scope.ts';
import { evaluateConfig, scopeAt } from '../../runtime/engine/surroundings.ts';
import type { Place } from '../../runtime/engine/surroundings.ts';
import { initialState } from '../../runtime/engine/state.ts';
import type { FlowState, RunState } from '../../runtime/engine/state.ts';
import { splitPath } from '../../runtime/engine/path.ts';
import { answerKind } from '../../runtime/schema/answer-kind.ts';
import type { FormColumn, FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Locale, LocalText } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { PortalColumn, PortalField, PortalForm } from '../api/portal.ts';
import { fail } from '../errors.ts';
import { choicesOf, labelOf, labelsOf } from './choices.ts';
import type { ChoiceBase } from './choices.ts';
import type { DisclosureTo } from './disclosures.ts';
import { scopeValues, viewFormula } from './formula-view.ts';
import type { FormulaView } from './formula-view.ts';
import { personFacts } from './people.ts';
import { openFacts } from './records.ts';
import { formSchema, startFormOf } from './release-api.ts';
import type { StartForm } from './release-api.ts';
import { textByKey, textOf } from './texts.ts';
import { columnTitle, fieldTitle } from './field-words.ts';
import { answerText, fieldOf } from './answer-words.ts';
import { filesIn, nodeTitle, valueText } from './words.ts';

/** A form of one node, about to be drawn. */
interface FormWork {
  readonly base: ChoiceBase;
  readonly plan: Plan;
  readonly flow: string;
  readonly node: string;
  readonly fields: readonly FormField[];
  /** The same with their formulas worked out. */
  readonly parts: readonly Evaluated[];
  readonly values: JsonObject;
  readonly scope: Readonly<Record<string, unknown>>;
  readonly schemas: Readonly<Record<string, TSchema>>;
  readonly locale: Locale;
  readonly to: DisclosureTo;
  /** Names the formulas read, collected on the way. */
  readonly read: Set<string>;
}

function formulaOf(work: FormWork, source: string | undefined, extra: Readonly<Record<string, TSchema>>): FormulaView | null {
  if (source === undefined) return null;
  const view = viewFormula(work.plan.language, source, { ...work.schemas, ...extra });
  for (const name of view?.names ?? []) if (!Object.hasOwn(extra, name)) work.read.add(name);
  return view;
}

function wordsOf(work: FormWork, field: FormField): Pick<PortalField, 'title' | 'hint' | 'error' | 'section'> {
  const { scenario } = work.plan;
  const word = (reference: string | undefined, key: string) => (reference ? textOf(scenario, reference, work.locale) : textByKey(scenario, `${work.node}.${field.id}.${key}`, work.locale));
  const hint = word(field.hint, 'hint');
  const error = word(field.error, 'error');
  return { title: fieldTitle(scenario, work.node, field, work.locale), ...(hint ? { hint } : {}), ...(error ? { error } : {}), ...(field.section ? { section: textOf(scenario, field.section, work.locale) } : {}) };
}

function columnView(work: FormWork, field: FormField, column: FormColumn): PortalColumn {
  const { scenario } = work.plan;
  const index = work.fields.indexOf(field);
  const compute = formulaOf(work, column.compute, fieldLocals(work.fields, ['fields', String(index), 'columns']));
  return {
    id: column.id,
    type: column.type,
    title: columnTitle(scenario, work.node, field, column, work.locale),
    optional: column.optional ?? false,
    ...(column.enum ? { choices: column.enum.map((value) => ({ value, label: textByKey(scenario, `${work.node}.${field.id}.${column.id}.${value}`, work.locale) ?? String(value) })) } : {}),
    ...(column.min === undefined ? {} : { min: column.min }),
    ...(column.max === undefined ? {} : { max: column.max }),
    ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
    ...(column.kind === undefined ? {} : { kind: column.kind }),
    ...(column.pattern === undefined ? {} : { pattern: column.pattern }),
    ...(column.sum === undefined ? {} : { sum: column.sum }),
    ...(compute ? { compute: compute.ir } : {}),
  };
}

async function fieldView(work: FormWork, field: FormField): Promise<PortalField> {
  const locals = formLocals(work.fields);
  const visible = formulaOf(work, field.visible, locals);
  const check = formulaOf(work, field.check, locals);
  const required = formulaOf(work, field.required, locals);
  const compute = formulaOf(work, field.compute, locals);
  const value = work.values[field.id];
  const place = { ...work, field, part: work.parts[work.fields.indexOf(field)] };
  const offered = await choicesOf(work.base, place);
  const several = answerKind(field) === 'choices' && field.right !== 'read' && Array.isArray(value);
  const valueLabels = several ? await labelsOf(work.base, place, value as readonly Json[]) : undefined;
  const valueLabel = !several && value !== undefined && (offered.lookup || field.right === 'read') ? await labelOf(work.base, place, value) : undefined;
  const reference = work.values[`${field.id}.of`];
  const open = field.widget === 'open' && typeof reference === 'string' ? await openFacts(work.base, work.plan, reference, work.locale, work.to) : undefined;
  return {
    id: field.id,
    type: field.type,
    ...(field.widget ? { widget: field.widget } : {}),
    ...wordsOf(work, field),
    optional: field.optional ?? false,
    ...offered,
    ...(value === undefined || value === null ? {} : { value }),
    ...(field.right === 'read' ? { readOnly: true, valueLabel: valueLabel ?? answerText(work.plan.scenario, work.node, field, value, work.locale) } : valueLabel ? { valueLabel } : {}),
    ...(valueLabels ? { valueLabels } : {}),
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    ...(field.kind === undefined ? {} : { kind: field.kind }),
    ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
    ...(field.columns ? { columns: field.columns.map((column) => columnView(work, field, column)) } : {}),
    ...(answerKind(field) === 'region' ? { depth: field.depth ?? 'county', ...(field.options ? { dataset: true } : {}) } : {}),
    ...(required ? { required: required.ir } : {}),
    ...(compute ? { compute: compute.ir } : {}),
    ...(visible ? { visible: visible.ir } : {}),
    ...(check ? { check: check.ir } : {}),
    ...(open ? { open } : {}),
  };
}

async function fieldViews(work: FormWork): Promise<PortalField[]> {
  return Promise.all(work.fields.filter(({ right }) => right !== 'hidden').map((field) => fieldView(work, field)));
}

function schemasOf(plan: Plan, flow: string, node: string): Readonly<Record<string, TSchema>> {
  const env = { scenario: plan.scenario, flow, node, datasets: plan.datasets, connections: [] };
  return flowScopes(plan.scenario, flow, plan.registry, env, plan.language)[node]?.names ?? {};
}

/** The surroundings of a start form: who asks and when; no run exists yet. */
function startPlace(plan: Plan, start: StartForm, user: User, at: string): Place {
  const flow: FlowState = { flow: start.flow, start: start.node, input: {}, round: 1, nodes: {}, resets: {} };
  const state: RunState = { ...initialState(), starter: personFacts(user), startedAt: at, asOf: at, calendar: plan.scenario.calendar, flows: { '': flow } };
  const node = plan.flows[start.flow]?.nodes[start.node];
  if (!node) throw fail('SCN_API_NOT_FOUND', { what: start.node });
  return { plan, state, flow, node, path: start.node, at };
}

/** A start that still has the name of its kind is headed by the scenario's own title. */
function startTitle({ scenario, flows }: Plan, { flow, node }: StartForm, locale: Locale): string {
  const found = flows[flow]?.nodes[node];
  const named = found?.definition.title;
  const isDefault = named !== undefined && Object.values(found?.type?.title ?? {}).includes(named);
  return isDefault ? textOf(scenario, scenario.title, locale) : nodeTitle(scenario, flow, node, locale);
}

function partsOf(place: Place, scope: Readonly<Record<string, unknown>>): readonly Evaluated[] {
  const evaluated = evaluateConfig(place, scope)['fields'];
  return Array.isArray(evaluated) ? (evaluated as readonly Evaluated[]) : [];
}

function defaultsOf(parts: readonly Evaluated[], fields: readonly FormField[]): JsonObject {
  const firsts = parts as readonly { readonly default?: Json }[];
  return Object.fromEntries(fields.flatMap((field, index) => (firsts[index]?.default === undefined || field.default === undefined ? [] : [[field.id, firsts[index].default] as const])));
}

/** The start form of an app for one person, filled in with what is given; undefined when it has none. */
export async function startFormView(base: ChoiceBase, plan: Plan, user: User, locale: Locale, given: JsonObject = {}): Promise<PortalForm | undefined> {
  const start = startFormOf(plan.scenario);
  if (!start) return undefined;
  const place = startPlace(plan, start, user, base.now().toISOString());
  const scope = scopeAt(place);
  const { fields } = start;
  const parts = partsOf(place, scope);
  const schemas = schemasOf(plan, start.flow, start.node);
  const work: FormWork = { base, plan, flow: start.flow, node: start.node, fields, parts, values: { ...defaultsOf(parts, fields), ...given }, scope, schemas, locale, to: { by: user.id, scenario: plan.scenario.id, use: 'form' }, read: new Set() };
  const views = await fieldViews(work);
  const intro = textByKey(plan.scenario, `${start.node}.intro`, locale);
  return {
    title: startTitle(plan, start, locale),
    ...(intro ? { intro } : {}),
    ...(start.pages === 'one' ? {} : { pages: start.pages }),
    fields: views,
    facts: [],
    outcomes: [],
    scope: scopeValues(plan.language, work.read, scope, schemas),
    schema: formSchema(plan.scenario, start.node, fields.filter(isAsked), locale),
  };
}

const SIGNS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = { agree: { 'zh-CN': '同意', en: 'Agree' }, disagree: { 'zh-CN': '不同意', en: 'Disagree' } };

/** The word on the button of an outcome: the author's, a text of the scenario, that of the node type, else its id. */
export function outcomeTitle(plan: Plan, flow: string, node: string, port: string, locale: Locale): string {
  const outcomes = (plan.scenario.flows[flow]?.nodes[node]?.config['outcomes'] ?? []) as readonly { readonly port: string; readonly title?: string }[];
  const title = Array.isArray(outcomes) ? outcomes.find((outcome) => outcome.port === port)?.title : undefined;
  return title ? textOf(plan.scenario, title, locale) : (textByKey(plan.scenario, `${node}.${port}`, locale) ?? portTitle(plan, flow, node, port)?.[locale] ?? SIGNS[port]?.[locale] ?? port);
}

/** Ports of an approval are named by its type, those of a form by the author. */
function portTitle(plan: Plan, flow: string, node: string, port: string): LocalText | undefined {
  const found = plan.flows[flow]?.nodes[node];
  if (!found?.type?.ports || found.definition.type === 'human.form') return undefined;
  const { ports } = found.type;
  return (typeof ports === 'function' ? ports(found.definition.config, found.env) : ports).find(({ id }) => id === port)?.title;
}

/** A value shown beside a form: one line for a plain value, one line per entry for a set of values. */
function factLines(plan: Plan, node: string, shown: TaskSpec['shown'], locale: Locale): PortalForm['facts'] {
  const { scenario } = plan;
  const label = (path: string) => textByKey(scenario, `${node}.${path}`, locale) ?? textByKey(scenario, path, locale) ?? path.split('.').at(-1) ?? path;
  const told = (path: string, value: Json | undefined): string => {
    const asked = fieldOf(scenario, path);
    return asked ? answerText(scenario, asked.node, asked.field, value, locale) : valueText(value, locale, scenario.zone);
  };
  return shown.flatMap(({ path, value }) => {
    if (fieldOf(scenario, path) !== undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return [{ label: label(path), value: told(path, value), ...filesIn(value) }];
    return Object.entries(value).filter(([key, inner]) => !key.startsWith('_') && (typeof inner !== 'object' || inner === null || filesIn(inner).files !== undefined || fieldOf(scenario, `${path}.${key}`) !== undefined)).map(([key, inner]) => ({ label: label(`${path}.${key}`), value: told(`${path}.${key}`, inner), ...filesIn(inner) }));
  });
}

/** Who looks at a form. */
interface FormReader {
  readonly user: User;
  readonly locale: Locale;
}

/** The form of an open task, with the values its formulas need. */
export async function taskFormView(base: ChoiceBase, plan: Plan, state: RunState, path: string, spec: TaskSpec, { user, locale }: FormReader): Promise<PortalForm> {
  const { prefix, node } = splitPath(path);
  const flowState = state.flows[prefix];
  const nodePlan = flowState && plan.flows[flowState.flow]?.nodes[node];
  if (!flowState || !nodePlan) throw fail('SCN_API_NOT_FOUND', { what: path });
  const place: Place = { plan, state, flow: flowState, node: nodePlan, path, at: base.now().toISOString() };
  const scope = scopeAt(place);
  const { flow } = flowState;
  const schemas = schemasOf(plan, flow, node);
  const work: FormWork = { base, plan, flow, node, fields: spec.fields, parts: spec.fields.some(({ offered }) => offered !== undefined) ? partsOf(place, scope) : [], values: spec.values, scope, schemas, locale, to: { by: user.id, scenario: plan.scenario.id, run: state.id, use: 'form' }, read: new Set() };
  const fields = await fieldViews(work);
  const extra = { ...formProperties(spec.fields), ...formLocals(spec.fields) };
  const hidden = spec.fields.filter(({ right }) => right === 'hidden').map(({ id }) => id);
  const outcomes = spec.outcomes.map(({ port, preselect, require }) => {
    // What the reader may not see cannot be judged in the browser; the server judges it.
    const view = hidden.some((id) => require?.includes(id)) ? null : formulaOf(work, require, extra);
    return { port, title: outcomeTitle(plan, flow, node, port, locale), preselect, ...(view ? { require: view.ir } : {}) };
  });
  const intro = textByKey(plan.scenario, `${node}.intro`, locale);
  const layout = nodePlan.definition.config['pages'] as PortalForm['pages'];
  return {
    title: nodeTitle(plan.scenario, flow, node, locale),
    ...(intro ? { intro } : {}),
    ...(layout === undefined || layout === 'one' ? {} : { pages: layout }),
    fields,
    facts: factLines(plan, node, spec.shown, locale),
    outcomes,
    scope: scopeValues(plan.language, work.read, scope, schemas),
    schema: formSchema(plan.scenario, node, spec.fields.filter(isAsked), locale),
  };
}
