import { Type, type Static } from 'typebox';
import type { FormField } from '../../../schema/field.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { AssignSchema, candidatesOf, idsOf } from '../../assign.ts';
import { choice, closed, feel, instantOrNull, personOrNull, textOrNull } from '../../config-parts.ts';
import { defineNode, type Port, type WaitAnswer } from '../../define-node.ts';
import { nodeErrors } from '../../node-errors.ts';
import { problem } from '../../problem.ts';
import { untilList, untilPorts, untilSpecs } from '../../until.ts';

const APPROVE: Port = { id: 'approve', title: { 'zh-CN': '同意', en: 'Approve' } };
const REJECT: Port = { id: 'reject', title: { 'zh-CN': '不同意', en: 'Reject' } };
const RETURN: Port = { id: 'return', title: { 'zh-CN': '退回修改', en: 'Send back' } };

const COMMENT: FormField = { id: 'comment', type: 'string', widget: 'textarea', optional: true, maxLength: 2000 };

const ConfigSchema = Type.Object(
  {
    assign: AssignSchema,
    mode: Type.Optional(choice(['any', 'all'], '几人同意', 'Who must approve', 'any：一人同意即可；all：每人都要同意', 'any: one is enough; all: everybody must')),
    return: Type.Optional(Type.Boolean(label('可以退回', 'May send back', '多一个“退回修改”出口，用回线连到要改的步骤', 'Adds the port "return"; connect it back to the step to be redone'))),
    comment: Type.Optional(choice(['optional', 'on-reject', 'always'], '意见', 'Comment', '可填、不同意时必填、必填', 'Optional, needed when rejecting, or always needed')),
    noSelf: Type.Optional(Type.Boolean({ default: true, ...label('不能审批自己提交的', 'Nobody approves their own') })),
    show: Type.Optional(Type.Array(feel('显示的值', 'Value shown'), { maxItems: 50, ...label('旁边显示', 'Shown beside the form') })),
    until: Type.Optional(untilList('时限和事件', 'Deadlines and events')),
  },
  closed,
);

/** Approval by any one or by all candidates. Output: `{outcome, comment, by, at, votes: [{by, outcome, comment, at}]}`. */
export const humanApproval = defineNode({
  type: 'human.approval',
  version: 1,
  category: 'human',
  title: { 'zh-CN': '审批', en: 'Approval' },
  summary: { 'zh-CN': '请一人或几人同意', en: 'Ask one or several people to approve' },
  help: {
    'zh-CN': '“一人同意即可”：第一个答复就算数。“每人都要同意”：一人不同意即不同意，全部同意才通过。退回用回线连到前面的步骤。',
    en: 'With "any", the first answer counts. With "all", one rejection rejects, and everybody must approve. Connect "return" back to an earlier step.',
  },
  icon: 'stamp',
  keywords: ['approval', '审核', '会签', '签批', 'approve'],
  config: ConfigSchema,
  example: { assign: { role: 'manager' }, mode: 'any' },
  output: rowSchema({
    outcome: textOrNull,
    comment: textOrNull,
    by: personOrNull,
    at: instantOrNull,
    votes: Type.Array(rowSchema({ by: personOrNull, outcome: textOrNull, comment: textOrNull, at: instantOrNull })),
  }),
  ports: (config) => {
    const own = [APPROVE, REJECT, ...(config.return === true ? [RETURN] : [])];
    return [...own, ...untilPorts(config.until, own.map((port) => port.id))];
  },
  fact: (config) => (config.mode === 'all' ? { 'zh-CN': '每人都要同意', en: 'Everybody must approve' } : { 'zh-CN': '一人同意即可', en: 'One approval is enough' }),
  check: (config) =>
    config.mode === 'all' && [config.assign].flat().some((part) => 'role' in part)
      ? [problem('SCN_NODE_ALL_NEEDS_PEOPLE', '/assign', '“每人都要同意”要写明是哪些人，角色数不清有几人。请改成人员，或改为一人同意即可', '"Everybody must approve" needs named people; nobody can count a role. Assign people, or let one approval be enough')]
      : [],
  effect: 'wait',
  begin: ({ config, input, run }) => ({
    task: {
      candidates: candidatesOf(input['assign']),
      excluded: config.noSelf === false ? [] : idsOf(run.starter).map((id) => `u:${id}`),
      mode: 'task',
      fields: [COMMENT],
      shown: (config.show ?? []).map((path, index) => ({ path, value: (input['show'] as readonly Json[] | undefined)?.[index] ?? null })),
      values: {},
      outcomes: ['approve', 'reject', ...(config.return === true ? ['return'] : [])].map((port) => ({ port, preselect: false, ...(needsComment(config.comment, port) ? { require: 'comment != null' } : {}) })),
      answers: config.mode === 'all' ? 'each-candidate' : 'one',
    },
    until: untilSpecs(input['until']),
  }),
  complete: ({ config, input, run, answers, answer }) => {
    const port = answer.port ?? 'approve';
    if (answer.kind !== 'task') return { output: outcomeOf(answers, answer, port), port };
    assertAllowed(config, run.starter, answer, port);
    if (config.mode !== 'all' || port !== 'approve') return { output: outcomeOf(answers, answer, port), port };
    const approved = new Set(answers.filter((given) => given.kind === 'task' && given.port === 'approve').flatMap((given) => idsOf(given.by)));
    const waiting = candidatesOf(input['assign']).filter((token) => isPerson(token) && !approved.has(token.slice(2)) && !isExcluded(config, run.starter, token));
    return waiting.length > 0 ? 'still-waiting' : { output: outcomeOf(answers, answer, port), port };
  },
});

type Approval = Static<typeof ConfigSchema>;

function needsComment(comment: Approval['comment'], port: string): boolean {
  return comment === 'always' || (comment === 'on-reject' && port !== 'approve');
}

function isPerson(token: string): boolean {
  return token.startsWith('u:');
}

function isExcluded(config: Approval, starter: JsonObject, token: string): boolean {
  return config.noSelf !== false && idsOf(starter).some((id) => token === `u:${id}`);
}

/** @throws SCN_FORM_OUTCOME, SCN_FORM_NOT_ALLOWED, SCN_FORM_REQUIRED */
function assertAllowed(config: Approval, starter: JsonObject, answer: WaitAnswer, port: string): void {
  const allowed = ['approve', 'reject', ...(config.return === true ? ['return'] : [])];
  if (!allowed.includes(port)) throw nodeErrors.SCN_FORM_OUTCOME({ outcome: port, allowed });
  const user = idsOf(answer.by)[0];
  if (user !== undefined && isExcluded(config, starter, `u:${user}`)) throw nodeErrors.SCN_FORM_NOT_ALLOWED({ user });
  if (needsComment(config.comment, port) && commentOf(answer) === null) throw nodeErrors.SCN_FORM_REQUIRED({ outcome: port, require: 'comment != null', problems: [{ field: 'comment', kind: 'required', zh: '请写明意见', en: 'Give a comment' }] });
}

function commentOf(answer: WaitAnswer): string | null {
  const comment = answer.data?.['comment'];
  return typeof comment === 'string' && comment.trim() !== '' ? comment : null;
}

function outcomeOf(answers: readonly WaitAnswer[], answer: WaitAnswer, port: string): JsonObject {
  const votes = answers.filter((given) => given.kind === 'task').map((given) => ({ by: given.by ?? null, outcome: given.port ?? null, comment: commentOf(given), at: given.at }));
  return { outcome: port, comment: commentOf(answer), by: answer.by ?? null, at: answer.at, votes };
}
