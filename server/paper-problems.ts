import { row } from './problem-row.ts';

/** Documents of runs: what cannot be put on paper, and papers that are not ours. */
export const paperProblems = {
  SCN_PAPER_ROWS: row('文书里的表格有 {rows} 行，最多 {most} 行。', 'A table of the document has {rows} rows; {most} is the most.', '请设计者用条件缩小这张表，大量数据改用列表页导出。', 'Ask the designer to narrow the table; take large amounts of rows away from a list page.'),
  SCN_PAPER_PAGES: row('文书超过 {most} 页，没有生成。', 'The document has more than {most} sheets and was not made.', '请设计者缩小文书里的表格或字数。', 'Ask the designer for a smaller table or fewer words.'),
  SCN_PAPER_THREAD: row('文书没有生成：{reason}。', 'The document was not made: {reason}.', '内容都在。再试一次；若仍然如此，请告诉管理员。', 'Nothing is lost. Try again; if it happens again, tell an administrator.'),
  SCN_PAPER_UNKNOWN: row('没有这份文书：编号或校验码不对。', 'There is no such document: the number or the code is wrong.', '请对照文书页脚上的编号和校验码再输一次。仍查不到的，请当心是伪造的，并向出具单位核实。', 'Compare number and code with the foot of the document and try again. If it is still not found it may be forged: ask whoever issued it.'),
} as const;
