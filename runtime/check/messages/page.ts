import { message } from './message.ts';

/** Pages of an app and their blocks. */
export const pageMessages = {
  SCN_PAGE_BLOCK_TWICE: message('error', (f) => `页面“${f['page']}”里有两个块叫“${f['block']}”`, '给其中一个换个名称。', (f) => `Two blocks of the page “${f['page']}” are called “${f['block']}”`, 'Give one of them another name.'),
  SCN_PAGE_TITLE_DEFAULT: message('warning', (f) => `页面还叫“${f['page']}”，办事的人看到的就是这个名字`, '在页面的“标题”里写它是做什么的。', (f) => `A page is still called “${f['pageEn']}”, which is what people will read`, 'Say under its title what it is for.'),
  SCN_PAGE_PART_MISSING: message('error', (f) => `页面块“${f['block']}”还没有选${PARTS[String(f['part'])]?.[0] ?? f['part']}`, '在块的属性里选一列。', (f) => `Block “${f['blockEn']}” does not say which column is ${PARTS[String(f['part'])]?.[1] ?? f['part']}`, 'Choose a column in its properties.'),
  SCN_PAGE_UNKNOWN: message('error', (f) => `页面块“${f['block']}”要打开的页面“${f['page']}”不存在`, '改选一个页面，或先建这一页。', (f) => `Block “${f['blockEn']}” opens the page “${f['page']}”, which does not exist`, 'Choose another page, or make that one.'),
  SCN_PAGE_NO_RECORD: message('error', (f) => `页面“${f['page']}”里没有显示“${f['dataset']}”一条记录的块，点开一行会是空的`, '在那一页加“记录详情”块，用同一个数据集。', (f) => `The page “${f['page']}” has no block for one record of “${f['dataset']}”, so opening a row would show nothing`, 'Add a record block of the same dataset there.'),
  SCN_PAGE_NO_START: message('error', (f) => `按钮“${f['block']}”要开始办理，但这个场景没有表单起点`, '在画布上加“表单起点”，或让按钮打开一个页面。', (f) => `Button “${f['blockEn']}” starts the app, but the scenario has no form to start with`, 'Add a form start on the canvas, or let the button open a page.'),
  SCN_PAGE_EVERYBODY: message('warning', (f) => `页面“${f['page']}”的“${f['block']}”会把关于个人的行给每个登录的人看`, '选哪些角色能看，或加条件只给看自己的。', (f) => `“${f['blockEn']}” of the page “${f['pageEn']}” shows rows about persons to everybody who is logged in`, 'Choose the roles that may see it, or a condition that leaves each their own rows.'),
  SCN_PAGE_NOBODY: message('error', (f) => `页面“${f['page']}”还没有选谁能看，现在谁都看不到`, '在页面的“谁能看”里选角色，或选“所有登录的人”。', (f) => `Nobody may see the page “${f['pageEn']}” yet`, 'Choose the roles that may, or everybody who is logged in, under “Who may see it”.'),
  SCN_PAGE_PERSONAL: message('warning', (f) => `页面“${f['page']}”的“${f['block']}”把${f['columns']}给所有登录的人看`, '遮住这些列、去掉它们，或选哪些角色能看。', (f) => `“${f['blockEn']}” of the page “${f['pageEn']}” shows ${f['columnsEn']} to everybody who is logged in`, 'Mask these columns, leave them out, or choose the roles that may see the page.'),
  SCN_PAGE_PART_MASKED: message('error', (f) => `页面块“${f['block']}”按“${f['column']}”摆放，但这一列遮住了，什么都摆不出来`, '换一列，或不遮住这一列。', (f) => `Block “${f['blockEn']}” places its rows by “${f['columnEn']}”, which is masked, so there is nothing to place`, 'Choose another column, or do not mask this one.'),
  SCN_PAPER_EMPTY: message('warning', (f) => `文书“${f['page']}”里什么都没有，打出来是一张白纸`, '加标题、文字或字段表。', (f) => `The document “${f['page']}” has no parts, so it prints an empty sheet`, 'Add a heading, words or a table of fields.'),
  SCN_PAPER_VALUE: message('error', (f) => `文书的文字里写了 {${f['name']}}，但没有叫“${f['head']}”的步骤、参数或值`, '改成 {步骤.字段}、{param.参数}，或在这一块的“值”里加上它。', (f) => `The words of the document name {${f['name']}}, and no step, parameter or value is called “${f['head']}”`, 'Write {step.field} or {param.name}, or add it to the values of the part.'),
  SCN_PAPER_LIST: message('error', (f) => `文书的表格“${f['block']}”要一个列表，这个公式给的不是列表`, '选一个列表，例如查询步骤的 rows 或表单里的表格。', (f) => `The table “${f['block']}” of the document takes a list, and this formula gives none`, 'Choose a list, such as the rows of a query or a table of a form.'),
  SCN_PAPER_NO_PAGE: message('error', (f) => `页面块“${f['block']}”要打开“${f['page']}”，那是一份文书，不是页面`, '改选一个页面；文书在办件的结果里打开。', (f) => `Block “${f['blockEn']}” opens “${f['page']}”, which is a document and no page`, 'Choose a page; documents are opened from the result of a run.'),
};

const PARTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  by: ['按哪一列分栏', 'its columns'], day: ['日期列', 'the day'], place: ['地点列', 'the place'], lng: ['经度列', 'the longitude'], lat: ['纬度列', 'the latitude'],
};
