import type { Locale } from '../../runtime/schema/text.ts';

type Act = 'leave' | 'remind' | 'escalate' | 'reassign' | 'mark';

export interface TimelineWords {
  readonly started: (who: string) => string;
  readonly given: (to: string) => string;
  readonly moved: (from: string, to: string, why: 'nobody' | 'left') => string;
  readonly answered: (who: string, outcome: string) => string;
  readonly held: (who: string, outcome: string) => string;
  readonly signed: (who: string, agrees: boolean) => string;
  readonly signers: (who: string, people: string, where: 'before' | 'after') => string;
  readonly handedOver: (who: string, to: string) => string;
  readonly returned: (who: string, step: string) => string;
  readonly copied: (who: string, to: string) => string;
  readonly commented: (who: string) => string;
  /** @param title what the author calls this deadline; @param port where a deadline that leaves goes on */
  readonly timer: (act: Act, facts: { readonly to: string; readonly title?: string; readonly port?: string }) => string;
  readonly arrived: string;
  readonly stopped: (who: string | null, until: string | undefined) => string;
  readonly resumed: (who: string | null, due: string | undefined) => string;
  readonly askedMore: (who: string, days: number, working: boolean) => string;
  readonly decidedMore: (who: string, given: { readonly days: number; readonly working: boolean; readonly due: string | undefined } | null) => string;
  /** A calendar was changed. */
  readonly dueMoved: (due: string) => string;
  readonly incident: (why: string | undefined) => string;
  readonly resolved: (who: string, action: 'retry' | 'skip' | 'edit') => string;
  readonly cancelled: (who: string, withdrawn: boolean) => string;
  readonly completed: string;
  readonly expired: string;
  readonly onBehalf: (who: string, other: string) => string;
  readonly headOf: (unit: string) => string;
  readonly ofUnit: (unit: string, role: string) => string;
}

type Deed = (to: string, port: string | undefined) => string;
const TIMERS_ZH: Readonly<Record<Act, Deed>> = {
  leave: (_to, port) => (port === undefined ? '时限到了，自动转到下一步' : `时限到了，自动按“${port}”往下走`),
  remind: (to) => (to === '' ? '催办' : `催办 ${to}`),
  escalate: (to) => (to === '' ? '时限到了还没办好，上报督办' : `时限到了还没办好，上报 ${to} 督办`),
  reassign: (to) => `时限到了还没办好，改派给 ${to}`,
  mark: () => '时限到了还没办好，记为逾期',
};
const TIMERS_EN: Readonly<Record<Act, Deed>> = {
  leave: (_to, port) => (port === undefined ? 'The deadline passed; it went on by itself' : `The deadline passed; it went on by itself as “${port}”`),
  remind: (to) => (to === '' ? 'A reminder was sent' : `${to} was reminded`),
  escalate: (to) => (to === '' ? 'Not done by the deadline; escalated' : `Not done by the deadline; escalated to ${to}`),
  reassign: (to) => `Not done by the deadline; given to ${to}`,
  mark: () => 'Not done by the deadline; marked as overdue',
};
const titled = (title: string | undefined, colon: string, sentence: string): string => (title === undefined ? sentence : `${title}${colon}${sentence}`);

const zh: TimelineWords = {
  started: (who) => `${who} 提交`,
  given: (to) => `交给 ${to}`,
  moved: (from, to, why) => (why === 'left' ? `${from} 已离岗，交给 ${to}` : `${from === '' ? '没有找到经办人' : `${from} 没有人能办`}，交给 ${to}`),
  answered: (who, outcome) => `${who} 办理：${outcome}`,
  held: (who, outcome) => `${who} 办理：${outcome}，等加签`,
  signed: (who, agrees) => `${who} 加签：${agrees ? '同意' : '不同意'}`,
  signers: (who, people, where) => `${who} 请 ${people} ${where === 'before' ? '先加签' : '后加签'}`,
  handedOver: (who, to) => `${who} 转办给 ${to}`,
  returned: (who, step) => `${who} 退回到“${step}”`,
  copied: (who, to) => `${who} 抄送 ${to}`,
  commented: (who) => `${who} 留言`,
  timer: (act, { to, title, port }) => titled(title, '：', TIMERS_ZH[act](to, port)),
  arrived: '等的消息到了',
  stopped: (who, until) => `${who === null ? '停止计时' : `${who} 停止计时`}${until === undefined ? '' : `，最晚 ${until} 恢复`}`,
  resumed: (who, due) => `${who === null ? '恢复计时' : `${who} 恢复计时`}${due === undefined ? '' : `，期限顺延到 ${due}`}`,
  askedMore: (who, days, working) => `${who} 申请延期 ${days} 个${working ? '工作日' : '自然日'}`,
  decidedMore: (who, given) => (given === null ? `${who} 不同意延期` : `${who} 同意延期 ${given.days} 个${given.working ? '工作日' : '自然日'}${given.due === undefined ? '' : `，期限改为 ${given.due}`}`),
  dueMoved: (due) => `工作日历改了，期限重算为 ${due}`,
  incident: (why) => (why === undefined ? '出错停下，运维人员会处理' : `出错停下：${why}`),
  resolved: (who, action) => `${who} 处理异常：${{ retry: '重试', skip: '跳过', edit: '改后重试' }[action]}`,
  cancelled: (who, withdrawn) => (withdrawn ? `${who} 撤回` : `${who} 撤销`),
  completed: '办结',
  expired: '过期结束',
  onBehalf: (who, other) => `${who}（代 ${other}）`,
  headOf: (unit) => `${unit}负责人`,
  ofUnit: (unit, role) => `${unit}${role}`,
};

const en: TimelineWords = {
  started: (who) => `${who} submitted it`,
  given: (to) => `Given to ${to}`,
  moved: (from, to, why) => (why === 'left' ? `${from} left; given to ${to}` : `${from === '' ? 'Nobody was found' : `Nobody of ${from} can do it`}; given to ${to}`),
  answered: (who, outcome) => `${who}: ${outcome}`,
  held: (who, outcome) => `${who}: ${outcome}, waiting for signers`,
  signed: (who, agrees) => `${who} ${agrees ? 'agreed' : 'did not agree'}`,
  signers: (who, people, where) => `${who} asked ${people} to sign ${where === 'before' ? 'first' : 'afterwards'}`,
  handedOver: (who, to) => `${who} handed it over to ${to}`,
  returned: (who, step) => `${who} sent it back to “${step}”`,
  copied: (who, to) => `${who} sent a copy to ${to}`,
  commented: (who) => `${who} commented`,
  timer: (act, { to, title, port }) => titled(title, ': ', TIMERS_EN[act](to, port)),
  arrived: 'What was waited for arrived',
  stopped: (who, until) => `${who === null ? 'The clock was stopped' : `${who} stopped the clock`}${until === undefined ? '' : `, until ${until} at the latest`}`,
  resumed: (who, due) => `${who === null ? 'The clock goes on' : `${who} let the clock go on`}${due === undefined ? '' : `; now due ${due}`}`,
  askedMore: (who, days, working) => `${who} asked for ${days} more ${working ? 'working days' : 'days'}`,
  decidedMore: (who, given) => (given === null ? `${who} granted no more time` : `${who} granted ${given.days} more ${given.working ? 'working days' : 'days'}${given.due === undefined ? '' : `; now due ${given.due}`}`),
  dueMoved: (due) => `The working-day calendar changed; now due ${due}`,
  incident: (why) => (why === undefined ? 'Stopped by an error; an operator sees to it' : `Stopped by an error: ${why}`),
  resolved: (who, action) => `${who} mended it: ${{ retry: 'tried again', skip: 'skipped', edit: 'tried again with other input' }[action]}`,
  cancelled: (who, withdrawn) => (withdrawn ? `${who} withdrew it` : `${who} cancelled it`),
  completed: 'Finished',
  expired: 'Expired',
  onBehalf: (who, other) => `${who} (for ${other})`,
  headOf: (unit) => `the head of ${unit}`,
  ofUnit: (unit, role) => `${role} of ${unit}`,
};

export function timelineWords(locale: Locale): TimelineWords {
  return locale === 'en' ? en : zh;
}
