import { compileRegex } from '../regex.ts';
import { isYesNo, TYPE_OF_LOOK } from '../../schema/answer-kind.ts';
import { isDayWord } from '../../schema/date-limit.ts';
import type { FormField } from '../../schema/field.ts';
import type { Diagnostic, Place } from '../../schema/diagnostic.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { Scenario } from '../../schema/scenario.ts';
import { calledFlows } from '../called-flows.ts';
import type { CheckedNode, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

function hasText(scenario: Scenario, field: FormField, node: string): boolean {
  return field.title !== undefined || Object.hasOwn(scenario.texts, `${node}.${field.id}`);
}

function* optionsOf(scenario: Scenario, field: FormField, at: Place): Iterable<Diagnostic> {
  const choosing = field.widget === 'select' || field.widget === 'radio' || field.widget === 'checks';
  if (choosing && !isYesNo(field) && field.enum === undefined && field.options === undefined) yield problem('SCN_FORM_OPTIONS_MISSING', at, { field: field.id });
  const { options } = field;
  // Only written choices can be held against it: of others all would be offered and taken.
  if (field.offered !== undefined && field.enum === undefined && !(options !== undefined && 'list' in options)) yield problem('SCN_FORM_OFFERED', { ...at, path: `${at.path}/offered` }, { field: field.id });
  if (options === undefined) return;
  const path = `${at.path}/options`;
  if ('list' in options) {
    if (!Object.hasOwn(scenario.lists, options.list)) yield problem('SCN_SCHEMA_LIST_UNKNOWN', { ...at, path: `${path}/list` }, { list: options.list });
  } else if (!Object.hasOwn(scenario.datasets, options.dataset)) {
    yield problem('SCN_DATA_DATASET_UNKNOWN', { ...at, path: `${path}/dataset` }, { dataset: options.dataset });
  }
}

function* lookProblems(field: FormField, at: Place): Iterable<Diagnostic> {
  const needs = TYPE_OF_LOOK[field.widget ?? ''];
  if (needs !== undefined && field.type !== needs) yield problem('SCN_FORM_LOOK', at, { field: field.id, look: field.widget ?? '', needs, type: field.type });
  if (field.kind !== undefined && field.type !== 'string') yield problem('SCN_FORM_KIND', { ...at, path: `${at.path}/kind` }, { field: field.id, type: field.type });
  if (field.widget !== 'table') return;
  const columns = field.columns ?? [];
  if (columns.length === 0) yield problem('SCN_FORM_COLUMNS_MISSING', at, { field: field.id });
  for (const [index, column] of columns.entries()) {
    const here = { ...at, path: `${at.path}/columns/${index}` };
    if (columns.findIndex((other) => other.id === column.id) !== index) yield problem('SCN_FORM_COLUMN_TWICE', here, { field: field.id, column: column.id });
    if (column.kind !== undefined && column.type !== 'string') yield problem('SCN_FORM_KIND', { ...here, path: `${here.path}/kind` }, { field: `${field.id}.${column.id}`, type: column.type });
    const wrong = column.pattern === undefined ? null : compileRegex(column.pattern);
    if (typeof wrong === 'string') yield problem('SCN_FORM_PATTERN', { ...here, path: `${here.path}/pattern` }, { field: `${field.id}.${column.id}`, why: wrong });
  }
}

function* fieldProblems(scenario: Scenario, { flow, id }: CheckedNode, fields: readonly FormField[]): Iterable<Diagnostic> {
  for (const [index, field] of fields.entries()) {
    const at: Place = { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'fields', index]) };
    if (fields.findIndex((other) => other.id === field.id) !== index) yield problem('SCN_FORM_FIELD_TWICE', at, { field: field.id });
    if (!hasText(scenario, field, id)) yield problem('SCN_FORM_TITLE_MISSING', at, { field: field.id });
    if (field.check !== undefined && field.error === undefined && !Object.hasOwn(scenario.texts, `${id}.${field.id}.error`)) yield problem('SCN_FORM_ERROR_MISSING', at, { field: field.id });
    yield* optionsOf(scenario, field, at);
    yield* lookProblems(field, at);
    if (field.min !== undefined && field.max !== undefined && typeof field.min === typeof field.max && !isDayWord(field.min) && !isDayWord(field.max) && field.min > field.max) {
      yield problem('SCN_FORM_RANGE', at, { field: field.id, min: field.min, max: field.max });
    }
    const wrong = field.pattern === undefined ? null : compileRegex(field.pattern);
    if (typeof wrong === 'string') yield problem('SCN_FORM_PATTERN', { ...at, path: `${at.path}/pattern` }, { field: field.id, why: wrong });
  }
}

function* outcomeProblems({ flow, id, node }: CheckedNode): Iterable<Diagnostic> {
  if (node.type !== 'human.form') return;
  const outcomes = node.config['outcomes'];
  const path = toPointer(['flows', flow, 'nodes', id, 'config', 'outcomes']);
  if (!Array.isArray(outcomes) || outcomes.length === 0) {
    yield problem('SCN_FORM_OUTCOME_MISSING', { flow, node: id, path }, { node: id });
    return;
  }
  const ports = outcomes.map((outcome) => String((outcome as { port?: unknown }).port));
  for (const [index, port] of ports.entries()) if (ports.indexOf(port) !== index) yield problem('SCN_FORM_OUTCOME_TWICE', { flow, node: id, path: `${path}/${index}` }, { port });
}

function* deadlineProblems({ flow, id, node }: CheckedNode): Iterable<Diagnostic> {
  const until = node.config['until'];
  if (!Array.isArray(until)) return;
  for (const [index, deadline] of until.entries()) {
    const { do: action = 'leave', port } = deadline as { do?: string; port?: string };
    const path = toPointer(['flows', flow, 'nodes', id, 'config', 'until', index, 'port']);
    if (action === 'leave' && !port) yield problem('SCN_FORM_DEADLINE_PORT', { flow, node: id, path });
  }
}

/** Forms ask each thing once, in words, with options and limits that can be met. */
export const forms: CheckRule = function* forms({ scenario, nodes }) {
  const called = calledFlows(nodes);
  for (const node of nodes) {
    yield* outcomeProblems(node);
    yield* deadlineProblems(node);
    if (!node.sound) continue;
    const fields = node.node.config['fields'];
    const form = node.type !== undefined && ['start', 'form', 'human'].includes(node.type.category);
    if (form && Array.isArray(fields)) yield* fieldProblems(scenario, node, fields as readonly FormField[]);
    const roles = node.node.config['roles'];
    if (node.node.type === 'start.form' && !called.has(node.flow) && !(Array.isArray(roles) && roles.length > 0)) {
      yield problem('SCN_FORM_ROLE_EMPTY', { flow: node.flow, node: node.id, path: toPointer(['flows', node.flow, 'nodes', node.id, 'config', 'roles']) }, { node: node.id });
    }
  }
};
