import { row } from './problem-row.ts';

/** How long things are kept, what is on hold, and erasing persons. */
export const privacyProblems = {
  SCN_RETENTION_COLUMN: row('“{dataset}”不能按列“{column}”计保存期。', '“{dataset}” cannot be kept by the column “{column}”.', '数据集请选一个日期列（现有：{columns}）；办件和通知不选列。', 'Choose a column of days or moments for a dataset (there are: {columns}); runs and notices take none.'),
  SCN_RETENTION_AUDIT: row('审计记录至少保存六个月。', 'The audit is kept for six months at least.', '请填六个月或更长（网络安全法第二十一条）。', 'Choose six months or longer (Cybersecurity Law, article 21).'),
  SCN_HOLD_TWICE: row('“{what}”已经冻结保存。', '“{what}” is on hold already.', '如要改原因，请先解除再重新冻结。', 'To change the reason, release it and hold it again.'),
  SCN_HOLD_GOING: row('“{what}”可能正在删除，这时不能冻结。', '“{what}” may be going at this moment and cannot be held.', '等删除办完再冻结；已经删了的，请从备份恢复。因保存期而删的，先改保存期，其他的就不会再删。', 'Hold it once the removal is done; what is gone by then, restore from a backup. If a retention rule takes it, change the rule first, so that no more goes.'),
  SCN_ERASE_NAMED: row('原因里写了这个人的编号。', 'The reason names the person.', '原因会永久留在审计里，请去掉编号，例如“本人要求”。', 'The reason stays on record for ever: leave the number out, such as “asked by the person”.'),
  SCN_ERASE_TWICE: row('这个人已有一件删除申请没有办完。', 'Erasing this person is asked for already.', '请看下面的申请列表；要重来，先撤回那一件。', 'See the list of requests; withdraw that one to begin anew.'),
  SCN_ERASE_SELF: row('删除申请要由另一个人确认。', 'Somebody else must confirm it.', '请另一位管理员或个人信息保护负责人确认。', 'Ask another administrator or data protection officer.'),
  SCN_ERASE_STATE: row('这件申请现在是“{state}”，不能这样办。', 'This request is “{state}” and does not allow that.', '刷新页面看最新的情况。', 'Reload the page to see how it stands.'),
  SCN_ERASE_BUSY: row('正在为别人查找，一次只能查一个。', 'A search is under way; there is one at a time.', '请稍等一会儿再试。', 'Try again in a moment.'),
  SCN_OBJECTION_STATE: row('这件异议现在是“{state}”，不能这样办。', 'This objection is “{state}” and does not allow that.', '多半是别人刚办了一步。先复制写好的文字，再打开这件异议，看办到哪里了，选现在能做的一步。', 'Somebody has probably just acted on it. Copy what you wrote, open the objection to see what was done, and choose a step that is possible now.'),
  SCN_OBJECTION_REASON: row('要写明理由或答复（至少 5 个字）；作决定还要选结果。', 'Write a reason or an answer of at least 5 characters; a decision also needs an outcome.', '补上再提交。', 'Add it and send again.'),
  SCN_OBJECTION_TWICE: row('对这次使用已有一件异议没有办完。', 'There is an open objection about this use already.', '它的进度在“我的异议”里；要改写，先撤回那一件。', 'See how it stands under “My objections”; withdraw it to write another.'),
  SCN_OBJECTION_MANY: row('您没有办完的和一天内提出的异议已有 {limit} 件。', 'You have {limit} objections that are open or were filed within a day.', '等有了答复，或过一天再提。', 'Wait for an answer, or file it a day later.'),
  SCN_OBJECTION_GRANT: row('这次使用的授权已经不在有效期，或您不能撤销它。', 'The grant of this use is no longer in force, or you may not revoke it.', '请选别的结果，或请提供单位、平台管理员来办。', 'Choose another outcome, or ask the owning unit or an administrator.'),
} as const;
