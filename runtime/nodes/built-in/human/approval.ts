import { Type, type Static } from 'typebox';
import type { FormField } from '../../../schema/field.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import type { LocalText } from '../../../schema/text.ts';
import { AssignSchema, idsOf, tokensIn } from '../../assign.ts';
import { choice, closed, count, feel, instantOrNull, personOrNull, textOrNull } from '../../config-parts.ts';
import { defineNode, type Port, type WaitAnswer } from '../../define-node.ts';
import { nodeErrors } from '../../node-errors.ts';
import { taskParts, taskProperties } from '../../task-config.ts';
import { clockSpec, TaskClockSchema } from '../../task-clock.ts';
import { untilProblems } from '../../until-problems.ts';
import { untilList, untilPorts, untilSpecs } from '../../until.ts';

const APPROVE: Port = { id: 'approve', title: { 'zh-CN': '同意', en: 'Approve' } };
const REJECT: Port = { id: 'reject', title: { 'zh-CN': '不同意', en: 'Reject' } };
const RETURN: Port = { id: 'return', title: { 'zh-CN': '退回修改', en: 'Send back' } };

const COMMENT: FormField = { id: 'comment', type: 'string', widget: 'textarea', optional: true, maxLength: 2000 };

const ConfigSchema = Type.Object(
  {
    assign: AssignSchema,
    mode: Type.Optional(choice({ any: ['一人同意即可', 'One is enough'], all: ['会签，每人都要同意', 'Everybody must'], vote: ['按比例表决', 'A share of all'] }, '几人同意', 'Who must approve')),
    share: Type.Optional(count(1, 100, '同意的比例（%）', 'Share that must approve (%)', '表决时用，不填是 50：同意的人数达到全体的这个比例即通过', 'For a vote; 50 if left out: passes when so many of all approve')),
    order: Type.Optional(choice({ parallel: ['同时', 'All at once'], sequence: ['按名单依次', 'One after the other, as listed'] }, '先后', 'Order')),
    return: Type.Optional(Type.Boolean(label('可以退回', 'May send back', '多一个“退回修改”出口，用回线连到要改的步骤', 'Adds the port "return"; connect it back to the step to be redone'))),
    comment: Type.Optional(choice({ optional: ['可填', 'Optional'], 'on-reject': ['不同意时必填', 'Needed when rejecting'], always: ['必填', 'Always needed'] }, '意见', 'Comment')),
    noSelf: Type.Optional(Type.Boolean({ default: true, ...label('不能审批自己提交的', 'Nobody approves their own') })),
    show: Type.Optional(Type.Array(feel('显示的值', 'Value shown'), { maxItems: 50, ...label('旁边显示', 'Shown beside the form') })),
    ...taskProperties,
    until: Type.Optional(untilList('时限和事件', 'Deadlines and events')),
    clock: Type.Optional(TaskClockSchema),
  },
  closed,
);

/** Approval by any one, by all candidates, or by a share of them. Output: `{outcome, comment, by, at, votes: [{by, outcome, comment, at}]}`. */
export const humanApproval = defineNode({
  type: 'human.approval',
  version: 1,
  category: 'human',
  title: { 'zh-CN': '审批', en: 'Approval' },
  summary: { 'zh-CN': '请一人或几人同意', en: 'Ask one or several people to approve' },
  help: {
    'zh-CN': '“一人同意即可”：第一个答复就算数。“每人都要同意”：一人不同意即不同意，全部同意才通过。“表决”：同意的达到比例就通过，达不到了就不通过。交给角色或单位时，任务出现那一刻在岗的每个人都算。退回用回线连到前面的步骤。',
    en: 'With "any", the first answer counts. With "all", one rejection rejects, and everybody must approve. With "vote", it passes once the share is reached and fails once it cannot be. A role or a unit means everybody who holds it when the task appears. Connect "return" back to an earlier step.',
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
  fact: (config) => FACTS[config.mode ?? 'any'](config),
  check: (config) => untilProblems({ ...config, outcomes: ['approve', 'reject', ...(config.return === true ? ['return'] : [])], fields: ['comment'] }),
  effect: 'wait',
  begin: ({ config, input, run }) => ({
    task: {
      ...taskParts(config, input),
      excluded: config.noSelf === false ? [] : idsOf(run.starter).map((id) => `u:${id}`),
      mode: 'task',
      fields: [COMMENT],
      shown: (config.show ?? []).map((path, index) => ({ path, value: (input['show'] as readonly Json[] | undefined)?.[index] ?? null })),
      values: {},
      outcomes: ['approve', 'reject', ...(config.return === true ? ['return'] : [])].map((port) => ({ port, preselect: false, ...(needsComment(config.comment, port) ? { require: 'comment != null' } : {}) })),
      answers: isCounted(config) ? 'each-candidate' : 'one',
      ...(isCounted(config) && config.order === 'sequence' ? { order: 'sequence' as const } : {}),
    },
    until: untilSpecs(input['until']),
    ...clockSpec(config.clock, input['clock']),
  }),
  complete: ({ config, input, run, answers, answer, task }) => {
    const port = answer.port ?? 'approve';
    if (answer.kind !== 'task') return { output: outcomeOf(answers, answer, port), port };
    assertAllowed(config, run.starter, answer, port);
    const verdict = isCounted(config) && port !== 'return' ? verdictOf(config, run.starter, task?.candidates ?? tokensIn(input['assign']), answers) : port;
    return verdict === null ? 'still-waiting' : { output: outcomeOf(answers, answer, verdict), port: verdict };
  },
});

type Approval = Static<typeof ConfigSchema>;

function needsComment(comment: Approval['comment'], port: string): boolean {
  return comment === 'always' || (comment === 'on-reject' && port !== 'approve');
}

const FACTS: Readonly<Record<NonNullable<Approval['mode']>, (config: Approval) => LocalText>> = {
  any: () => ({ 'zh-CN': '一人同意即可', en: 'One approval is enough' }),
  all: ({ order }) => ({ 'zh-CN': order === 'sequence' ? '依次会签' : '每人都要同意', en: order === 'sequence' ? 'Everybody in turn' : 'Everybody must approve' }),
  vote: ({ share }) => ({ 'zh-CN': `${share ?? HALF}% 同意即通过`, en: `${share ?? HALF}% must approve` }),
};

const HALF = 50;

function isCounted({ mode }: Approval): boolean {
  return mode === 'all' || mode === 'vote';
}

/** Where the votes so far lead; null while they decide nothing. `all` is a vote that needs everybody. */
function verdictOf(config: Approval, starter: JsonObject, candidates: readonly string[], answers: readonly WaitAnswer[]): 'approve' | 'reject' | null {
  const voters = candidates.filter((token) => !isExcluded(config, starter, token));
  const needed = Math.max(1, Math.ceil((voters.length * (config.mode === 'all' ? 100 : (config.share ?? HALF))) / 100));
  const count = (port: string) => new Set(answers.filter((given) => given.kind === 'task' && given.port === port).map(voterOf)).size;
  if (count('approve') >= needed) return 'approve';
  return count('reject') > voters.length - needed ? 'reject' : null;
}

/** Whose vote it is: of somebody who acts for another, the other's. */
function voterOf({ by = {} }: WaitAnswer): string {
  return idsOf(by['onBehalfOf'])[0] ?? idsOf(by['id'])[0] ?? '';
}

function isExcluded(config: Approval, starter: JsonObject, token: string): boolean {
  return config.noSelf !== false && idsOf(starter).some((id) => token === `u:${id}`);
}

/** @throws SCN_FORM_OUTCOME, SCN_FORM_NOT_ALLOWED, SCN_FORM_REQUIRED */
function assertAllowed(config: Approval, starter: JsonObject, answer: WaitAnswer, port: string): void {
  const allowed = ['approve', 'reject', ...(config.return === true ? ['return'] : [])];
  if (!allowed.includes(port)) throw nodeErrors.SCN_FORM_OUTCOME({ outcome: port, allowed });
  const user = [...idsOf(answer.by), voterOf(answer)].find((id) => isExcluded(config, starter, `u:${id}`));
  if (user !== undefined) throw nodeErrors.SCN_FORM_NOT_ALLOWED({ user });
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
