export type Details = Readonly<Record<string, string | number>>;

type Say = (details: Details) => readonly [zh: string, en: string];

/** Every code of the rule language with its words: what is wrong and what to do. */
export const messages = {
  SCN_RULE_SYNTAX: (d) => [`公式在“${d['text'] ?? ''}”处写得不完整或多了内容，请检查括号、引号和运算符。`, `The formula cannot be read at "${d['text'] ?? ''}". Check brackets, quotes and operators.`],
  SCN_RULE_EMPTY: () => ['公式是空的，请写一个公式。', 'The formula is empty. Write one.'],
  SCN_RULE_TOO_LONG: (d) => [`公式有 ${d['length'] ?? ''} 个字符，最多 ${d['limit'] ?? ''} 个。请拆成几步。`, `The formula has ${d['length'] ?? ''} characters; at most ${d['limit'] ?? ''} are allowed. Split it into steps.`],
  SCN_RULE_TOO_DEEP: (d) => [`括号或层次超过 ${d['limit'] ?? ''} 层，请拆成几步。`, `More than ${d['limit'] ?? ''} levels of nesting. Split the formula into steps.`],
  SCN_RULE_FULL_WIDTH: (d) => [`“${d['found'] ?? ''}”是全角符号，请改成半角“${d['use'] ?? ''}”。`, `"${d['found'] ?? ''}" is a full-width sign. Write "${d['use'] ?? ''}".`],
  SCN_RULE_FOREIGN_SIGN: (d) => [`这里不写“${d['found'] ?? ''}”，请改成“${d['use'] ?? ''}”。`, `"${d['found'] ?? ''}" is not written here. Write "${d['use'] ?? ''}".`],
  SCN_RULE_UNKNOWN_NAME: (d) => [`找不到名称“${d['name'] ?? ''}”。${d['suggestion'] === undefined ? '请检查拼写，或先添加产生它的步骤。' : `是不是“${d['suggestion']}”？`}`, `There is no name "${d['name'] ?? ''}". ${d['suggestion'] === undefined ? 'Check the spelling, or add the step that provides it.' : `Did you mean "${d['suggestion']}"?`}`],
  SCN_RULE_UNKNOWN_FIELD: (d) => [`“${d['of'] ?? ''}”没有字段“${d['name'] ?? ''}”，结果总是空值。${d['suggestion'] === undefined ? '' : `是不是“${d['suggestion']}”？`}`, `"${d['of'] ?? ''}" has no field "${d['name'] ?? ''}": always null. ${d['suggestion'] === undefined ? '' : `Did you mean "${d['suggestion']}"?`}`.trim()],
  SCN_RULE_UNKNOWN_FUNCTION: (d) => [`没有函数“${d['name'] ?? ''}”。${d['suggestion'] === undefined ? '请从函数列表里选择。' : `是不是“${d['suggestion']}”？`}`, `There is no function "${d['name'] ?? ''}". ${d['suggestion'] === undefined ? 'Pick one from the list of functions.' : `Did you mean "${d['suggestion']}"?`}`],
  SCN_RULE_NOT_A_FUNCTION: (d) => [`“${d['name'] ?? ''}”是${d['type'] ?? ''}，不能当函数用。`, `"${d['name'] ?? ''}" is ${d['typeEn'] ?? ''}, not a function.`],
  SCN_RULE_ARITY: (d) => [`函数“${d['name'] ?? ''}”收到 ${d['given'] ?? ''} 个参数，写法是 ${d['usage'] ?? ''}。`, `"${d['name'] ?? ''}" was given ${d['given'] ?? ''} arguments. Write ${d['usage'] ?? ''}.`],
  SCN_RULE_ARGUMENT_NAME: (d) => [`函数“${d['name'] ?? ''}”没有叫“${d['argument'] ?? ''}”的参数，写法是 ${d['usage'] ?? ''}。`, `"${d['name'] ?? ''}" has no argument "${d['argument'] ?? ''}". Write ${d['usage'] ?? ''}.`],
  SCN_RULE_ARGUMENT_TYPE: (d) => [`函数“${d['name'] ?? ''}”的“${d['argument'] ?? ''}”要${d['wanted'] ?? ''}，这里是${d['found'] ?? ''}：结果总是空值。`, `"${d['name'] ?? ''}" wants ${d['wantedEn'] ?? ''} for "${d['argument'] ?? ''}"; this is ${d['foundEn'] ?? ''}: always null.`],
  SCN_RULE_TYPE_MISMATCH: (d) => [`“${d['left'] ?? ''}”是${d['leftType'] ?? ''}，与${d['rightType'] ?? ''}“${d['operator'] ?? ''}”运算，结果总是空值。请先转换类型。`, `\`${d['left'] ?? ''}\` is ${d['leftTypeEn'] ?? ''}, used with ${d['rightTypeEn'] ?? ''} ("${d['operator'] ?? ''}"): always null. Convert one of them first.`],
  SCN_RULE_NEVER_EQUAL: (d) => [`“${d['left'] ?? ''}”的取值里没有“${d['value'] ?? ''}”，不会相等。可选值：${d['options'] ?? ''}。`, `\`${d['left'] ?? ''}\` is never "${d['value'] ?? ''}". Possible values: ${d['options'] ?? ''}.`],
  SCN_RULE_TEMPORAL_LITERAL: (d) => [`“${d['text'] ?? ''}”不是有效的日期、时间或时长，应像 2026-01-31、08:30:00、P10D。`, `"${d['text'] ?? ''}" is not a date, time or duration. Write it like 2026-01-31, 08:30:00 or P10D.`],
  SCN_RULE_UNKNOWN_TYPE: (d) => [`没有类型“${d['name'] ?? ''}”。`, `There is no type "${d['name'] ?? ''}".`],
  SCN_RULE_EXTERNAL_FUNCTION: () => ['不支持外部（Java/PMML）函数，请改用内置函数或脚本步骤。', 'External (Java/PMML) functions are not supported. Use a built-in or a script step.'],
  SCN_RULE_DUPLICATE_KEY: (d) => [`“${d['name'] ?? ''}”写了两次，整个对象会是空值。请改名或删去一个。`, `"${d['name'] ?? ''}" appears twice, which makes the whole context null. Rename or remove one.`],
  SCN_RULE_NOT_BOOLEAN: (d) => [`这里要“是/否”，却是${d['type'] ?? ''}：条件不会成立。`, `A yes/no is needed here, not ${d['typeEn'] ?? ''}: the condition never holds.`],
  SCN_RULE_BUDGET: (d) => [`计算步数超过上限 ${d['limit'] ?? ''}，已停止。请缩小循环或区间。`, `Stopped after ${d['limit'] ?? ''} steps. Loop over less.`],
  SCN_RULE_BUDGET_IN_ALL: (d) => [`本节点的公式合计超过 ${d['limit'] ?? ''} 步，已停止。请缩小循环或区间，或把公式分到几个节点。`, `Stopped: the formulas of this node took more than ${d['limit'] ?? ''} steps together. Loop over less, or spread them over several nodes.`],
  SCN_RULE_LIST_TOO_LONG: (d) => [`列表超过 ${d['limit'] ?? ''} 项，已停止。`, `Stopped: a list would exceed ${d['limit'] ?? ''} items.`],
  SCN_RULE_TEXT_TOO_LONG: (d) => [`文本超过 ${d['limit'] ?? ''} 个字符，已停止。`, `Stopped: a text would exceed ${d['limit'] ?? ''} characters.`],
  SCN_RULE_RECURSION: (d) => [`函数互相调用超过 ${d['limit'] ?? ''} 层，已停止。`, `Stopped: functions called each other more than ${d['limit'] ?? ''} levels deep.`],
  SCN_RULE_PATTERN: (d) => [`正则表达式“${d['pattern'] ?? ''}”无法识别。`, `The pattern "${d['pattern'] ?? ''}" cannot be read.`],
  SCN_RULE_CALENDAR_MISSING: () => ['没有可用的工作日历，无法计算工作日。', 'There is no working-day calendar, so working days cannot be counted.'],
  SCN_RULE_CALENDAR_YEAR: (d) => [`工作日历里没有 ${d['year'] ?? ''} 年，无法计算工作日。请补充该年的日历。`, `The working-day calendar does not know ${d['year'] ?? ''}. Add that year.`],
  SCN_RULE_ARGUMENT_VALUE: (d) => [`函数“${d['name'] ?? ''}”的参数不合适，结果为空值。`, `The arguments of "${d['name'] ?? ''}" do not fit: the result is null.`],
  SCN_RULE_INTERNAL: (d) => [`公式计算时出现内部错误：${d['reason'] ?? ''}`, `Internal error while evaluating the formula: ${d['reason'] ?? ''}`],
} satisfies Record<string, Say>;

export type RuleCode = keyof typeof messages;
