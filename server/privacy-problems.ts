import { row } from './problem-row.ts';

/** How long things are kept, what is on hold, and erasing persons. */
export const privacyProblems = {
  SCN_RETENTION_COLUMN: row('“{dataset}”不能按列“{column}”计保存期。', '“{dataset}” cannot be kept by the column “{column}”.', '数据集请选一个日期列（现有：{columns}）；办件和通知不选列。', 'Choose a column of days or moments for a dataset (there are: {columns}); runs and notices take none.'),
  SCN_HOLD_TWICE: row('“{what}”已经冻结保存。', '“{what}” is on hold already.', '如要改原因，请先解除再重新冻结。', 'To change the reason, release it and hold it again.'),
  SCN_HOLD_GOING: row('“{what}”正在按保存期删除，冻结不了了。', '“{what}” is being removed at this moment and cannot be held any more.', '请从备份恢复这一件；先改保存期，其他的就不会再删。', 'Restore it from a backup; change the rule first, so that no more goes.'),
} as const;
