import { row } from './problem-row.ts';

/** Pages of an app: taking rows away, moving cards. */
export const pageProblems = {
  SCN_PAGE_EXPORT: row('当前账号不能导出“{block}”。', 'Your account may not take the rows of “{block}” away.', '能导出的角色写在页面的设置里；需要时请场景的负责人加上。', 'The page says which roles may; ask the owner of the scenario to add yours.'),
  SCN_PAGE_EXPORT_LARGE: row('要导出 {rows} 行，一次最多 {most} 行。', 'This would be {rows} rows; a file holds {most} at most.', '先用筛选或搜索缩小范围，再分几次导出。', 'Filter or search first and take them in parts.'),
  SCN_PAGE_MOVE: row('当前账号不能移动“{block}”里的卡片。', 'Your account may not move the cards of “{block}”.', '能移动的角色写在页面的设置里；需要时请场景的负责人加上。', 'The page says which roles may; ask the owner of the scenario to add yours.'),
  SCN_PAGE_COLUMN: row('看板“{block}”没有“{value}”这一栏。', 'The board “{block}” has no column “{value}”.', '刷新页面，再选现有的一栏。', 'Reload the page and choose a column that is there.'),
} as const;
