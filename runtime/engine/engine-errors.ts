import { defineError, isScenarioError } from '../errors.ts';
import type { JsonObject } from '../schema/json.ts';
import type { RunError } from './run-event.ts';

type Words = Readonly<Record<string, readonly [string, string]>>;
const ACTIONS: Words = {
  'hand-over': ['转办', 'Handing over'],
  'add-signer': ['加签', 'Adding a signer'],
  copy: ['抄送', 'Sending a copy'],
  comment: ['留言', 'A comment'],
  return: ['退回', 'Sending back'],
  'stop-clock': ['停表', 'Stopping the clock'],
  extend: ['延期', 'More time'],
};
const PERSON_WHY: Words = {
  unknown: ['没有这个人', 'there is no such person'],
  excluded: ['不能办自己提交的', 'nobody handles their own request'],
  answered: ['已经办过这一步', 'they have answered this step'],
  asked: ['这一步已经在他手里', 'the step is theirs already'],
  circle: ['不在可选范围内', 'they are not among those who may be chosen'],
  left: ['账号已停用', 'the account is closed'],
};
const WITHDRAW_WHY: Words = {
  starter: ['只有提交人可以撤回。', 'only who submitted it may.'],
  ended: ['已经办结。', 'it has ended.'],
  acted: ['已经有人办过。请联系正在办理的人退回。', 'somebody has acted on it. Ask who has it now to send it back.'],
  written: ['数据已经登记。请联系正在办理的人。', 'data has been recorded. Ask who has it now.'],
  author: ['这个场景不允许撤回。', 'this scenario does not allow it.'],
};

/**
 * Coded errors of the engine: what, where, what to do; Chinese, then English. Some refuse a command (thrown by
 * `step`), the others are recorded with a node or run.
 */
export const engineErrors = {
  SCN_RUN_ENDED: defineError<{ run: string; status: string }>('SCN_RUN_ENDED', (d) => `这次办理已经结束（${d.status}），不能再操作。请另起一次。 / Run ${d.run} is ${d.status}; nothing more can happen to it. Start another one.`),
  SCN_RUN_NOT_STARTED: defineError<{ command: string }>('SCN_RUN_NOT_STARTED', (d) => `还没有开始，不能执行 ${d.command}。请先发起。 / ${d.command} needs a run that has started. Start it first.`),
  SCN_RUN_STARTED: defineError<{ run: string }>('SCN_RUN_STARTED', (d) => `${d.run} 已经开始。请另起一次。 / Run ${d.run} has already started. Start another one.`),
  SCN_RUN_FLOW: defineError<{ flow: string }>('SCN_RUN_FLOW', (d) => `这个版本里没有流程“${d.flow}”。请改成已有的流程。 / There is no flow "${d.flow}" in this release. Name one of its flows.`),
  SCN_RUN_START: defineError<{ flow: string; start: string }>('SCN_RUN_START', (d) => `流程“${d.flow}”没有起点“${d.start}”。请补一个起点，或改成已有的起点。 / Flow "${d.flow}" has no start "${d.start}". Add a start node or name one it has.`),
  SCN_RUN_NO_INCIDENT: defineError<{ path: string }>('SCN_RUN_NO_INCIDENT', (d) => `${d.path} 没有待处理的异常，可能已有人处理。请刷新。 / No incident is open at ${d.path}; someone may have resolved it. Reload the run.`),
  SCN_RUN_PORT: defineError<{ path: string; port: string; ports: string }>('SCN_RUN_PORT', (d) => `${d.path} 没有出口“${d.port}”，可选：${d.ports}。 / ${d.path} has no port "${d.port}"; choose one of ${d.ports}.`),
  SCN_TASK_DONE: defineError<{ task: string; by?: JsonObject; at?: string }>('SCN_TASK_DONE', (d) => `这一步${d.at === undefined ? '已撤回或' : `在 ${d.at} `}已有人办完。请刷新看结果。 / Task ${d.task} ${d.at === undefined ? 'is finished or was withdrawn' : `was finished at ${d.at}`}. Reload to see the result.`),
  SCN_TASK_SIGNING: defineError<{ people: readonly string[] }>('SCN_TASK_SIGNING', (d) => `正在等 ${d.people.join('、')} 加签，加签后才能办。 / ${d.people.join(', ')} must sign first; then the task goes on.`),
  SCN_TASK_ACTION: defineError<{ action: string }>('SCN_TASK_ACTION', (d) => `这一步不允许${ACTIONS[d.action]?.[0] ?? d.action}。需要的话，请场景的设计人员放开。 / ${ACTIONS[d.action]?.[1] ?? d.action} is not allowed at this step. Ask the designer of the scenario to allow it.`),
  SCN_TASK_REASON: defineError<{ action: string }>('SCN_TASK_REASON', (d) => `${ACTIONS[d.action]?.[0] ?? d.action}要写明内容。请补上再提交。 / ${ACTIONS[d.action]?.[1] ?? d.action} needs words. Write why, then send it again.`),
  SCN_TASK_PERSON: defineError<{ person: string; why: string }>('SCN_TASK_PERSON', (d) => `不能选 ${d.person}：${PERSON_WHY[d.why]?.[0] ?? d.why}。请另选一人。 / ${d.person} cannot be chosen: ${PERSON_WHY[d.why]?.[1] ?? d.why}. Choose somebody else.`),
  SCN_TASK_RETURN: defineError<{ to: string; allowed: readonly string[] }>('SCN_TASK_RETURN', (d) => `不能退回到“${d.to}”${d.allowed.length > 0 ? `，可选：${d.allowed.join('、')}` : '：这一步不能退回'}。 / The task cannot go back to "${d.to}"${d.allowed.length > 0 ? `; choose one of ${d.allowed.join(', ')}` : ': this step returns nothing'}.`),
  SCN_RUN_WITHDRAW: defineError<{ why: string }>('SCN_RUN_WITHDRAW', (d) => `不能撤回：${WITHDRAW_WHY[d.why]?.[0] ?? d.why} / It cannot be withdrawn: ${WITHDRAW_WHY[d.why]?.[1] ?? d.why}`),
  SCN_TASK_STOPPED: defineError<{ path: string }>('SCN_TASK_STOPPED', (d) => `这一步（${d.path}）已经停表，可能是别人刚停的。请刷新。 / The clock of ${d.path} stands still already. Reload the task.`),
  SCN_TASK_RUNNING: defineError<{ path: string }>('SCN_TASK_RUNNING', (d) => `这一步（${d.path}）没有停表，可能刚恢复计时。请刷新。 / The clock of ${d.path} is not stopped. Reload the task.`),
  SCN_TASK_EXTENSION: defineError<{ path: string }>('SCN_TASK_EXTENSION', (d) => `这一步（${d.path}）不能延期，或没有期限。要延期，请设计人员在“停表和延期”里打开。 / ${d.path} has no deadline or takes no extension. Its designer has to allow that.`),
  SCN_TASK_EXTENSION_OPEN: defineError<{ path: string }>('SCN_TASK_EXTENSION_OPEN', (d) => `这一步（${d.path}）已经申请过延期，正等人决定。 / An extension of ${d.path} has been asked for and waits for a decision.`),
  SCN_TASK_EXTENSION_TIMES: defineError<{ path: string; limit: number }>('SCN_TASK_EXTENSION_TIMES', (d) => `这一步（${d.path}）最多延期 ${d.limit} 次，已经用完。 / ${d.path} may be extended ${d.limit} time(s), and was.`),
  SCN_TASK_EXTENSION_DAYS: defineError<{ days: number; limit: number }>('SCN_TASK_EXTENSION_DAYS', (d) => `延期天数要是 1 到 ${d.limit} 的整数，现在是 ${d.days}。 / Ask for a whole number of days from 1 to ${d.limit}, not ${d.days}.`),
  SCN_RUN_DUE_PAST: defineError<{ path: string; due: string }>('SCN_RUN_DUE_PAST', (d) => `${d.path} 的期限 ${d.due} 在任务开始前就过了，一开始就会离开。请改日期，再重试；或跳过。 / The deadline ${d.due} of ${d.path} had passed before the task began, so it would leave at once. Correct the date and retry, or skip.`),
  SCN_RUN_TOO_LARGE: defineError<{ bytes: number; limit: number }>('SCN_RUN_TOO_LARGE', (d) => `办理数据有 ${d.bytes} 字节，最多 ${d.limit}。请少取一些行或字段。 / The data of the run has ${d.bytes} bytes, at most ${d.limit}. Read fewer rows or fields.`),
  SCN_RUN_STEPS: defineError<{ limit: number }>('SCN_RUN_STEPS', (d) => `已执行 ${d.limit} 步，到达上限。请拆成几次办理。 / The run completed ${d.limit} nodes, which is the most. Divide the work into several runs.`),
  SCN_RUN_ROUNDS: defineError<{ target: string; limit: number }>('SCN_RUN_ROUNDS', (d) => `“${d.target}”已办 ${d.limit} 轮，到达上限。请运维人员决定如何继续。 / "${d.target}" was done ${d.limit} times, which is the most. An operator has to decide.`),
  SCN_RUN_DEPTH: defineError<{ limit: number }>('SCN_RUN_DEPTH', (d) => `子流程嵌套超过 ${d.limit} 层，可能在调用自己。请检查流程。 / Flows call one another more than ${d.limit} deep; one probably calls itself. Check the flows.`),
  SCN_RUN_ITEMS: defineError<{ count: number; limit: number }>('SCN_RUN_ITEMS', (d) => `列表有 ${d.count} 条，最多 ${d.limit} 条。请先筛选。 / The list has ${d.count} items, at most ${d.limit}. Filter it first.`),
  SCN_RUN_CALENDAR: defineError<{ calendar: string; year: number }>('SCN_RUN_CALENDAR', (d) => `工作日历“${d.calendar}”没有 ${d.year} 年。请导入那一年，再重试。 / Calendar "${d.calendar}" does not know ${d.year}. Import that year, then retry.`),
  SCN_RUN_TIME: defineError<{ value: string }>('SCN_RUN_TIME', (d) => `“${d.value}”不是能用来算期限的时间或时长。请改公式。 / "${d.value}" is no time or duration a deadline can be computed from. Correct the formula.`),
  SCN_RUN_INTERRUPTED: defineError<{ path: string }>('SCN_RUN_INTERRUPTED', (d) => `执行 ${d.path} 时服务中断，可能已经办成。请先核对，再重试或跳过。 / The server stopped while ${d.path} was being done; it may have happened. Check, then retry or skip.`),
  SCN_NODE_MISSING: defineError<{ type: string }>('SCN_NODE_MISSING', (d) => `服务器没有节点类型 ${d.type}。请安装它的插件，再重试。 / Node type ${d.type} is not installed on this server. Install its plug-in, then retry.`),
  SCN_NODE_RESULT: defineError<{ path: string; port: string }>('SCN_NODE_RESULT', (d) => `${d.path} 从不存在的出口“${d.port}”离开。请告诉节点作者。 / ${d.path} left by "${d.port}", which is not one of its ports. Tell the author of the node type.`),
  SCN_NODE_ASYNC: defineError<{ type: string }>('SCN_NODE_ASYNC', (d) => `节点类型 ${d.type} 声明为纯计算，却没有立刻给出结果。请告诉节点作者。 / Node type ${d.type} says it is pure but answers later. Tell its author.`),
  SCN_NODE_TIMEOUT: defineError<{ path: string; limitMs: number }>('SCN_NODE_TIMEOUT', (d) => `${d.path} 超过 ${d.limitMs} 毫秒没有完成。请稍后重试。 / ${d.path} took longer than ${d.limitMs} ms. Retry later.`),
  SCN_NODE_HOST: defineError<{ type: string }>('SCN_NODE_HOST', (d) => `节点类型 ${d.type} 声明为纯计算，却去访问外部。请告诉节点作者。 / Node type ${d.type} says it is pure but reaches outside. Tell its author.`),
};

/** Any thrown value as data; foreign errors keep their message under `SCN_NODE_FAILED`. */
export function toRunError(error: unknown): RunError {
  if (isScenarioError(error)) {
    return { code: error.code, message: error.message, ...(Object.keys(error.details).length > 0 ? { details: error.details } : {}) };
  }
  return { code: 'SCN_NODE_FAILED', message: error instanceof Error ? error.message : String(error) };
}
