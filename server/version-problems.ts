import { row } from './problem-row.ts';

/** Saved points, reviews, planned publications and roll-backs. */
export const versionProblems = {
  SCN_POINT_MANY: row('一个场景最多存 {limit} 个命名版本。', 'A scenario keeps {limit} named versions at most.', '请先删掉不再需要的，再存。', 'Delete those that are not needed, then save.'),
  SCN_REVIEW_WHO: row('“{who}”看不到这个场景，或没有别人，不能请来复核。', '“{who}” cannot see this scenario, or is nobody but the one who asks, and cannot review it.', '请先在场景设置里给对方“可查看”，或换一个人。', 'Give them the right to view it in the settings of the scenario, or ask somebody else.'),
  SCN_REVIEW_MANY: row('一次最多请 {limit} 个人或职责复核。', 'At most {limit} people or duties are asked at a time.', '请先取消不需要的。', 'Take back those that are not needed.'),
  SCN_REVIEW_NOT_ASKED: row('没有请当前账号复核这份草稿。', 'Your account was not asked to review this draft.', '请让编辑的人在“版本”里把您加到复核人；意见可以直接写成批注。', 'Let an editor add you under Versions; what you think can be written as a comment.'),
  SCN_REVIEW_MOVED: row('看的时候，{by} 在 {at} 又改了草稿。', '{by} changed the draft at {at} while you were looking.', '请看过新的改动，再表态；写的话还在。', 'Look at the new changes, then decide; what you wrote is kept.'),
  SCN_REVIEW_REASON: row('要求修改时，要写明改什么。', 'Asking for changes needs words on what to change.', '写一句，编辑的人照着改。', 'Write one sentence for whoever mends it.'),
  SCN_REVIEW_NEEDED: row('复核没有完成：要 {needed} 人同意，现在 {given} 人。', 'The review is not complete: {needed} approval(s) are needed, {given} given.', '发布的人自己同意不算；要求修改的要先改好；草稿改了要重新同意。请在“版本”里请人复核。', 'The approval of whoever publishes does not count, changes asked for come first, and a changed draft is approved anew. Ask for a review under Versions.'),
  SCN_FEEDBACK_MANY: row('回复太多，一条意见最多回复 {limit} 次。', 'Too many answers; a comment has {limit} at most.', '请办结这条意见，写明结果。', 'Close the comment and say what became of it.'),
  SCN_COMMENT_MANY: row('批注太多，上限 {limit} 条。', 'Too many comments; the limit is {limit}.', '请在场景的其他批注里接着写，或另开一条。', 'Go on in another thread.'),
  SCN_SCHEDULE_TIME: row('{local}（{zone}）不能用来定时发布。', '{local} ({zone}) cannot be the time to publish.', '请填晚于现在、一年以内的日期和时间。', 'Give a date and time after now and within a year.'),
  SCN_SCHEDULE_BUSY: row('定时发布正在进行。', 'The planned publication is under way.', '请过一会儿刷新，看结果再决定。', 'Reload in a moment and decide when the outcome is there.'),
  SCN_ROLLBACK_LIVE: row('v{number} 就是现在在线的一版。', 'v{number} is the live release already.', '请选更早的一版。', 'Choose an older one.'),
} as const;
