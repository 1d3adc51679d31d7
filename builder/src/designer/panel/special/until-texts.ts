import { defineTexts } from '../../../text/catalogue.ts';

export const untilTexts = defineTexts(
  {
    title: '时限和事件', add: '加一条',
    when: '什么时候', when_begin: '任务开始后', when_since: '从某个时刻起', when_before: '到期前', when_after: '超期后', when_at: '到某一天', when_event: '收到事件',
    amount: '多久', amountHint: '数字，或公式', unit: '单位', unit_workingDays: '个工作日', unit_workingHours: '个工作小时', unit_after: '自然时间', afterHint: '例如 duration("PT4H") 是 4 小时', since: '从什么时候算起', sinceHint: '例如 run.startedAt，或前面某步的 at', at: '哪一天或时刻', event: '事件名', from: '还接受哪些方案发来的（编号）', key: '事件编号',
    deed: '怎么办', deed_remind: '提醒', deed_escalate: '上报督办', deed_reassign: '改派', deed_mark: '只标超期', deed_outcome: '自动决定', deed_leave: '走别的出口',
    to: '给谁', remindTo: '提醒谁', remindHolder: '不写：提醒办理人', addTo: '指定人', port: '出口', outcome: '自动选哪个决定', values: '自动填的内容', level: '这一级叫什么', levelHint: '例如 一级督办', isDeadline: '这就是办理期限', basis: '时限的依据',
    s_begin: (amount: string) => `${amount}后`, s_since: (amount: string, since: string) => `从 ${since} 起 ${amount}`, s_before: (amount: string) => `到期前 ${amount}`, s_after: (amount: string) => `超期 ${amount}后`, s_at: (at: string) => `到 ${at}`, s_event: (name: string) => `收到“${name}”`,
    a_workingDays: (n: string) => `${n} 个工作日`, a_workingHours: (n: string) => `${n} 个工作小时`, a_days: (n: string) => `${n} 天`, a_hours: (n: string) => `${n} 小时`, a_minutes: (n: string) => `${n} 分钟`, a_any: (formula: string) => formula,
    d_remind: (who: string) => `提醒${who}`, d_escalate: (who: string) => `上报${who}`, d_reassign: (who: string) => `改派给${who}`, d_mark: '到期', d_outcome: (port: string) => `自动${port}`, d_leave: (port: string) => `从“${port}”离开`, holder: '办理人', nobody: '（还没写给谁）', nothing: '（还没写）',
    join: (when: string, what: string) => `${when}${what}`, names: '、',
    clock: '停表和延期', stops: '这一步在等申请人：等的时候，其他任务停表', stopsHint: '例如“补充材料”。它自己的时限照走。', pause: '办理人可以停表', pauseMax: '最多停几个工作日', pauseMaxHint: '不写：不限。到了自动恢复计时。', reasons: '可选的事由', reasonsHint: '用顿号隔开，例如 等补正、等鉴定。不写：由办理人自己写。', extension: '可以申请延期', decides: '谁决定', maxDays: '一次最多几天', maxTimes: '最多几次',
  },
  {
    title: 'Deadlines and events', add: 'Add',
    when: 'When', when_begin: 'After the task begins', when_since: 'Counted from a moment', when_before: 'Before it is due', when_after: 'Once it is overdue', when_at: 'On a day', when_event: 'On an event',
    amount: 'How long', amountHint: 'A number or a formula', unit: 'Unit', unit_workingDays: 'working days', unit_workingHours: 'working hours', unit_after: 'plain time', afterHint: 'Such as duration("PT4H") for 4 hours', since: 'Counted from', sinceHint: 'Such as run.startedAt, or the at of an earlier step', at: 'Day or moment', event: 'Event', from: 'Also from scenarios (ids)', key: 'Key',
    deed: 'Then', deed_remind: 'remind', deed_escalate: 'escalate', deed_reassign: 'reassign', deed_mark: 'only mark it overdue', deed_outcome: 'decide by itself', deed_leave: 'leave by another port',
    to: 'To whom', remindTo: 'Whom to remind', remindHolder: 'Without it: whoever holds the task', addTo: 'Name somebody', port: 'Port', outcome: 'Which outcome', values: 'Answers it gives', level: 'Name of this level', levelHint: 'Such as first-level supervision', isDeadline: 'This is the deadline of the task', basis: 'Basis of the time limit',
    s_begin: (amount) => `After ${amount}`, s_since: (amount, since) => `${amount} from ${since}`, s_before: (amount) => `${amount} before it is due`, s_after: (amount) => `${amount} overdue`, s_at: (at) => `On ${at}`, s_event: (name) => `On “${name}”`,
    a_workingDays: (n) => `${n} working day${n === '1' ? '' : 's'}`, a_workingHours: (n) => `${n} working hour${n === '1' ? '' : 's'}`, a_days: (n) => `${n} day${n === '1' ? '' : 's'}`, a_hours: (n) => `${n} hour${n === '1' ? '' : 's'}`, a_minutes: (n) => `${n} min`, a_any: (formula) => formula,
    d_remind: (who) => `remind ${who}`, d_escalate: (who) => `escalate to ${who}`, d_reassign: (who) => `reassign to ${who}`, d_mark: 'due', d_outcome: (port) => `“${port}” by itself`, d_leave: (port) => `leave by “${port}”`, holder: 'the holder', nobody: '(nobody yet)', nothing: '(not yet)',
    join: (when, what) => `${when}: ${what}`, names: ', ',
    clock: 'Stopping and extending', stops: 'This step waits for the applicant: meanwhile other tasks stand still', stopsHint: 'Such as “send more documents”. Its own deadlines go on.', pause: 'The holder may stop the clock', pauseMax: 'Working days at most', pauseMaxHint: 'Without it: no limit. Then the clock goes on by itself.', reasons: 'Reasons to choose from', reasonsHint: 'Separated by commas. Without them the holder writes one.', extension: 'An extension may be asked for', decides: 'Who decides', maxDays: 'Days at most, each time', maxTimes: 'Times at most',
  },
);
