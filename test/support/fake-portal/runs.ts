import type { PortalApp, Result, RunView, TaskItem } from '../../../server/api/portal.ts';
import { fakeTimeline } from './people.ts';

export function fakeApp(en: boolean): PortalApp {
  return {
    id: 'exam-recognition', title: en ? 'Exam recognition' : '检查结果互认', purpose: en ? 'See which exams of the last 30 days need not be repeated' : '看 30 天内哪些检查不用重做', icon: 'scan-line', synthetic: true, release: 'exam-recognition@12', canStart: true,
    pages: [{ id: 'board', title: en ? 'Recognition at a glance' : '互认情况' }],
  };
}

const OTHERS: readonly (readonly [id: string, zh: string, en: string, purposeZh: string, purposeEn: string, icon: string])[] = [
  ['ebike', '电动自行车上牌', 'E-bike plates', '约 3 分钟，不收费', 'About 3 minutes, free', 'bike'],
  ['hazard', '随手报隐患', 'Report a hazard', '拍照就能报，紧急的 2 小时内到场', 'A photo is enough; urgent ones within 2 hours', 'camera'],
  ['coldchain', '冷链食品查来路', 'Trace cold-chain food', '扫外包装上的码', 'Scan the code on the package', 'snowflake'],
  ['market', '举报不公平竞争', 'Report unfair competition', '价格欺诈、虚假宣传、强制搭售', 'Price fraud, false claims, forced bundling', 'store'],
  ['subsidy', '帮扶政策自查', 'Find support', '填 6 项，看能申请哪些', '6 questions show what you may apply for', 'hand-heart'],
];

export function fakeApps(en: boolean): PortalApp[] {
  return [fakeApp(en), ...OTHERS.map(([id, zh, english, purposeZh, purposeEn, icon]) => ({ id, title: en ? english : zh, purpose: en ? purposeEn : purposeZh, icon, synthetic: true, release: `${id}@1`, canStart: id !== 'market', pages: [] }))];
}

export function fakeResult(en: boolean): Result {
  const t = (zh: string, english: string) => (en ? english : zh);
  return {
    title: t('胸部CT不用重做了', 'The chest CT need not be repeated'),
    tone: 'ok',
    text: t('接诊医师认可了 2022年1月5日 在云栖医院（虚构）做的胸部CT。', 'The doctor recognised the chest CT of 5 January 2022 from Yunqi Hospital (fictitious).'),
    figures: [{ label: t('为患者省下', 'Saved'), value: '180.00', unit: t('元', 'yuan') }],
    facts: [],
    decidedBy: t('富春医院（虚构）何医师', 'Dr He, Fuchun Hospital (fictitious)'),
    reasons: [{
      node: 'judged', rule: 'R7', title: t('前面 6 条都不符合，就提示互认', 'None of the 6 rules before applied, so recognition is suggested'), prescribed: true,
      sentence: t('检查还在有效期内，质量也合格，系统就提醒医师可以互认。', 'The exam is still valid and of good quality, so the doctor was told it can be recognised.'),
      told: [
        t('因第 7 条：间隔天数不超过 30 天（实际 15 天）、已审核并有互认标识、当期质量合格。', 'Because of rule 7: age is at most 30 days (it is 15 days); final and marked; passed this cycle.'),
        t('结论：提示可以互认。', 'Result: suggest recognition.'),
        t('依据：国卫医发〔2022〕6号。', 'Basis: national measure of 2022.'),
      ],
      place: t('互认判定 · 7 条里命中第 7 条 · 第 12 版', 'Judgement · rule 7 of 7 · release 12'),
      lines: [
        { label: t('互认目录', 'Catalogue'), value: t('胸部CT平扫', 'Chest CT'), need: t('在目录里', 'listed'), met: true, source: t('省互认目录 1月1日版', 'Provincial list, 1 January') },
        { label: t('间隔天数', 'Age'), value: t('15 天', '15 days'), need: t('不超过 30 天', 'at most 30 days'), met: true, source: t('云栖医院报告 1月5日 10:18', 'Report, 5 January 10:18') },
        { label: t('报告状态和标识', 'Status and mark'), value: t('已审核，浙江HR', 'final, Zhejiang HR'), need: t('已审核，有互认标识', 'final, marked'), met: true, source: t('云栖医院报告 1月5日 15:06', 'Report, 5 January 15:06') },
        { label: t('质量评价', 'Quality'), value: t('合格', 'passed'), need: t('当期合格', 'passed this cycle'), met: true, source: t('省质控中心 2021年第4季度', 'Quality centre, Q4 2021') },
        { label: t('六种例外', 'Six exceptions'), value: t('都没有', 'none'), need: t('没有，或医师写明理由', 'none, or a reason given'), met: true, source: t('接诊医师填写 1月20日 09:40', 'Doctor, 20 January 09:40') },
      ],
      nearMisses: [{ rule: 'R5', sentence: t('检查距今 15 天，没有超过 30 天，所以不算过期。', '15 days is not more than 30, so it has not expired.') }, { rule: 'R6', sentence: t('没有选六种例外里的任何一种。', 'None of the six exceptions was claimed.') }],
      bases: [
        { title: '国卫医发〔2022〕6号', article: t('医疗机构检查检验结果互认管理办法', 'National measure on recognition'), level: 'national', levelTitle: t('国家文件', 'National'), from: '2022-03-01', flag: t('2022年3月1日起施行，晚于这次就诊，只作参照。', 'In force from 1 March 2022, later than this visit: for reference only.') },
        { title: t('互认有效期 30 天', 'Valid for 30 days'), level: 'invented', levelTitle: t('示例设定', 'Example setting'), article: t('按医师工作站“一个月内提醒”设定', 'After the one-month reminder') },
      ],
    }],
  };
}

const STAGES = [['已开单', 'Ordered'], ['匹配中', 'Matching'], ['待医师决定', 'Doctor decides'], ['闭环', 'Closed']] as const;

function stages(en: boolean, now: number): RunView['stages'] {
  return STAGES.map(([zh, english], index) => ({ title: en ? english : zh, state: index < now ? 'done' as const : index === now ? 'now' as const : 'next' as const, ...(index < now ? { at: `2022-01-20T01:4${index}:00Z` } : {}) }));
}

export function fakeRun(en: boolean, id: string, next: RunView['next']): RunView {
  const done = next.kind === 'result';
  return {
    id, app: fakeApp(en), status: done ? 'completed' : next.kind === 'failed' ? 'incident' : 'waiting', subject: en ? 'Chest CT · Ms Dai' : '胸部CT平扫 · 戴女士', startedAt: '2022-01-20T01:40:00Z',
    stages: stages(en, done ? 4 : 2), next, timeline: fakeTimeline(en), mayWithdraw: id === 'run-wait', documents: done ? [{ id: 'notice', title: en ? 'Notice of recognition' : '互认告知书' }] : [], ...(done ? { endedAt: '2022-01-20T01:42:00Z', result: fakeResult(en) } : {}),
  };
}

const WHAT = ['胸部CT平扫能不能互认', '全腹CT能不能互认', '血钾能不能互认', '头颅MR能不能互认', '不互认理由抽查'];

/** `count` tasks spread over all deadlines, some held by others. */
export function fakeTasks(count: number, now: number): TaskItem[] {
  const hour = 3_600_000;
  const due = [-50, -26, -2, 3, 7, 30, 60, 90, 200, 400];
  return Array.from({ length: count }, (_, index) => ({
    id: `T-${index + 1}`, runId: `run-${index + 1}`, app: 'exam-recognition', appTitle: '检查结果互认', title: WHAT[index % WHAT.length] ?? '', subject: `就诊卡 FC00${418 + index}（合成）`, starterName: '何医师', status: 'open',
    createdAt: new Date(now - (index + 1) * hour).toISOString(), ...(index % 11 === 10 ? {} : { dueAt: new Date(now + (due[index % due.length] ?? 0) * hour).toISOString() }),
    ...(index % 4 === 1 ? { claimedBy: 'u-zhang', claimedByName: '章敏', claimedUntil: new Date(now + 6 * 60_000).toISOString() } : {}),
    ...(index % 7 === 3 ? { claimedBy: 'u-he', claimedByName: '何医师', claimedUntil: new Date(now + 9 * 60_000).toISOString() } : {}),
  }));
}
