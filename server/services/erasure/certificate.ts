import type { Locale } from '../../../runtime/schema/text.ts';
import { fail } from '../../errors.ts';
import { actorNames } from '../api-keys.ts';
import type { Base } from '../context.ts';
import { demandRequest } from './requests.ts';

const WORDS = {
  'zh-CN': {
    title: '个人信息删除证明', request: '申请编号', mark: '此人的标记（只有本系统能由编号算出，不能反推）', reason: '原因', asked: '申请人', confirmed: '确认人', done: '完成时间',
    rows: '删除或去掉此人内容的数据行', runs: '删除的办件', redacted: '去掉此人数据的其他办件', documents: '删除的草稿、附件、意见等', notices: '删除的通知', deliveries: '删除的待办投递',
    held: '因冻结而保留', left: '提到此人而保留的其他内容（按种类）', none: '无', audit: '审计记录（编号、校验值）', verify: '核对：scenario-studio audit verify，再按编号比对校验值。审计里只有标记，没有此人的内容。备份和数据库日志按各自的期限过期。', colon: '：',
  },
  en: {
    title: 'Certificate of erasure', request: 'Request', mark: 'Mark of the person (only this installation can make it, nobody can undo it)', reason: 'Reason', asked: 'Asked by', confirmed: 'Confirmed by', done: 'Done at',
    rows: 'Rows that went or no longer name them', runs: 'Runs that went', redacted: 'Other runs their data were taken out of', documents: 'Drafts, files, feedback and the like that went', notices: 'Notices that went', deliveries: 'Deliveries that went',
    held: 'Kept because on hold', left: 'Other contents that name them and stay, by kind', none: 'none', audit: 'Entries of the audit (number, hash)', verify: 'To check: scenario-studio audit verify, then compare the hashes by number. The audit holds the mark and nothing of the person. Backups and logs of the database end in their own time.', colon: ': ',
  },
} as const;

/** What was erased, when, why and by whom, with the entries of the audit that prove it, and nothing of the person. @throws SCN_API_NOT_FOUND, SCN_ERASE_STATE */
export async function certificateOf(base: Base, id: string, locale: Locale): Promise<string> {
  const { body } = await demandRequest(base, id);
  if (body.state !== 'done' || !body.counts) throw fail('SCN_ERASE_STATE', { state: body.state });
  const words = WORDS[locale];
  const names = await actorNames(base);
  const name = (who: string | undefined) => (who === undefined ? words.none : `${names.get(who) ?? who}（${who}）`);
  const entries = (await base.store.audit.list({ subject: body.mark, limit: 1000 })).items.filter(({ details }) => details?.['request'] === id).toSorted((a, b) => a.seq - b.seq);
  const { counts } = body;
  const lines: readonly (readonly [string, string | number])[] = [
    [words.request, id], [words.mark, body.mark], [words.reason, body.reason], [words.asked, `${name(body.askedBy)} ${body.askedAt}`], [words.confirmed, `${name(body.confirmedBy)} ${body.confirmedAt ?? ''}`], [words.done, body.doneAt ?? ''],
    [words.rows, counts.rows], [words.runs, counts.runs], [words.redacted, counts.redacted], [words.documents, counts.documents], [words.notices, counts.notices], [words.deliveries, counts.deliveries],
    [words.held, (body.held ?? []).join(', ') || words.none], [words.left, Object.entries(body.left ?? {}).map(([kind, count]) => `${kind} ${count}`).join(', ') || words.none],
    [words.audit, entries.map(({ seq, action, hash }) => `\n  ${seq} ${action} ${hash}`).join('')],
  ];
  return [words.title, '', ...lines.map(([what, value]) => `${what}${words.colon}${value}`), '', words.verify, ''].join('\n');
}
