import { defineError } from '../errors.ts';

/** Coded errors of the built-in nodes: what happened, where, what to do; Chinese, then English. */
export const nodeErrors = {
  SCN_NODE_DUPLICATE_TYPE: defineError<{ type: string; version: number }>(
    'SCN_NODE_DUPLICATE_TYPE',
    ({ type, version }) => `节点类型 ${type}@${version} 登记了两次。请停用其中一个插件。 / Node type ${type}@${version} is registered twice. Disable one of the plug-ins.`,
  ),
  SCN_NODE_BAD_DEFINITION: defineError<{ type: string; problem: string }>(
    'SCN_NODE_BAD_DEFINITION',
    ({ type, problem }) => `节点类型 ${type} 的定义不完整：${problem}。请修正插件。 / The definition of node type ${type} is not usable: ${problem}. Mend the plug-in.`,
  ),
  SCN_TASK_NOBODY: defineError<{ assign: string }>(
    'SCN_TASK_NOBODY',
    ({ assign }) => `“交给谁”没有找到人（${assign}）。请检查公式，或改交给一个角色。 / "Assign to" found nobody (${assign}). Check the formula or assign a role.`,
  ),
  SCN_FORM_INVALID: defineError<{ problems: readonly { readonly field: string; readonly kind: string; readonly zh: string; readonly en: string }[] }>(
    'SCN_FORM_INVALID',
    ({ problems }) => `${problems.map((problem) => problem.zh).join('；')} / ${problems.map((problem) => problem.en).join('; ')}`,
  ),
  SCN_FORM_OUTCOME: defineError<{ outcome: string; allowed: readonly string[] }>(
    'SCN_FORM_OUTCOME',
    ({ outcome, allowed }) => `没有“${outcome}”这个选择，可选：${allowed.join('、')}。 / There is no outcome "${outcome}"; choose one of ${allowed.join(', ')}.`,
  ),
  SCN_FORM_REQUIRED: defineError<{ outcome: string; require: string; problems: readonly { readonly field: string; readonly kind: string; readonly zh: string; readonly en: string }[] }>(
    'SCN_FORM_REQUIRED',
    ({ outcome, require, problems }) => problems.length > 0
      ? `${problems.map((problem) => problem.zh).join('；')} / ${problems.map((problem) => problem.en).join('; ')}`
      : `还不能选“${outcome}”：要求 ${require} 成立。请补齐后再提交。 / "${outcome}" is not possible yet: ${require} must hold. Complete the form first.`,
  ),
  SCN_FORM_NOT_ALLOWED: defineError<{ user: string }>(
    'SCN_FORM_NOT_ALLOWED',
    ({ user }) => `${user} 不能办这一步（不能审批自己提交的申请）。请由其他人办理。 / ${user} may not answer this step (nobody approves their own request). Let somebody else do it.`,
  ),
  SCN_HTTP_STATUS: defineError<{ status: number; connection: string }>(
    'SCN_HTTP_STATUS',
    ({ status, connection }) => `“${connection}”回应了 ${status}。请看对方的说明，或把“出错”端口接到备用步骤。 / "${connection}" answered ${status}. See its message, or connect the "error" port to a fallback.`,
  ),
  SCN_HTTP_NOT_JSON: defineError<{ connection: string; type: string }>(
    'SCN_HTTP_NOT_JSON',
    ({ connection, type }) => `“${connection}”回应的不是 JSON，而是 ${type === '' ? '没有说明的内容' : type}。多半是登录页或出错页：请“试一试”看内容，核对路径。 / "${connection}" did not answer JSON but ${type === '' ? 'something unnamed' : type}. Often it is a log-in or error page: try it to see, and check the path.`,
  ),
  SCN_HTTP_WEB_PAGE: defineError<{ connection: string }>(
    'SCN_HTTP_WEB_PAGE',
    ({ connection }) => `“${connection}”回应的是一张网页，不是数据，多半是登录页或出错页。请核对路径，并请管理员核对连接的口令。 / "${connection}" answered a web page instead of data, most likely a log-in or error page. Check the path, and let an administrator check the secret of the connection.`,
  ),
  SCN_HTTP_SHAPE: defineError<{ connection: string; path: string; wanted: string; found: string }>(
    'SCN_HTTP_SHAPE',
    ({ connection, path, wanted, found }) => `“${connection}”的回应变了：${path} 应为 ${wanted}，收到 ${found}。请“试一试”后用新的例子，或联系对方。 / The answer of "${connection}" has changed: ${path} should be ${wanted} but is ${found}. Try it and take a new example, or ask the other side.`,
  ),
  SCN_HTTP_PAGE: defineError<{ connection: string; page: number; items: string }>(
    'SCN_HTTP_PAGE',
    ({ connection, page, items }) => `“${connection}”第 ${page} 页里 ${items} 不是列表。请改“每页的行在哪里”。 / On page ${page} of "${connection}", ${items} is not a list. Change where the rows are.`,
  ),
  SCN_HTTP_PAGE_LOOP: defineError<{ connection: string; page: number }>(
    'SCN_HTTP_PAGE_LOOP',
    ({ connection, page }) => `“${connection}”第 ${page} 页给的下一页已经读过，会一直转下去，已停下。请改“下一页的地址或游标”。 / Page ${page} of "${connection}" leads to one that was read before; stopped. Change where the next link or cursor is.`,
  ),
  SCN_SQL_TEXT: defineError<{ connection: string; word: string }>(
    'SCN_SQL_TEXT',
    ({ connection, word }) => `给“${connection}”的语句不能执行（${word}）。请在设计器里改成一条只读的 SELECT。 / The statement for "${connection}" cannot be sent (${word}). Make it one SELECT that only reads.`,
  ),
  SCN_SQL_COLUMN: defineError<{ connection: string; column: string; found: readonly string[] }>(
    'SCN_SQL_COLUMN',
    ({ connection, column, found }) => `“${connection}”的结果里没有列“${column}”，只有 ${found.join('、')}。请重新“试一试”，或联系对方。 / The answer of "${connection}" has no column "${column}", only ${found.join(', ')}. Try it again, or ask the other side.`,
  ),
  SCN_DATA_PAGE: defineError<{ what: 'page' | 'offset'; value: string; least: number }>(
    'SCN_DATA_PAGE',
    ({ what, value, least }) => `“${what === 'page' ? '第几页' : '跳过几行'}”应是从 ${least} 起的整数，现在是 ${value}。请检查公式。 / "${what === 'page' ? 'Page' : 'Skip rows'}" must be a whole number from ${least} on and is ${value}. Check the formula.`,
  ),
  SCN_START_INPUT: defineError<{ needs: string }>(
    'SCN_START_INPUT',
    ({ needs }) => `起点没有收到“${needs}”。请在试运行里填上，或检查对方送来的内容。 / The start was not given "${needs}". Fill it in for a test run, or look at what was sent.`,
  ),
  SCN_START_FILTERED: defineError<Record<string, never>>('SCN_START_FILTERED', () => '这一行不符合起点的条件，没有开始。 / The row does not meet the condition of the start; nothing began.'),
  SCN_MAIL_ADDRESS: defineError<{ address: string }>(
    'SCN_MAIL_ADDRESS',
    ({ address }) => `收件人不对：${address}。请给一个邮箱，或最多 50 个邮箱的列表。 / Wrong receiver: ${address}. Give a mail address, or a list of up to 50.`,
  ),
  SCN_MAIL_TITLE: defineError<Record<string, never>>('SCN_MAIL_TITLE', () => '邮件标题里不能换行，没有发出。请检查放进标题的值。 / A mail subject is one line; nothing was sent. Check the values put into it.'),
  SCN_SCRIPT_RESULT: defineError<{ name: string; wanted: string }>(
    'SCN_SCRIPT_RESULT',
    ({ name, wanted }) => `脚本给出的“${name}”应为 ${wanted}。请改脚本的 return，或改结果的类型。 / The script must give "${name}" as ${wanted}. Change what it returns, or the type of the result.`,
  ),
  SCN_RULE_NO_CASE: defineError<{ cases: readonly string[] }>(
    'SCN_RULE_NO_CASE',
    ({ cases }) => `没有一个条件成立（${cases.join('、')}），也没有“其他”出口。请补一个“其他”。 / No condition holds (${cases.join(', ')}) and there is no other way out. Add an "else" port.`,
  ),
  SCN_RUN_NOT_A_LIST: defineError<{ source: string }>(
    'SCN_RUN_NOT_A_LIST',
    ({ source }) => `“逐条处理”的 ${source} 不是列表。请改成列表，例如 查询.rows。 / "${source}" is not a list. Give a list, such as query.rows.`,
  ),
  SCN_RUN_TOO_MANY_ITEMS: defineError<{ count: number; limit: number }>(
    'SCN_RUN_TOO_MANY_ITEMS',
    ({ count, limit }) => `要处理 ${count} 条，最多 ${limit} 条。请先收窄，或调高上限。 / ${count} items, at most ${limit}. Narrow the list or raise the limit.`,
  ),
  SCN_RUN_CHILD_FAILED: defineError<{ flow: string; index: number; error: string }>(
    'SCN_RUN_CHILD_FAILED',
    ({ flow, index, error }) => `子流程“${flow}”第 ${index + 1} 条没有做完：${error} / Sub-flow "${flow}", item ${index + 1}, failed: ${error}`,
  ),
};
