import { defineTexts } from '../../text/catalogue.ts';

/** What people call the value types. */
export const fieldTypeTexts = defineTexts(
  { string: '文字', integer: '整数', number: '数字', decimal: '金额、小数', boolean: '是 / 否', date: '日期', time: '时间', 'date-time': '日期和时间', duration: '时长', list: '列表', context: '一组值', any: '任意' },
  { string: 'Text', integer: 'Whole number', number: 'Number', decimal: 'Decimal', boolean: 'Yes / no', date: 'Date', time: 'Time', 'date-time': 'Date and time', duration: 'Duration', list: 'List', context: 'Group of values', any: 'Anything' },
);
