import { row } from './problem-row.ts';

/** What people without an account meet at a public form. */
export const publicProblems = {
  SCN_PUBLIC_RATE: row('这个网络地址或这张表的请求太多，暂时不收。', 'There were too many requests from this network address or for this form.', '请在 {seconds} 秒后再试；已填的内容都在。', 'Try again in {seconds} seconds; what you typed is kept.'),
  SCN_PUBLIC_WRONG: row('验证答案不对。', 'The answer to the challenge is wrong.', '请再答一道新的。', 'Answer a new one.'),
  SCN_PUBLIC_EXPIRED: row('这道验证题已用过或已过期（10 分钟）。', 'This challenge was used or has expired (10 minutes).', '请答新的一题；已填的内容都在。', 'Answer a new one; what you typed is kept.'),
  SCN_PUBLIC_PASS: row('验证已过期，或这次验证已经提交过一件。', 'The challenge you answered has expired, or was used for another submission.', '请再答一次验证题；已填的内容都在。', 'Answer a new challenge; what you typed is kept.'),
  SCN_PUBLIC_FILES: row('一次最多传 {most} 个文件（删掉的也算）。', 'At most {most} files can be sent in one visit, those taken away again included.', '请把材料合并成一个文件，或提交后交给经办。', 'Put them into one file, or give them to the staff afterwards.'),
  SCN_PUBLIC_RECEIPT: row('没有找到：编号或查询码不对。', 'Not found: the number or the code is wrong.', '请对照提交成功页上的编号和查询码；查询码丢了不能补发，可找经办部门。', 'Check both against the page you got after submitting. A lost code cannot be sent again; ask the department in charge.'),
} as const;
