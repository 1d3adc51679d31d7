import { peopleProblems } from './people-problems.ts';
import { pluginProblems } from './plugin-problems.ts';
import { pageProblems } from './page-problems.ts';
import { paperProblems } from './paper-problems.ts';
import { themeProblems } from './theme-problems.ts';
import { privacyProblems } from './privacy-problems.ts';
import { publicProblems } from './public-problems.ts';
import { row } from './problem-row.ts';
import { sourceProblems } from './source-problems.ts';
import { versionProblems } from './version-problems.ts';

export type { ProblemText } from './problem-row.ts';

export const authProblems = {
  SCN_AUTH_REQUIRED: row('还没有登录，或登录已过期。', 'You are not logged in, or your session has ended.', '请登录后再试；填写的内容还在页面上。', 'Log in and try again; what you typed is still on the page.'),
  SCN_AUTH_FORBIDDEN: row('当前账号没有这项权限。', 'Your account may not do this.', '需要“{needZh}”的权限；可请所属单位的管理员或所有者授权。', 'It takes the right to {needEn}; an administrator of the unit or the owner can give it.'),
  SCN_AUTH_WRONG: row('登录名或密码不对。', 'Login name or password is wrong.', '请检查大小写和输入法；连续错 10 次会锁定 15 分钟。', 'Check upper case and keyboard layout; 10 wrong tries lock the account for 15 minutes.'),
  SCN_AUTH_LOCKED: row('这个账号因连续输错密码被锁定，到 {until} 为止。', 'This account is locked after too many wrong passwords, until {until}.', '请到时再试，或请管理员重设密码。', 'Try again then, or ask an administrator to set a new password.'),
  SCN_AUTH_ORIGIN: row('请求不是从本站页面发出的，已拒绝。', 'The request did not come from this site and was refused.', '请从本站打开页面再操作；程序调用时带上 Origin 头，值为本站地址。', 'Open this site and try from there; programs send an Origin header with the address of this site.'),
  SCN_AUTH_SETUP_DONE: row('已经有管理员，不能再次初始化。', 'An administrator exists already; set-up is closed.', '请直接登录。', 'Log in instead.'),
  SCN_AUTH_SETUP_TOKEN: row('初始化链接无效或已过期（30 分钟内有效，只能用一次）。', 'The set-up link is wrong or has expired (30 minutes, one use).', '请重新启动服务，用新打印的链接。', 'Restart the server and use the link it prints.'),
  SCN_AUTH_LOGIN_TAKEN: row('登录名“{login}”已被使用。', 'The login name “{login}” is taken.', '请换一个登录名。', 'Choose another login name.'),
  SCN_AUTH_LAST_ADMIN: row('这是最后一个管理员，不能停用或改为其他角色。', 'This is the last administrator; it cannot be disabled or change role.', '请先让另一个账号成为管理员。', 'Make another account an administrator first.'),
  SCN_AUTH_KEY: row('这个 API 密钥无效或已撤销。', 'This API key is wrong or was revoked.', '请检查请求头 Authorization: Bearer …，或请管理员在“API 密钥”里新建一个。', 'Check the header Authorization: Bearer …, or ask an administrator for a new one under API keys.'),
  SCN_AUTH_KEY_EXPIRED: row('这个 API 密钥已在 {until} 到期。', 'This API key expired at {until}.', '请管理员在“API 密钥”里新建一个，换到程序里。', 'Ask an administrator for a new one under API keys and use it in the program.'),
  SCN_AUTH_KEY_LONG: row('密钥最长用一年（365 天）。', 'A key lasts a year at most (365 days).', '请选一年以内；到期前新建一个换上，旧的随后撤销。', 'Choose a year or less; before it ends, make a new one, put it into the program and revoke the old one.'),
  SCN_AUTH_KEY_APP: row('这个 API 密钥不能用于“{app}”。', 'This API key is not for “{app}”.', '请管理员新建一个包含这个应用的密钥。', 'Ask an administrator for a key that includes this app.'),
  SCN_AUTH_KEY_ROUTE: row('API 密钥只能用来调用已发布的应用。', 'API keys only call published apps.', '其他操作请用账号登录。', 'Log in with an account for everything else.'),
  SCN_AUTH_OLD_PASSWORD: row('原密码不对。', 'The present password is wrong.', '请重新输入原密码。', 'Type your present password again.'),
} as const;

export const threadProblems = {
  SCN_WORK_TOO_LONG: row('检查或计算超过 {seconds} 秒，已停下。', 'The check took longer than {seconds} seconds and was stopped.', '场景没有改动。请把大的决策表或文件拆小后再试。', 'The scenario is unchanged. Split large tables or files and try again.'),
  SCN_WORK_OUTDATED: row('这次检查已被更新的一次代替。', 'A newer check has taken the place of this one.', '不用处理，看最新的结果。', 'Nothing to do: see the newest answer.'),
  SCN_WORK_FAILED: row('检查或计算中断了：{reason}。', 'The check was cut off: {reason}.', '场景没有改动。再试一次；若仍然如此，请把大的决策表或文件拆小。', 'The scenario is unchanged. Try again; if it happens again, split large tables or files.'),
  SCN_WORK_BUSY: row('正在排队的检查已有 {waiting} 个。', '{waiting} checks are waiting already.', '过几秒再试；内容都在。', 'Try again in a few seconds; nothing is lost.'),
} as const;

export const apiProblems = {
  SCN_API_INVALID: row('请求里有 {count} 处不对。', '{count} part(s) of the request are wrong.', '请按下面逐项改正。', 'Mend the parts listed below.'),
  SCN_API_SLOW: row('{seconds} 秒内没有办完，可能仍在办理。', 'Not done within {seconds} seconds; it may still be under way.', '请稍后重试；相同的提交（同一 clientKey）不会重复办理。', 'Try again in a moment; the same submission (the same clientKey) is not done twice.'),
  SCN_API_ZERO: row('请求里有字符 U+0000，任何文字都不能含它。', 'The request holds the character U+0000, which no text may have.', '请从文件或输入里去掉它；常见于从旧系统导出的文件。', 'Take it out of the file or the input; files out of old systems often have it.'),
  SCN_API_JSON: row('请求正文不是有效的 JSON。', 'The request body is not valid JSON.', '请检查括号、引号和逗号：{reason}', 'Check brackets, quotes and commas: {reason}'),
  SCN_API_TOO_LARGE: row('内容太大，上限 {limit}。', 'The content is too large; the limit is {limit}.', '请拆小，或把大段数据放进数据集。', 'Split it, or move bulky data into a dataset.'),
  SCN_API_MEDIA: row('只接受 application/json（UTF-8，不压缩）。', 'Only application/json in UTF-8, not compressed, is accepted.', '请设置 Content-Type: application/json，正文按 UTF-8 原样发送。', 'Set Content-Type: application/json and send the body in UTF-8 as it is.'),
  SCN_API_DEPTH: row('JSON 嵌套超过 {limit} 层。', 'JSON is nested deeper than {limit} levels.', '请减少嵌套。', 'Nest less.'),
  SCN_API_MANY: row('JSON 里的东西太多，上限 {limit} 个。', 'The JSON holds too many things; the limit is {limit}.', '请拆成几次发送，或把大段数据放进数据集。', 'Send it in several parts, or move bulky data into a dataset.'),
  SCN_API_DUPLICATE_KEY: row('JSON 里同一个对象的键“{key}”出现两次。', 'The key “{key}” appears twice in one JSON object.', '请删掉其中一个，位置：第 {line} 行。', 'Remove one of them, line {line}.'),
  SCN_API_KEY: row('JSON 里不能有键“{key}”。', 'The key “{key}” is not allowed in JSON.', '请改名。', 'Rename it.'),
  SCN_START_ADDRESS: row('不能在 {address} 上接收请求（{reason}）。', 'Cannot listen at {address} ({reason}).', '端口可能已被别的程序占用：用 --port 换一个，或先停掉那个程序。', 'Another program may have the port: choose one with --port, or stop that program.'),
  SCN_API_NOT_FOUND: row('没有找到：{what}。', 'Not found: {what}.', '可能已被删除或改名，请回到列表再看。', 'It may have been deleted or renamed; look in the list again.'),
  SCN_API_EXISTS: row('“{what}”已存在。', '“{what}” exists already.', '请换一个编号，或打开已有的那个。', 'Choose another id, or open the existing one.'),
  SCN_API_RATE: row('请求太频繁。', 'Too many requests.', '请在 {seconds} 秒后再试。', 'Try again in {seconds} seconds.'),
  SCN_API_NOT_PUBLISHABLE: row('还有 {errors} 个错误、{failed} 个用例没通过，不能发布。', '{errors} error(s) and {failed} failing case(s) block publishing.', '请先改正，再发布。', 'Mend them, then publish.'),
  SCN_API_SCENARIO: row('这不是一个场景文件：{reason}。', 'This is not a scenario file: {reason}.', '需要含 "format": 1 和 "id" 的 JSON 对象。', 'A JSON object with "format": 1 and "id" is needed.'),
  SCN_API_NAME_KEPT: row('编号“{id}”下已有别处的数据、办件或授权，不能用作新场景的编号。', 'Data, runs or grants of another unit are kept under the id “{id}”, so no new scenario can have it.', '请换一个编号。', 'Choose another id.'),
  SCN_API_OTHER_SCENARIO: row('请求的是场景“{wanted}”，内容却是“{given}”的，没有运行。', 'The request is about the scenario “{wanted}”, but its content is of “{given}”; nothing was run.', '请打开“{given}”自己的页面试运行，或把内容里的 id 改成“{wanted}”。', 'Try “{given}” on its own page, or give the content the id “{wanted}”.'),
  SCN_API_FORMAT: row('场景格式 {format} 比本服务支持的 {supported} 新。', 'Scenario format {format} is newer than {supported}, the newest this server knows.', '请升级服务，或导出旧格式。', 'Upgrade the server, or export the older format.'),
  SCN_API_IN_USE: row('“{what}”有 {count} 个还没结束的办件，不能删除。', '“{what}” has {count} unfinished run(s) and cannot be deleted.', '请等它们结束，或先撤销。', 'Wait until they end, or cancel them first.'),
  SCN_API_TEMPLATE: row('没有名为“{slug}”的模板。', 'There is no template “{slug}”.', '请从模板列表里选。', 'Choose one from the list of templates.'),
  SCN_API_INTERNAL: row('服务内部出错，已记录。', 'The server failed; it is recorded.', '已保存的内容没有丢。请把编号 {requestId} 告诉管理员。', 'Nothing saved is lost. Tell an administrator the id {requestId}.'),
} as const;

export const workProblems = {
  SCN_CALENDAR_HOURS: row('上班时间 {time} 不晚于前面的 {before}。', 'The office time {time} is not after {before}.', '请按先后写，每段的结束晚于开始，例如 08:30–12:00，13:30–17:30。', 'Give the times in order, each ending after it begins, such as 08:30–12:00, 13:30–17:30.'),
  SCN_TASK_ORDER: row('待办有 {most} 件以上，只能按期限排。', 'There are {most} open tasks or more; they come by deadline only.', '请改按期限排，再用期限、应用或搜索缩小范围。', 'Order by deadline, then narrow by deadline, app or search.'),
  SCN_TASK_DONE: row('这件事已由 {by} 在 {at} 办过。', 'This was already done by {by} at {at}.', '您填的内容没有提交；请先看结果。', 'What you typed was not submitted; look at the result first.'),
  SCN_TASK_CLAIMED: row('{by} 正在办这件事，到 {until} 为止。', '{by} is working on this, until {until}.', '请等对方放回，或到时再领。', 'Wait until it is put back, or claim it then.'),
  SCN_TASK_OUTCOME: row('没有“{outcome}”这个选项。', 'There is no choice “{outcome}”.', '请刷新页面再选。', 'Reload the page and choose again.'),
  SCN_TASK_NOT_MET: row('还不能选“{outcome}”：{reason}。', '“{outcome}” cannot be chosen yet: {reason}.', '请先完成前面的要求。', 'Fulfil what is asked first.'),
  SCN_TASK_OTHER_STEP: row('这一件不是同一步的，没有一起办。', 'This one is at another step and was left out.', '一次只能批量办理同一步的任务，请另外办它。', 'Several tasks are done together only when they are at one step; do this one by itself.'),
  SCN_PEOPLE_UNKNOWN: row('不能请“{person}”代办。', '“{person}” cannot act for you.', '请选同单位或同角色的在岗同事。', 'Choose a colleague of your unit or with a duty of yours.'),
  SCN_PEOPLE_PERIOD: row('代办的起止时间不对：结束要晚于开始，也要晚于现在。', 'The period is wrong: it must end after it begins, and after now.', '请改正起止时间。', 'Correct the dates.'),
  SCN_PEOPLE_MANY: row('最多设置 {limit} 条代办。', 'At most {limit} delegations are kept.', '请先结束不再需要的。', 'End one you no longer need.'),
  SCN_FILE_TOO_LARGE: row('文件“{name}”太大，上限 {limit}。', 'The file “{name}” is too large; the limit is {limit}.', '请压缩图片、拆分文件后再传。其他已填的内容都在。', 'Make it smaller or split it. Everything else you typed is kept.'),
  SCN_FILE_GONE: row('附件“{file}”不在了，或不是您传的。', 'The file “{file}” is not there, or you did not send it.', '请去掉它，重新传一次。', 'Remove it and send it again.'),
  SCN_FILE_KIND: row('不接收“{name}”：内容和后缀对不上，或不是允许的类型。', '“{name}” is not taken: its content is not what its name says, or it is of no allowed kind.', '可以传：{allowed}。', 'Allowed: {allowed}.'),
  SCN_FILE_EMPTY: row('文件“{name}”是空的。', 'The file “{name}” is empty.', '请另选一个文件。', 'Choose another file.'),
  SCN_FORM_INVALID: row('有 {count} 处需要改正。', '{count} answer(s) need mending.', '请按每一项下面的提示改正；已填的内容都在。', 'Follow the note under each question; what you typed is kept.'),
  SCN_RUN_NOT_STARTABLE: row('“{app}”现在不能由您开始办理。', 'You cannot start “{app}”.', '需要的身份：{roles}。可请管理员在账号里加上。', 'Needed duty: {roles}. An administrator can add it to your account.'),
  SCN_RUN_NO_RELEASE: row('“{app}”还没有发布。', '“{app}” has no release yet.', '请在设计器里发布后再试。', 'Publish it in the designer first.'),
  SCN_RUN_PLAN: row('版本 {release} 在这台服务器上不能运行（{problem}）。', 'Release {release} cannot run on this server ({problem}).', '请在设计器里打开它，看问题栏。', 'Open it in the designer and look at the problems.'),
  SCN_RUN_DATA_LOADING: row('示例数据正在准备（{percent}%）。', 'Sample data is being prepared ({percent}%).', '几秒后再试。', 'Try again in a few seconds.'),
  SCN_RUN_DATA_MISSING: row('示例数据“{dataset}”没有装好。', 'The sample data “{dataset}” could not be loaded.', '请管理员查看服务日志并重启服务，会重新装载。', 'Ask an administrator to look at the log and restart the server; it is loaded again.'),
  SCN_RUN_STOPPING: row('服务正在停止，不再接受新的办理。', 'The server is stopping and takes no new work.', '请在服务重启后再试；相同的提交不会重复。', 'Try again after the restart; the same submission is not done twice.'),
  SCN_DATA_SYNTHETIC: row('没有找到这份报告的合成原件。', 'The synthetic record behind this report was not found.', '请确认编号“{reference}”。', 'Check the reference “{reference}”.'),
  SCN_DATA_FIELD: row('数据集“{dataset}”没有字段“{field}”。', 'Dataset “{dataset}” has no field “{field}”.', '可用字段：{fields}。', 'Fields: {fields}.'),
  SCN_DATA_EXPORT_LARGE: row('要导出 {rows} 行，一个文件最多 {most} 行。', 'This would be {rows} rows; a file holds {most} at most.', '先按一列筛选，再分几次导出。', 'Filter by a column first and take them in parts.'),
  SCN_DATA_FIELD_TEXT: row('“包含”只用于文字列，字段“{field}”不是。', '“contains” is for text columns only; the field “{field}” is none.', '请换一种比法，或换一列。', 'Choose another test or another column.'),
  SCN_DATA_WHERE: row('筛选条件写得不对。', 'The conditions are not written right.', '参数 where 是 JSON 列表，每项有 field、op，需要时有 value，最多 10 项。', 'The parameter where is a JSON list; each entry has field, op and, where needed, value; 10 at most.'),
  SCN_DATA_FIELD_VALUE: row('字段“{field}”里是数字，“{value}”不是。', 'The field “{field}” holds numbers; “{value}” is none.', '请改成数字再查。', 'Give a number and find again.'),
  SCN_DATA_TOTAL_WRONG: row('总量约束“{total}”写得不对（{reason}）。', 'The total “{total}” is not well formed ({reason}).', '相加的列要是数字，分组的列要是文字、数字、是否或日期；下限和上限至少写一个。', 'Add up a column of numbers, group by texts, numbers, yes/no or dates, and give a least or a most.'),
  SCN_DATA_STRUCTURE: row('数据集的结构有 {count} 处写得不对，没有保存。', 'The structure of the dataset has {count} problems; nothing was saved.', '请逐处改正；别的都没有变。', 'Mend them one by one; nothing else has changed.'),
  SCN_DATA_ROWS_BREAK: row('“{dataset}”里已有 {count} 行不合“{field}”的新要求（例如 {rows}），没有保存，行也没有改动。', '{count} rows of “{dataset}” do not meet what “{field}” is to demand (such as {rows}); nothing was saved and no row was changed.', '请先改正这些行，或放宽要求：允许空着、换一种类型、补上选项。', 'Mend those rows first, or demand less: let it stay empty, choose another type, add the choices.'),
  SCN_DATA_TOTAL_USED: row('要去掉的列（{fields}）还在总量约束“{total}”里，没有保存。', 'A column that is to go ({fields}) is still used by the total “{total}”; nothing was saved.', '请先去掉这条约束，或在保存时说明一并去掉。', 'Take the total out first, or say that it goes too (drops).'),
  SCN_DATA_CHECKS: row('质量检查有 {count} 处写得不对，没有保存。', 'Quality checks have {count} problems; nothing was saved.', '请逐条改正；别的检查不受影响。', 'Mend them one by one; the others stay as they are.'),
  SCN_DATA_COMPUTED: row('计算列有 {count} 处写得不对，数据集没有保存。', 'Computed columns have {count} problems; the dataset was not saved.', '请按列改正公式。', 'Mend the formulas column by column.'),
  SCN_DATA_ELSEWHERE: row('数据集“{dataset}”不属于场景“{scenario}”所在的单位，或不归它所有，没有发布，数据也没有改动。', 'The dataset “{dataset}” is not of the unit of the scenario “{scenario}”, or not the scenario’s own; nothing was published or changed.', '请在场景的“数据”页给自有数据换一个名称；要用这份数据，请引用它并申请授权。', 'Give the scenario’s own data another name on its data page; to use this dataset, refer to it and apply for a grant.'),
  SCN_DATA_KEPT: row('“{dataset}”的列、键和索引由场景“{scenario}”定，在这里改会被下一次发布盖掉，没有保存。', 'Columns, keys and indexes of “{dataset}” are said by the scenario “{scenario}”; the next release would overwrite a change made here, so nothing was saved.', '请打开这个场景的“数据”页修改，然后发布。', 'Change them on the data page of that scenario, then publish it.'),
  SCN_DATA_IMPORT_BATCH: row('导入批次“{batch}”是别人的、已撤销，或方式不同。', 'The import batch “{batch}” is somebody else’s, was undone, or is of another mode.', '请换一个批次号重新导入。', 'Import again under another batch.'),
  SCN_DATA_IMPORT_PART: row('分批导入要写明批次、文件、从第几行起和怎么读。', 'A part of a file must name its batch, its file, the rows before it and how the file is read.', '请补上 batch、file、from 和 reading。', 'Give batch, file, from and reading.'),
  SCN_DATA_IMPORT_KEY: row('“{dataset}”没有主键，不知道文件里的一行是已有的哪一行。', '“{dataset}” has no key, so nobody knows which row of the file is which.', '请选“加在后面”，或先给数据集定主键。', 'Add the rows at the end, or give the dataset a key first.'),
  SCN_DATA_IMPORT_PLACE: row('这一批从第 {from} 行之后开始，而服务器已收到第 {next} 行。', 'The part begins after row {from}, but the server has the file up to row {next}.', '请从服务器说的那一行接着发；已收到的不会重复写入。', 'Go on from the row the server names; nothing is written twice.'),
  SCN_DATA_IMPORT_FILE: row('“{given}”（{givenBytes} 字节）的内容和这次导入开始时的“{began}”（{bytes} 字节）不一样。', '“{given}” ({givenBytes} bytes) does not hold what “{began}” ({bytes} bytes) held when this import began.', '请选原来的文件，内容改过的也不行；要导新文件，先撤销这一次，或不导其余的。', 'Choose the same file, unchanged; to import another one, undo this import or forget its rest first.'),
  SCN_DATA_IMPORT_OVER: row('这次导入已经到头、已撤销或已放弃，没有可以接着做的。', 'This import has come to its end, was undone or was left; there is nothing to go on with.', '请刷新页面。', 'Refresh the page.'),
  SCN_DATA_IMPORT_REPLACED: row('这次导入开始以后，整个数据集又被替换过；接着导会只剩后半个文件。', 'All rows of the dataset were replaced since this import began; going on would add the second half of the file only.', '请放弃这一次，重新导入整个文件。', 'Leave this import and import the whole file again.'),
  SCN_DATA_IMPORT_SHAPE: row('这次导入开始以后，数据集的列改过；先收到的行是按原来的列读的，没有替换。', 'The columns of the dataset have changed since this import began; rows that came before were read by the old ones, so nothing was replaced.', '请放弃这一次，重新导入整个文件。', 'Leave this import and import the whole file again.'),
  SCN_DATA_IMPORT_BUSY: row('这次导入还有一批行可能正在写入。', 'Rows of this import may still be on their way into the dataset.', '请 {seconds} 秒后再试。', 'Try again in {seconds} s.'),
  SCN_DATA_UNDO_CHANGED: row('导入以后又有 {count} 行被改、新增或删除，撤销会丢掉这些改动，没有撤销。', '{count} rows were changed, added or deleted since the import; undoing it would lose them, so nothing was undone.', '请逐行改正，或重新导入一份正确的文件。', 'Mend the rows by hand, or import a corrected file.'),
  SCN_DATA_UNDO_LATER: row('这次导入之后还有别的导入，其中有整表替换（或这次就是），不能越过它们撤销。', 'Other imports came after this one, and this one or one of them replaced all rows; it cannot be undone past them.', '请先撤销后来的导入。', 'Undo the later imports first.'),
  SCN_DATA_UNDO_UNKNOWN: row('这次导入之后整表被替换过又撤销了；数据集没有主键，认不出哪些行是这次导入的。', 'All rows were replaced after this import and put back; the dataset has no key, so nobody knows which of them it brought.', '请逐行删除，或用正确的文件替换全部。', 'Delete the rows by hand, or replace all rows by a correct file.'),
  SCN_DATA_UNDO_TWICE: row('这次导入已经撤销过了。', 'This import has been undone already.', '请刷新页面。', 'Refresh the page.'),
  SCN_DATA_ROW: row('这一行不符合数据集的要求。', 'The row does not fit the dataset.', '请按字段逐项改正。', 'Mend it field by field.'),
  SCN_HTTP_REFUSED: row('不允许访问这个地址：{reason}。', 'This address may not be reached: {reason}.', '内网地址须由管理员在“连接”里逐个放行（主机:端口）。', 'Private addresses must be allowed one by one (host:port) by an administrator under Connections.'),
  SCN_HTTP_TIMEOUT: row('对方 {seconds} 秒没有回应。', 'No answer within {seconds} seconds.', '可重试；若常发生，请调大等待时间或联系对方。', 'Retry; if it happens often, wait longer or ask the other side.'),
  SCN_HTTP_TOO_LARGE: row('对方返回的内容超过 {limit}。', 'The answer is larger than {limit}.', '请让对方分页。', 'Ask the other side for pages.'),
  SCN_HTTP_FAILED: row('连不上“{connection}”：{reason}。', 'Cannot reach “{connection}”: {reason}.', '请检查连接里的地址，或稍后重试。', 'Check the address of the connection, or retry later.'),
  SCN_HTTP_BAD_JSON: row('“{connection}”回应的 JSON 不完整或不合规：{reason}。', '“{connection}” answered broken JSON: {reason}.', '可重试；若总是这样，请把内容发给对方。', 'Retry; if it always happens, send the text to the other side.'),
  SCN_HTTP_RESTING: row('“{connection}”接连 {failures} 次没有成功，暂停到 {until}，没有再问。', '“{connection}” failed {failures} times in a row; it rests until {until} and was not asked.', '到时会自动再试一次；急用请联系对方，或让管理员重新保存这个连接。', 'It is tried again by itself then; if it is urgent, ask the other side, or let an administrator save the connection anew.'),
  SCN_HTTP_TRY_CONFIG: row('这一步还没有填好，不能试：{place}。', 'This step is not filled in yet and cannot be tried: {place}.', '请先按红字改好。', 'Mend what is marked red first.'),
  SCN_HTTP_TRY_ACCESS: row('连接“{connection}”没有试用的地址或口令。', 'The connection “{connection}” has no address or secret set apart for trying.', '请管理员在“连接”里填上，或由管理员来试。', 'An administrator sets them under Connections, or tries it.'),
  SCN_HTTP_TRY_CHANGE: row('{method} 会改变“{connection}”的真实数据，不能试。', '{method} would change real data of “{connection}” and cannot be tried.', '请管理员在“连接”里填上试用的地址或口令。', 'An administrator sets an address or secret for trying under Connections.'),
  SCN_SQL_FAILED: row('连不上数据库“{connection}”：{reason}。', 'The database “{connection}” cannot be reached: {reason}.', '请检查连接里的地址、库名、登录名和口令，或稍后重试。', 'Check address, database, user and password of the connection, or retry later.'),
  SCN_SQL_STATEMENT_REFUSED: row('数据库“{connection}”不执行这条语句：{reason}。', 'The database “{connection}” refuses the statement: {reason}.', '请改语句或参数的类型；这里只能读。', 'Change the statement or the types of its parameters; only reading is possible.'),
  SCN_SQL_TIMEOUT: row('数据库 {seconds} 秒没有查完，已停下。', 'The database did not finish within {seconds} seconds and was stopped.', '请收窄条件、加索引，或调大等待时间。', 'Narrow the condition, add an index, or wait longer.'),
  SCN_CONNECTION_UNIT: row('场景“{scenario}”所在的单位不能使用连接“{connection}”。', 'The unit of the scenario “{scenario}” may not use the connection “{connection}”.', '请管理员在“连接”里把它给这个单位使用，或换一个本单位的连接。', 'Ask an administrator to let the unit use it under Connections, or choose a connection of your own unit.'),
  SCN_SQL_CONNECTION: row('数据库连接要有库名和登录名：{address}。', 'A database connection needs a database and a user: {address}.', '地址例如 postgres://主机:5432/库名。', 'An address such as postgres://host:5432/database.'),
  SCN_SQL_BUSY: row('到数据库“{connection}”的 {most} 条线路都在用，等了 {seconds} 秒没有空出来。', 'All {most} lines to the database “{connection}” were in use for {seconds} seconds.', '请稍后重试；若常发生，请让语句快些，或分到别的时间。', 'Retry later; if it happens often, make the statements quicker or spread them over time.'),
  SCN_SQL_TOO_LARGE: row('查询结果超过 {limit}。', 'The answer of the database is larger than {limit}.', '请少取几列或几行。', 'Take fewer columns or rows.'),
} as const;

export const triggerProblems = {
  SCN_HOOK_UNKNOWN: row('没有这个推送地址。', 'There is no webhook at this address.', '请核对地址，或在“触发”里重新生成。', 'Check the address, or make it anew under Triggers.'),
  SCN_HOOK_HEADERS: row('缺少签名请求头。', 'The signature headers are missing.', '请带上 webhook-id、webhook-timestamp 和 webhook-signature（Standard Webhooks）。', 'Send webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks).'),
  SCN_HOOK_STALE: row('签名的时间与服务器相差超过 5 分钟。', 'The time of the signature is more than 5 minutes off.', '请校准时钟，每次发送都重新签名。', 'Set the clock, and sign anew for every try.'),
  SCN_HOOK_SIGNATURE: row('签名不对。', 'The signature is wrong.', '请核对密钥，并对原始正文签名：编号.时间.正文，HMAC-SHA-256。', 'Check the secret, and sign the raw body: id.timestamp.body, HMAC-SHA-256.'),
  SCN_HOOK_REUSED: row('编号“{id}”已用于另一条内容。', 'The id “{id}” was used for another message.', '重发时正文要一样；新消息请用新编号。', 'A repeat has the same body; a new message needs a new id.'),
  SCN_TRIGGER_PAUSED: row('这个触发已由管理员暂停（{since}）。', 'This trigger was paused by an administrator ({since}).', '恢复后再发；内容没有保存。', 'Send again when it goes on; nothing was kept.'),
  SCN_TRIGGER_GONE: row('已发布的“{scenario}”里没有起点“{source}”。', 'The published “{scenario}” has no start “{source}”.', '重新发布含这个起点的版本后重试，或放弃。', 'Publish a release that has it and retry, or drop it.'),
  SCN_TRIGGER_LOOP: row('办件接连由自己写的数据引起，已到第 {links} 层，停在这里。', 'Runs caused one another by what they write, {links} in a row; stopped here.', '请在起点加条件，断开循环；确认要办可重试一次。', 'Add a condition to the start to break the circle; retry once if it should run.'),
  SCN_TRIGGER_TOO_MANY: row('一次有 {count} 行符合，超过 {limit} 行，没有自动开始。', '{count} rows at once met the trigger, more than {limit}; nothing was started.', '请分批导入，或改用定时起点逐批处理。', 'Import in smaller parts, or let a scheduled start take them in turns.'),
  SCN_TRIGGER_FAILED: row('触发没有成功：{reason}。', 'The trigger failed: {reason}.', '可以重试；反复出现请看服务日志。', 'Retry; if it comes again, look at the log of the server.'),
  SCN_TRIGGER_BUSY: row('它刚被处理过。', 'It was dealt with just now.', '请刷新列表。', 'Reload the list.'),
  SCN_OPERATE_MOVED: row('“{path}”已不在出错状态。', '“{path}” is no longer stopped.', '可能刚有人处理过，请刷新。', 'Somebody may have mended it just now; reload.'),
  SCN_OPERATE_REASON: row('跳过要写明原因。', 'Skipping needs a reason.', '写一句，会记在办件和审计里。', 'Write one sentence; it is kept with the run and in the audit.'),
  SCN_EVENT_NOBODY: row('没有办件在等事件“{event}”。', 'No run waits for the event “{event}”.', '请核对事件名和编号；有人等了再重试。', 'Check name and key; retry when somebody waits.'),
  SCN_MAIL_FAILED: row('邮件没有发出（“{connection}”：{reason}）。', 'The letter was not sent (“{connection}”: {reason}).', '请检查邮件服务器的地址、账号和收件人，再重试。', 'Check address, account and receivers of the mail server, then retry.'),
  SCN_MAIL_TIMEOUT: row('邮件服务器“{connection}”没有答复，信可能已经发出。', 'The mail server “{connection}” did not answer; the letter may have been sent.', '请先向收件人核对，再重试或跳过。', 'Ask a receiver first, then retry or skip.'),
  SCN_MAIL_SENDER: row('发件人“{from}”不是邮箱。', 'The sender “{from}” is no mail address.', '例如 场景工坊 <studio@example.org>。', 'Such as Studio <studio@example.org>.'),
  SCN_HTTP_UNSIGNED: row('连接“{connection}”没有签名密钥。', 'The connection “{connection}” has no signing secret.', '请管理员在“连接”里设为推送并填上密钥。', 'An administrator makes it a webhook and sets its secret under Connections.'),
  SCN_NOTICE_CHANNEL: row('通知发不出去：没有指定发通知的邮件服务器，或本人没有填地址。', 'The notice cannot go: no mail server is set for notices, or the person gave no address.', '请管理员在“连接”里勾选“用于通知”。', 'An administrator ticks “for notices” at a mail server under Connections.'),
  SCN_NOTICE_REFUSED: row('本人的推送地址回应了 {status}。', 'The person’s webhook answered {status}.', '会再试几次；请本人检查地址。', 'It is tried some more times; let the person check the address.'),
} as const;

export const shareProblems = {
  SCN_GRANT_NEEDED: row('“{scenario}”要用{owner}的“{dataset}”，还没有获准。', '“{scenario}” reads “{dataset}” of {owner} and has not been granted it.', '由{applicant}的场景设计人员在设计器的“数据目录”里向{owner}申请，已写好的申请在“数据授权”里提交；办事人员不用自己申请，请告诉本单位的场景设计人员或平台管理员。办件停在这一步，获准后重试即可，内容没有丢。', 'A designer of {applicant} applies to {owner} in the data catalogue of the designer, or submits under Data grants what is drafted there; whoever only handles the matter tells them, or an administrator. The run waits at this step and goes on with a retry once granted; nothing is lost.'),
  SCN_GRANT_FIELD: row('“{scenario}”没有获准使用“{dataset}”的这些列：{fields}（显示、筛选、排序、连表都算）。', '“{scenario}” may not use these columns of “{dataset}”: {fields} (to show, filter, sort or join by).', '从节点里去掉这些列，或在“数据目录”里补充申请。', 'Take them out of the node, or apply for them in the data catalogue.'),
  SCN_GRANT_COUNTED: row('“{dataset}”的这些列只许用于统计：{fields}。', 'These columns of “{dataset}” may be counted only: {fields}.', '只在分组和统计里用它们，不要显示、筛选、排序或连表。', 'Use them in groups and measures only; do not show, filter, sort or join by them.'),
  SCN_GRANT_OVER: row('“{scenario}”使用“{dataset}”的授权 {grant} 已在 {on} 结束或被撤销。{reason}', 'The grant {grant} of “{scenario}” for “{dataset}” ended or was revoked on {on}. {reason}', '由场景所属单位的设计人员在“数据授权”里申请续期或重新申请；办事人员请告诉他们或平台管理员。办件停在这一步，内容没有丢。', 'A designer of the unit of the scenario renews it or applies again under Data grants; whoever only handles the matter tells them or an administrator. The run waits at this step and nothing is lost.'),
  SCN_GRANT_OBJECTED: row('“{scenario}”使用“{dataset}”的授权 {grant} 因异议 {objection} 成立，已在 {on} 撤销。', 'The grant {grant} of “{scenario}” for “{dataset}” was revoked on {on}, because the objection {objection} was upheld.', '请先改正异议指出的问题，再重新申请；办件停在这一步，内容没有丢。', 'Mend what was objected to, then apply again; the run waits at this step and nothing is lost.'),
  SCN_GRANT_EARLY: row('“{scenario}”使用“{dataset}”的授权 {grant} 从 {from} 起有效，服务器现在的时间是 {now}。', 'The grant {grant} of “{scenario}” for “{dataset}” holds from {from}; the server says it is {now}.', '到期再试；时间不对请管理员校准服务器时钟。', 'Try again then; if the time is wrong, let an administrator set the clock of the server.'),
  SCN_GRANT_NOT_SHARED: row('“{dataset}”不共享。', '“{dataset}” is not shared.', '目录里写有依据；没有写依据的，可请数据主管部门复核。', 'The catalogue says on which ground; where it names none, ask the data office to review it.'),
  SCN_GRANT_WRITE: row('“{dataset}”属于别的单位，场景不能改它。', '“{dataset}” belongs to another unit; a scenario cannot change it.', '写到场景自己的数据集里。', 'Write to a dataset of the scenario itself.'),
  SCN_GRANT_ROWS: row('“{dataset}”的行只有所属单位的人可以看。', 'The rows of “{dataset}” are shown to people of its unit only.', '列名和说明在“数据目录”里；场景要用，请申请。', 'Columns and description are in the data catalogue; apply for it if a scenario needs it.'),
  SCN_GRANT_CHANGE: row('“{dataset}”属于一个单位，它的行和定义只有该单位的人或得到授权的人可以改，全平台的角色在这里不算。', '“{dataset}” belongs to a unit: its rows and its definition are changed by people of the unit or those who were given it; a role in the whole platform does not count here.', '请该单位的设计人员来改，或请其在“归属和授权”里给您编辑权；什么都没有改动。', 'Ask a designer of that unit to change it, or to give you the right to edit it under “Place and rights”. Nothing was changed.'),
  SCN_GRANT_HELD: row('“{scenario}”用着别的单位授权的数据，只有它所属单位的人或得到授权的人可以改、试运行和看办件记录，全平台的角色在这里不算。', '“{scenario}” reads data of another unit by a grant: it is changed and tried, and its runs are read, by people of its unit or those who were given it; a role in the whole platform does not count here.', '请该单位的设计人员来办，或请其在“归属和授权”里给您相应的权限；什么都没有改动。', 'Ask a designer of that unit, or ask for the right under “Place and rights”. Nothing was changed.'),
  SCN_GRANT_HOUSE: row('“{scenario}”要读最上级单位不公开的“{dataset}”，只有最上级单位的人或得到授权的人可以用真实数据试运行它、发布它。', '“{scenario}” reads “{dataset}”, closed data of the root unit: only people of that unit, or those who were given its rows, try it on real data or publish it.', '请最上级单位的人来试运行和发布，或请其在数据集的“归属和授权”里给您编辑权；也可以先用样例数据试。什么都没有改动。', 'Let somebody of the root unit do it, or ask for the right to the dataset under “Place and rights”; with sample data you may try it now. Nothing was changed.'),
  SCN_GRANT_UNNEEDED: row('“{scenario}”使用“{dataset}”不需要申请。', '“{scenario}” needs no grant for “{dataset}”.', '在场景的“数据”里直接加上它。', 'Add it to the scenario under Data.'),
  SCN_GRANT_STATE: row('这份申请现在的状态是“{status}”，不能这样办。', 'The application is “{status}” now; this cannot be done.', '请刷新看最新进展。', 'Reload to see how it stands.'),
  SCN_GRANT_PARTY: row('这一步由{partyZh}办。', 'This step is for the {partyEn}.', '请转给对方，或刷新看最新进展。', 'Pass it on, or reload to see how it stands.'),
  SCN_GRANT_APPLIED: row('“{scenario}”的这份授权是您或您所在的单位申请的，核查、答复和裁决不能由申请方的人办，同时属于两个单位的人也不行。', 'You or a unit of yours applied for this grant of “{scenario}”; check, answer and ruling are not for the applicant, nor for whoever belongs to both units.', '请不在申请单位的另一个人来办；还没有的，请在“人员”里设一位。授权没有改动。', 'Let somebody do it who is not of the applicant; if there is none, appoint one under People. The grant is as it was.'),
  SCN_GRANT_TWICE: row('“{scenario}”的这份授权前面的核查或答复是您办的，裁决要由另一个人办。', 'You checked or answered this application of “{scenario}” before; the ruling is for somebody else.', '请另一位平台管理员来裁决；还没有的，请在“人员”里设一位。授权没有改动。', 'Let another platform administrator rule; if there is none, appoint one under People. The grant is as it was.'),
  SCN_GRANT_REASON: row('这样办要写明理由。', 'This needs a reason.', '写一句，申请单位和审计都看得到。', 'Write one sentence; the applicant and the auditors see it.'),
  SCN_GRANT_ASKED: row('申请有 {count} 处要改。', '{count} part(s) of the application need mending.', '请按每一项的提示改正；已填的内容都在。', 'Follow the note at each part; what you typed is kept.'),
} as const;

/** The texts people meet for a lost race about a document; the store's own sentence speaks of versions only. */
export const innerProblems = {
  SCN_STORE_CONFLICT: row('别人刚改过，您看到的是旧的一版。', 'Somebody changed this meanwhile; you were looking at an older version.', '先看两份的差别，再决定用哪份；您的内容没有丢。', 'Compare both versions, then decide; yours is not lost.'),
} as const;

export const problemTexts = { ...authProblems, ...peopleProblems, ...apiProblems, ...threadProblems, ...workProblems, ...triggerProblems, ...shareProblems, ...sourceProblems, ...versionProblems, ...pageProblems, ...paperProblems, ...themeProblems, ...pluginProblems, ...publicProblems, ...privacyProblems, ...innerProblems };
export type ProblemCode = keyof typeof problemTexts;
