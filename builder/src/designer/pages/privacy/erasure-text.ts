import { defineTexts } from '../../../text/catalogue.ts';

export const erasureTexts = defineTexts(
  {
    erasure: '删除个人信息', note: '按编号查找一个人在各处留下的内容；一人申请、另一人确认后，服务器删除。查找和删除都记入审计，审计里只有标记。',
    subject: '此人的编号', subjectHint: '数据集里认这个人用的值，例如证件号或账号。不会出现在地址和日志里。', search: '查找', subjectBad: '请填至少两个字符。',
    found: '查到的内容', nothing: '没有查到这个人的内容', nothingText: '可能已经删除，或编号写法不同。',
    going: '会删除', staying: '会保留', waiting: '先要办结',
    rows: (title: string, n: number) => `数据集“${title}”中的 ${n} 行`, namedRows: (n: number) => `别人的 ${n} 行里提到此人的内容`, runs: (n: number) => `关于此人的 ${n} 件办件`, seen: (n: number) => `另外 ${n} 件办件里此人的数据`, files: (n: number) => `${n} 个附件`, documents: (n: number) => `${n} 份草稿、意见等`, notices: (n: number) => `${n} 条通知`, deliveries: (n: number) => `${n} 条待办的投递`,
    reads: (n: string) => `${n} 条谁看过的记录：在审计里，只有标记`, held: (id: string, reason: string) => `${id}：冻结（${reason}）`, left: (name: string) => `${name}：里面提到此人，须手工改`, left_cases: (id: string) => `场景“${id}”的用例`, left_scenario: (id: string) => `场景“${id}”的草稿`, left_release: (id: string) => `发布的“${id}”`,
    open: (title: string, id: string) => `${title}，${id}`, more: (n: number) => `还有 ${n} 件`,
    ask: '申请删除', askTitle: '申请删除此人的信息', askText: '另一位管理员或个人信息保护负责人确认后，删除不能撤回。备份要另行销毁。', reason: '原因', reasonHint: '不要写此人的编号和姓名，例如“本人要求，受理单 12 号”。', reasonBad: '请写原因。', asked: '已申请，等另一人确认',
    requests: '删除申请', request: '申请', by: '申请人', confirmedBy: '确认人', state: '情况', act: '操作', noRequests: '还没有删除申请',
    state_asked: '待确认', state_confirmed: '已确认，即将执行', state_blocked: '暂停', state_running: '正在删除', state_done: '已删除', state_withdrawn: '已撤回',
    openRuns: (n: number) => `有 ${n} 件没有办结，办结后自动继续`, problem: (code: string) => `没有删成：${code}，会再试`, counts: (runs: number, rows: number, redacted: number) => `${runs} 件办件、${rows} 行，另外 ${redacted} 件去掉了此人`, keptHeld: (n: number) => `${n} 件冻结，保留`,
    confirm: '确认删除', confirmTitle: '确认删除', confirmText: (reason: string) => `“${reason}”：确认后马上删除，不能撤回。`, confirmed: '已确认', withdraw: '撤回', withdrawn: '已撤回', certificate: '证明', certificateLabel: (id: string) => `下载申请 ${id} 的证明`,
  },
  {
    erasure: 'Erasure', note: 'Find by a number what is kept of a person; one asks, another confirms, and the server erases it. Searching and erasing are on record, and the record holds a mark only.',
    subject: 'Number of the person', subjectHint: 'What the datasets know them by, such as an identity number or an account. It comes into no address and no log.', search: 'Find', subjectBad: 'Write two characters at least.',
    found: 'What was found', nothing: 'Nothing is kept about this person', nothingText: 'It may be erased already, or the number is written in another way.',
    going: 'Goes', staying: 'Stays', waiting: 'Must end first',
    rows: (title, n) => (n === 1 ? `1 row of “${title}”` : `${n} rows of “${title}”`), namedRows: (n) => `What ${n} rows of others say of them`, runs: (n) => (n === 1 ? '1 run about them' : `${n} runs about them`), seen: (n) => `Their data in ${n} other runs`, files: (n) => (n === 1 ? '1 attachment' : `${n} attachments`), documents: (n) => `${n} drafts, opinions and the like`, notices: (n) => (n === 1 ? '1 notice' : `${n} notices`), deliveries: (n) => `${n} deliveries that wait`,
    reads: (n) => `${n} records of who read them: in the audit, with a mark only`, held: (id, reason) => `${id}: on hold (${reason})`, left: (name) => `${name}: names them, to be changed by hand`, left_cases: (id) => `Cases of “${id}”`, left_scenario: (id) => `Draft of “${id}”`, left_release: (id) => `Release “${id}”`,
    open: (title, id) => `${title}, ${id}`, more: (n) => `and ${n} more`,
    ask: 'Ask for erasure', askTitle: 'Ask to erase this person', askText: 'Once another administrator or data protection officer confirms, it cannot be taken back. Backups are destroyed separately.', reason: 'Reason', reasonHint: 'Neither number nor name of the person, such as “asked by the person, case 12”.', reasonBad: 'Say why.', asked: 'Asked for; another must confirm',
    requests: 'Requests', request: 'Request', by: 'Asked by', confirmedBy: 'Confirmed by', state: 'State', act: 'Action', noRequests: 'No requests yet',
    state_asked: 'To be confirmed', state_confirmed: 'Confirmed, about to begin', state_blocked: 'Waiting', state_running: 'Being erased', state_done: 'Erased', state_withdrawn: 'Withdrawn',
    openRuns: (n) => (n === 1 ? '1 run must end; it goes on by itself then' : `${n} runs must end; it goes on by itself then`), problem: (code) => `Not done: ${code}; it is tried again`, counts: (runs, rows, redacted) => `Rows: ${rows}, runs: ${runs}, taken out of other runs: ${redacted}`, keptHeld: (n) => `${n} on hold stayed`,
    confirm: 'Confirm', confirmTitle: 'Confirm erasure', confirmText: (reason) => `“${reason}”: it begins at once and cannot be taken back.`, confirmed: 'Confirmed', withdraw: 'Withdraw', withdrawn: 'Withdrawn', certificate: 'Certificate', certificateLabel: (id) => `Download the certificate of request ${id}`,
  },
);
