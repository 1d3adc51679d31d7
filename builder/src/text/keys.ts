import type { Locale, LocalText } from '../../../runtime/schema/text.ts';

/** Keys that do one thing, by the names `keyName` gives them: `Mod+Shift+z`, `Alt+ArrowUp`, `/`. */
export interface KeyRow {
  readonly keys: readonly string[];
  readonly words: LocalText;
}

/** The keys of some rows: what handles them has this type, so that none is handled without being told of, or the other way round. */
export type KeyOf<Rows extends readonly KeyRow[]> = Rows[number]['keys'][number];
/** Of keys with Mod, what stands behind it. */
export type ChordOf<Key extends string> = Key extends `Mod+${infer Rest}` ? Rest : never;
/** A key as CodeMirror writes it. */
export type DashedKey<Key extends string> = Key extends `${infer First}+${infer Rest}` ? `${First}-${DashedKey<Rest>}` : Key;

const rows = <const Rows extends readonly KeyRow[]>(all: Rows): Rows => all;
const w = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en });

/** On the canvas. */
export const CANVAS_KEYS = rows([
  { keys: ['/'], words: w('加节点；直接键入名称或拼音首字母也行', 'Add a node; or just type its name') },
  { keys: ['Delete', 'Backspace'], words: w('删除', 'Delete') },
  { keys: ['Mod+c', 'Mod+x', 'Mod+v'], words: w('复制、剪切、粘贴', 'Copy, cut, paste') },
  { keys: ['Mod+d'], words: w('复制一份', 'Duplicate') },
  { keys: ['Mod+z', 'Mod+Shift+z', 'Mod+y'], words: w('撤销、重做', 'Undo, redo') },
  { keys: ['e'], words: w('从选中的节点连线', 'Connect from the selected node') },
  { keys: ['n'], words: w('加便签', 'Add a note') },
  { keys: ['Mod+g', 'Mod+Shift+g'], words: w('分组、取消分组', 'Group, ungroup') },
  { keys: ['Mod+a'], words: w('全选', 'Select all') },
  { keys: ['Mod+f'], words: w('查找节点、设置和公式', 'Find nodes, settings and formulas') },
  { keys: ['l'], words: w('依次选节点的出线；再按 / 在线上加节点', 'Select the edges out of a node in turn; then / puts a node on one') },
  { keys: ['v', 'h'], words: w('选择、拖动画布', 'Select, pan') },
  { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], words: w('移动 4 像素', 'Move 4 pixels') },
  { keys: ['Shift+ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight'], words: w('移动 20 像素', 'Move 20 pixels') },
  { keys: ['Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+ArrowLeft', 'Alt+ArrowRight'], words: w('沿连线走', 'Follow an edge') },
  { keys: ['1', '0', '+', '=', '-'], words: w('看全图、100%、放大、缩小', 'Fit, 100%, in, out') },
  { keys: ['o'], words: w('打开选中节点的子流程', 'Open the sub-flow of the selected node') },
  { keys: ['u'], words: w('显示用例覆盖', 'Show coverage of the cases') },
  { keys: ['b'], words: w('设断点、去掉断点', 'Set or remove a breakpoint') },
  { keys: [',', '.'], words: w('试运行退一步、走一步', 'Test run: one step back, one on') },
  { keys: ['Escape'], words: w('取消选择', 'Select none') },
  { keys: ['?'], words: w('选中的东西怎么用，和快捷键', 'Help about what is selected, and shortcuts') },
]);

/** On every page of the studio. */
export const STUDIO_KEYS = rows([
  { keys: ['Mod+k'], words: w('查找和命令：页面、场景、新建、帮助；写着字也行', 'Search and commands: pages, scenarios, a new one, help; even while writing') },
  { keys: ['?'], words: w('这一页的帮助', 'Help about the page') },
]);

/** On the canvas wherever the focus is, even while writing. */
export const ANYWHERE_KEYS = rows([
  { keys: ['F8'], words: w('下一个问题', 'Next problem') },
  { keys: ['F6', 'Shift+F6'], words: w('到下一块、上一块区域', 'Next region, previous one') },
]);

/** What the browser and single parts of the page do with keys. */
export const PAGE_KEYS = rows([
  { keys: ['Tab'], words: w('下一个节点', 'Next node') },
  { keys: ['Enter'], words: w('打开节点的面板', 'Open the panel of the node') },
  { keys: ['Mod+Enter'], words: w('试运行', 'Test run') },
]);

/** In a decision table, while no cell is open. */
export const TABLE_KEYS = rows([
  { keys: ['Enter', 'F2'], words: w('改这一格', 'Edit the cell') },
  { keys: ['Delete', 'Backspace'], words: w('清空选中的格', 'Clear the selected cells') },
  { keys: ['F8'], words: w('下一个问题', 'Next problem') },
  { keys: ['Escape'], words: w('回到一格', 'Back to one cell') },
]);
export const TABLE_CHORDS = rows([
  { keys: ['Mod+d'], words: w('向下填充', 'Fill down') },
  { keys: ['Mod+a'], words: w('全选', 'Select all') },
  { keys: ['Mod+f', 'Mod+h'], words: w('查找、替换', 'Find, replace') },
  { keys: ['Mod+Enter'], words: w('在下面加一行', 'Add a row below') },
  { keys: ['Mod+Backspace'], words: w('删除这一行', 'Delete the row') },
  { keys: ['Mod+z', 'Mod+y'], words: w('撤销、重做', 'Undo, redo') },
  { keys: ['Mod+ '], words: w('选中整列', 'Select the column') },
]);
export const TABLE_MOVES = rows([
  { keys: ['Tab', 'Shift+Tab'], words: w('下一格、上一格', 'Next cell, previous one') },
  { keys: ['Shift+ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight'], words: w('选中一片', 'Select a range') },
  { keys: ['Mod+ArrowUp', 'Mod+ArrowDown', 'Mod+ArrowLeft', 'Mod+ArrowRight'], words: w('到边上', 'To the edge') },
  { keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], words: w('这一行上移、下移', 'Move the row up, down') },
  { keys: ['Alt+Enter'], words: w('挑选值', 'Choose a value') },
  { keys: ['Shift+ '], words: w('选中整行', 'Select the row') },
  { keys: ['Shift+F10'], words: w('这一行或列的菜单', 'Menu of the row or column') },
]);

/** In a formula. */
export const FORMULA_KEYS = rows([
  { keys: ['Tab'], words: w('用第一个提示，没有提示就到下一处', 'Take the first suggestion, else go on') },
  { keys: ['Enter', 'Mod+Enter'], words: w('写完', 'Done') },
  { keys: ['Escape'], words: w('不改了', 'Leave it as it was') },
  { keys: ['ArrowUp', 'ArrowDown'], words: w('表格里：到上一格、下一格', 'In a table: the cell above, below') },
  { keys: ['Mod+.'], words: w('改正第一处错误', 'Mend the first mistake') },
  { keys: ['Shift+Alt+f'], words: w('整理写法', 'Tidy up') },
]);

/** In the form editor. */
export const FORM_KEYS = rows([
  { keys: ['/'], words: w('加一个字段', 'Add a field') },
  { keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], words: w('字段上移、下移', 'Move the field up, down') },
  { keys: ['Mod+d'], words: w('复制字段', 'Duplicate the field') },
  { keys: ['Delete'], words: w('删除字段', 'Delete the field') },
]);

/** In the portal's inbox. */
export const INBOX_KEYS = rows([
  { keys: ['j'], words: w('下一件', 'Next task') },
  { keys: ['k'], words: w('上一件', 'Previous task') },
  { keys: ['x'], words: w('选中或不选这件', 'Select it or not') },
  { keys: ['a'], words: w('选中本页，或都不选', 'Select this page, or none') },
  { keys: ['c'], words: w('我来办，或放回', 'Take it, or give it back') },
  { keys: ['/'], words: w('查找', 'Search') },
  { keys: ['Escape'], words: w('取消选择', 'Select none') },
  { keys: ['?'], words: w('看快捷键', 'Show the keys') },
]);
export const INBOX_MORE = rows([{ keys: ['Enter'], words: w('打开', 'Open it') }]);

const SIGNS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '↵', Escape: 'Esc', Shift: '⇧', Alt: 'Alt ', ' ': 'Space', '-': '−' };

/** A key as it is printed: `⌘⇧Z`, `Alt ↑`, `/`. @param command the sign of the key that commands begin with */
export function shownKey(key: string, command: string): string {
  const parts = key === '+' ? ['+'] : key.split('+');
  return parts.map((part) => (part === 'Mod' ? command : (SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part)))).join('');
}

/** A group of keys with its name, in the order in which the page of shortcuts lists them. */
export const KEY_GROUPS: readonly { readonly id: string; readonly title: LocalText; readonly rows: readonly KeyRow[] }[] = [
  { id: 'studio', title: w('每一页', 'Every page'), rows: STUDIO_KEYS },
  { id: 'canvas', title: w('画布', 'Canvas'), rows: [...CANVAS_KEYS, ...PAGE_KEYS, ...ANYWHERE_KEYS] },
  { id: 'table', title: w('决策表', 'Decision table'), rows: [...TABLE_KEYS, ...TABLE_CHORDS, ...TABLE_MOVES] },
  { id: 'formula', title: w('公式', 'Formula'), rows: FORMULA_KEYS },
  { id: 'form', title: w('表单编辑器', 'Form editor'), rows: FORM_KEYS },
  { id: 'inbox', title: w('门户的待办', 'Inbox of the portal'), rows: [...INBOX_KEYS, ...INBOX_MORE] },
];

/** Rows whose keys or words hold a text. */
export function findKeys(all: readonly KeyRow[], query: string, locale: Locale, command: string): readonly KeyRow[] {
  const wanted = query.trim().toLowerCase();
  return wanted === '' ? all : all.filter(({ keys, words }) => words[locale].toLowerCase().includes(wanted) || keys.some((key) => shownKey(key, command).toLowerCase() === wanted));
}
