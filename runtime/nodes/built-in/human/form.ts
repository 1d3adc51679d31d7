import { Type, type TSchema } from 'typebox';
import { isLambda } from '../../../language/lambda.ts';
import { FormFieldSchema } from '../../../schema/field.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { AssignSchema } from '../../assign.ts';
import { choice, closed, feel, formPages, instantOrNull, key, personOrNull, rowCondition, text } from '../../config-parts.ts';
import { defineNode, type Evaluated, type EvaluatedValue, type Port, type RunContext, type WaitAnswer } from '../../define-node.ts';
import { fieldLocals, formLocals, formProperties, keepFormTools, readForm, type FormTools } from '../../form-answer.ts';
import { nodeErrors } from '../../node-errors.ts';
import { duplicateIds, problem } from '../../problem.ts';
import { taskParts, taskProperties } from '../../task-config.ts';
import { clockSpec, TaskClockSchema } from '../../task-clock.ts';
import { untilProblems } from '../../until-problems.ts';
import { untilList, untilPorts, untilSpecs } from '../../until.ts';
import type { OutcomeSpec, TaskSpec } from '../../wait-spec.ts';
import { counted } from '../../counted.ts';

const OutcomeSchema = Type.Object(
  {
    port: key('出口', 'Port'),
    title: Type.Optional(text('按钮上的字', 'Words on the button')),
    preselect: Type.Optional(feel('何时预选', 'Preselected when')),
    require: Type.Optional(rowCondition('何时可以选', 'Possible when', '直接用问题的名称', 'Reads the answers by their names')),
  },
  closed,
);

const ConfigSchema = Type.Object(
  {
    assign: AssignSchema,
    mode: Type.Optional(choice({ inline: ['发起人接着填下一页', 'The starter’s next page'], task: ['进待办', 'Goes to an inbox'] }, '怎样出现', 'How it comes')),
    show: Type.Optional(Type.Array(feel('显示的值', 'Value shown'), { maxItems: 50, ...label('旁边显示', 'Shown beside the form') })),
    pages: Type.Optional(formPages),
    fields: Type.Array(FormFieldSchema, { maxItems: 500, ...label('问题', 'Questions') }),
    outcomes: Type.Array(OutcomeSchema, { minItems: 1, maxItems: 12, ...label('可做的决定', 'Outcomes') }),
    ...taskProperties,
    until: Type.Optional(untilList('时限和事件', 'Deadlines and events')),
    clock: Type.Optional(TaskClockSchema),
  },
  closed,
);

/** The next page of a visit, or a task in somebody's inbox. Output: the answers, `outcome` (the port), `by`, `at`. */
export const humanForm = defineNode({
  type: 'human.form',
  version: 1,
  category: 'human',
  title: { 'zh-CN': '填表', en: 'Form' },
  summary: { 'zh-CN': '请人看、填、做决定', en: 'Ask a person to look, fill in and decide' },
  help: {
    'zh-CN': '每个决定是一个出口。“何时可以选”不成立时，不能提交，表单会说明原因。到了时限，从时限的出口离开，答案为空。',
    en: 'Each outcome is a port. While "possible when" does not hold, the form cannot be sent and says why. At a deadline the node leaves by the deadline’s port with empty answers.',
  },
  icon: 'layout-list',
  keywords: ['form', '表单', '填写', '确认', 'task', '待办'],
  config: ConfigSchema,
  example: { assign: { user: 'run.starter' }, mode: 'inline', fields: [{ id: 'note', type: 'string', optional: true }], outcomes: [{ port: 'done' }] },
  output: (config) => rowSchema({ ...formProperties(config.fields), outcome: outcomeSchema(config.outcomes.map((outcome) => outcome.port), untilPorts(config.until)), by: personOrNull, at: instantOrNull }),
  ports: (config) => {
    const own = config.outcomes.map(({ port, title }): Port => ({ id: port, title: { 'zh-CN': title ?? port, en: title ?? port } }));
    return [...own, ...untilPorts(config.until, own.map((port) => port.id))];
  },
  locals: (config, _env, path) => (path[0] === 'outcomes' ? { ...formProperties(config.fields), ...formLocals(config.fields) } : fieldLocals(config.fields, path)),
  fact: (config) => ({ 'zh-CN': `${config.fields.length} 个问题 · ${config.outcomes.length} 种决定`, en: `${counted(config.fields.length, 'question')} · ${counted(config.outcomes.length, 'outcome')}` }),
  check: (config) => [
    ...untilProblems({ ...config, outcomes: config.outcomes.map((outcome) => outcome.port), fields: config.fields.map((field) => field.id) }),
    ...duplicateIds(config.fields, '/fields'),
    ...duplicateIds(config.outcomes.map((outcome) => ({ id: outcome.port })), '/outcomes'),
    ...config.fields.flatMap((field, index) =>
      ['outcome', 'by', 'at'].includes(field.id)
        ? [problem('SCN_FORM_RESERVED_FIELD', `/fields/${index}/id`, `“${field.id}”留给系统记录，请换一个名称`, `"${field.id}" is kept for the record; choose another name`)]
        : [],
    ),
  ],
  effect: 'wait',
  compile: keepFormTools,
  begin: ({ config, input }) => ({
    task: {
      ...taskParts(config, input),
      mode: config.mode ?? 'task',
      fields: config.fields,
      shown: shownValues(config.show, input['show']),
      values: firstValues(config.fields, input['fields']),
      outcomes: outcomeSpecs(config.outcomes, input['outcomes']),
      answers: 'one',
    } satisfies TaskSpec,
    until: untilSpecs(input['until']),
    ...clockSpec(config.clock, input['clock']),
  }),
  complete: (context) => {
    const { answer, config } = context;
    const port = answer.port ?? config.outcomes[0]?.port ?? 'out';
    const record = { outcome: port, by: answer.by ?? null, at: answer.at };
    if (answer.kind !== 'task') {
      return { output: { ...Object.fromEntries(config.fields.map((field) => [field.id, automaticAnswer(answer, field.id)])), ...record }, port };
    }
    return { output: { ...readTask(context, answer, port), ...record }, port };
  },
});

type FormContext = Pick<RunContext<{ fields: TaskSpec['fields']; outcomes: readonly { port: string; require?: string }[] }, FormTools>, 'config' | 'input' | 'compiled' | 'env'>;

/** @throws SCN_FORM_OUTCOME, SCN_FORM_INVALID, SCN_FORM_REQUIRED */
function readTask({ config, input, compiled, env, task }: FormContext & { readonly task?: TaskSpec }, answer: WaitAnswer, port: string): JsonObject {
  const index = config.outcomes.findIndex((outcome) => outcome.port === port);
  if (index === -1) throw nodeErrors.SCN_FORM_OUTCOME({ outcome: port, allowed: config.outcomes.map((outcome) => outcome.port) });
  const values = readForm({ fields: config.fields, evaluated: input['fields'], data: answer.data ?? {}, tools: compiled, scenario: env.scenario, at: answer.at, useDefaults: false, fixed: task?.values ?? firstValues(config.fields, input['fields']) });
  const condition = (input['outcomes'] as readonly Evaluated[] | undefined)?.[index]?.['require'];
  if (isLambda(condition) && condition.call({ ...values.feel(), form: values.feel() }) !== true) {
    const require = config.outcomes[index]?.require ?? '';
    throw nodeErrors.SCN_FORM_REQUIRED({ outcome: port, require, problems: openFields(require, config.fields, values.json) });
  }
  return values.json;
}

/** What a deadline that decides by itself answers. */
function automaticAnswer(answer: WaitAnswer, field: string): Json {
  return answer.kind === 'timer' ? (answer.data?.[field] ?? null) : null;
}

/** The fields a condition names that are still empty or "no": those are what the person can do something about. */
function openFields(require: string, fields: TaskSpec['fields'], values: JsonObject): readonly { field: string; kind: string; zh: string; en: string }[] {
  const words = new Set(require.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
  return fields
    .filter(({ id }) => words.has(id) && (values[id] === null || values[id] === false))
    .map(({ id }) => ({ field: id, kind: 'required', zh: `选这一项之前，“${id}”要先办好`, en: `"${id}" is needed for this choice` }));
}

function shownValues(paths: readonly string[] | undefined, values: EvaluatedValue | undefined): TaskSpec['shown'] {
  const evaluated = Array.isArray(values) ? (values as readonly Json[]) : [];
  return (paths ?? []).map((path, index) => ({ path, value: evaluated[index] ?? null }));
}

/** Defaults by field, and `<field>.of`: the reference a field of widget `open` opens. */
function firstValues(fields: TaskSpec['fields'], evaluated: EvaluatedValue | undefined): JsonObject {
  const parts = Array.isArray(evaluated) ? (evaluated as readonly Readonly<Record<string, Json>>[]) : [];
  return Object.fromEntries(
    fields.flatMap(({ id }, index) => {
      const { default: first, of } = parts[index] ?? {};
      return [...(first === undefined ? [] : [[id, first] as const]), ...(of === undefined ? [] : [[`${id}.of`, of] as const])];
    }),
  );
}

function outcomeSpecs(outcomes: readonly { readonly port: string; readonly require?: string }[], evaluated: EvaluatedValue | undefined): readonly OutcomeSpec[] {
  const parts = Array.isArray(evaluated) ? (evaluated as readonly Evaluated[]) : [];
  return outcomes.map(({ port, require }, index) => ({ port, preselect: parts[index]?.['preselect'] === true, ...(require === undefined ? {} : { require }) }));
}

function outcomeSchema(own: readonly string[], until: readonly Port[]): TSchema {
  const ids = [...new Set([...own, ...until.map((port) => port.id)])];
  return Type.Unsafe({ type: 'string', enum: [...ids, null], nullable: true });
}
