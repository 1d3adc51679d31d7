/** One built-in as the completion list shows it. */
export interface BuiltinHelp {
  readonly name: string;
  readonly usage: string;
  readonly zh: string;
  readonly en: string;
}

const rows: readonly (readonly [name: string, usage: string, zh: string, en: string])[] = [
  ['days between', 'days between(from, to)', '两个日期相差的天数', 'Days from one date to another'],
  ['working days between', 'working days between(from, to)', '两个日期之间的工作日数，按日历算调休', 'Working days between two dates, by the calendar'],
  ['add working days', 'add working days(from, n)', '从某天起第 n 个工作日', 'The date n working days later'],
  ['is working day', 'is working day(date)', '这一天是不是工作日', 'Whether the day is a working day'],
  ['today', 'today()', '今天（运行当时）', 'Today, when the step runs'],
  ['now', 'now()', '此刻（运行当时）', 'Now, when the step runs'],
  ['date', 'date("2022-01-20")', '变成日期', 'Makes a date'],
  ['time', 'time("08:30:00")', '变成时间', 'Makes a time'],
  ['date and time', 'date and time("2022-01-20T08:30:00")', '变成日期时间', 'Makes a date and time'],
  ['duration', 'duration("P30D")', '时长，如 P30D 是 30 天', 'A duration; P30D is 30 days'],
  ['years and months duration', 'years and months duration(from, to)', '两个日期相差几年几月', 'Years and months between two dates'],
  ['day of week', 'day of week(date)', '星期几', 'Day of the week'],
  ['count', 'count(list)', '有几项', 'How many items'],
  ['sum', 'sum(list)', '合计', 'Total'],
  ['min', 'min(list)', '最小的一个', 'Smallest'],
  ['max', 'max(list)', '最大的一个', 'Largest'],
  ['mean', 'mean(list)', '平均', 'Average'],
  ['list contains', 'list contains(list, value)', '列表里有没有这个值', 'Whether the list has the value'],
  ['distinct values', 'distinct values(list)', '去掉重复的', 'Without repeats'],
  ['append', 'append(list, value)', '在列表后面加一项', 'The list with one more item'],
  ['concatenate', 'concatenate(list, list)', '把列表接起来', 'Joins lists'],
  ['sort', 'sort(list, function(a, b) a < b)', '排序', 'Sorts a list'],
  ['reverse', 'reverse(list)', '倒过来', 'Reverses a list'],
  ['index of', 'index of(list, value)', '值在第几项', 'Where a value stands'],
  ['all', 'all(list)', '全部为“是”', 'Whether all are yes'],
  ['any', 'any(list)', '至少一个为“是”', 'Whether any is yes'],
  ['not', 'not(condition)', '反过来；在单元格里是“不是这些”', 'The opposite; in a cell: none of these'],
  ['round half up', 'round half up(n, 2)', '四舍五入到几位小数', 'Rounds half up to so many places'],
  ['floor', 'floor(n)', '舍去小数', 'Rounds down'],
  ['ceiling', 'ceiling(n)', '进一取整', 'Rounds up'],
  ['abs', 'abs(n)', '绝对值', 'Absolute value'],
  ['modulo', 'modulo(a, b)', '余数', 'Remainder'],
  ['number', 'number("12.5")', '把文字变成数字', 'Reads a number from text'],
  ['string', 'string(value)', '变成文字', 'Turns a value into text'],
  ['string length', 'string length(text)', '文字有几个字', 'Length of a text'],
  ['substring', 'substring(text, 1, 3)', '取一段文字，从第 1 个字数起', 'A part of a text, counted from 1'],
  ['contains', 'contains(text, "x")', '文字里有没有', 'Whether a text holds another'],
  ['starts with', 'starts with(text, "33")', '开头是不是', 'Whether a text starts so'],
  ['ends with', 'ends with(text, "X")', '结尾是不是', 'Whether a text ends so'],
  ['matches', 'matches(text, "^[0-9]+$")', '合不合这个样式', 'Whether a text fits a pattern'],
  ['replace', 'replace(text, "a", "b")', '替换文字', 'Replaces text'],
  ['split', 'split(text, ",")', '按分隔符拆开', 'Splits a text'],
  ['string join', 'string join(list, "、")', '把文字接起来', 'Joins texts'],
  ['upper case', 'upper case(text)', '变大写', 'Upper case'],
  ['lower case', 'lower case(text)', '变小写', 'Lower case'],
  ['get value', 'get value(context, "key")', '按名字取值', 'A value by its name'],
  ['is defined', 'is defined(value)', '有没有这个值', 'Whether there is a value'],
];

/** The built-ins worth offering, most used first. Meaning and argument checks are runtime/language's. */
export const BUILTINS: readonly BuiltinHelp[] = rows.map(([name, usage, zh, en]) => ({ name, usage, zh, en }));
