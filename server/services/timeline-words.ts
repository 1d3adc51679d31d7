import type { Locale } from '../../runtime/schema/text.ts';

type Act = 'leave' | 'remind' | 'escalate' | 'reassign';

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
  readonly timer: (act: string, to: string) => string;
  readonly stopped: (who: string | null) => string;
  readonly resumed: (who: string | null) => string;
  readonly askedMore: (who: string, days: number, working: boolean) => string;
  readonly decidedMore: (who: string, granted: boolean) => string;
  readonly incident: (why: string) => string;
  readonly resolved: (who: string, action: 'retry' | 'skip' | 'edit') => string;
  readonly cancelled: (who: string, withdrawn: boolean) => string;
  readonly completed: string;
  readonly expired: string;
  readonly onBehalf: (who: string, other: string) => string;
  readonly headOf: (unit: string) => string;
  readonly ofUnit: (unit: string, role: string) => string;
}

const TIMERS_ZH: Readonly<Record<Act, (to: string) => string>> = { leave: () => '到了时限，转到下一步', remind: () => '到了提醒时间，已提醒', escalate: (to) => `到了时限，上报${to}`, reassign: (to) => `到了时限，改派${to}` };
const TIMERS_EN: Readonly<Record<Act, (to: string) => string>> = { leave: () => 'The deadline passed; the matter went on', remind: () => 'Reminded', escalate: (to) => `The deadline passed; escalated to ${to}`, reassign: (to) => `The deadline passed; given to ${to}` };

const timerText = (words: Readonly<Record<string, (to: string) => string>>, act: string, to: string): string => (Object.hasOwn(words, act) ? (words[act]?.(to) ?? act) : act);

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
  timer: (act, to) => timerText(TIMERS_ZH, act, to),
  stopped: (who) => (who === null ? '停止计时' : `${who} 停止计时`),
  resumed: (who) => (who === null ? '恢复计时' : `${who} 恢复计时`),
  askedMore: (who, days, working) => `${who} 申请延期 ${days} 个${working ? '工作日' : '自然日'}`,
  decidedMore: (who, granted) => `${who} ${granted ? '同意延期' : '不同意延期'}`,
  incident: (why) => `出错停下：${why}`,
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
  timer: (act, to) => timerText(TIMERS_EN, act, to),
  stopped: (who) => (who === null ? 'The clock was stopped' : `${who} stopped the clock`),
  resumed: (who) => (who === null ? 'The clock goes on' : `${who} let the clock go on`),
  askedMore: (who, days, working) => `${who} asked for ${days} more ${working ? 'working days' : 'days'}`,
  decidedMore: (who, granted) => `${who} ${granted ? 'granted more time' : 'granted no more time'}`,
  incident: (why) => `Stopped by an error: ${why}`,
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
