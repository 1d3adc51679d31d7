import { defineTexts } from '../../text/catalogue.ts';

export const formulaTexts = defineTexts(
  {
    reads: '读作',
    choose: '选',
    fill: '填入',
    close: '关闭',
    mayBeEmpty: '可能为空',
    lastValue: '上次试运行',
    fixTo: (text: string) => `改成 ${text}`,
    fixFullWidth: '改成半角',
    fullWidth: (signs: string) => `${signs} 是全角符号，公式里要用半角。`,
    formula: '公式', functionWord: '函数', listedValue: '可取的值', knownValue: '用过的值', example: (call: string) => `例：${call}`, madeHalf: (signs: string) => `已改成半角：${signs}`, tidy: '整理公式',
    findField: '找字段：名称、标题或拼音', noFields: '检查完成后才知道有哪些字段。', noSuchField: '没有这样的字段。', dragField: '按回车插入，也可以拖到公式里。', chooseField: '选字段', pickField: '插入字段', unit: '单位', unit_D: '天', unit_TH: '小时', unit_TM: '分钟', unit_M: '个月', unit_Y: '年',
    bad_number: '这里要填数字。', bad_time: '时间写成 08:30。', 'bad_date-time': '日期时间写成 2022-01-20T08:30。', bad_other: '这个值写得不对。',
    tryIt: '试一试', tryReset: '恢复', tryFrom: '来自上次试运行', tryNone: '还没有试运行。填上值就能试。', tryResult: '结果', trySteps: '怎么算的', tryBroken: '公式改对后才能试。', tryEmpty: '先写公式。', tryTested: '这一格的值', noInputs: '这个公式不用任何值。',
  },
  {
    reads: 'Reads',
    choose: 'choose',
    fill: 'fill in',
    close: 'close',
    mayBeEmpty: 'may be empty',
    lastValue: 'last test run',
    fixTo: (text) => `Change to ${text}`,
    fixFullWidth: 'Use plain signs',
    fullWidth: (signs) => `${signs}: full-width signs; formulas use plain ones.`,
    formula: 'Formula', functionWord: 'function', listedValue: 'value', knownValue: 'value in use', example: (call) => `Example: ${call}`, madeHalf: (signs) => `Made half-width: ${signs}`, tidy: 'Tidy the formula',
    findField: 'Find a field: name, title or pinyin', noFields: 'Fields are known once the check is done.', noSuchField: 'No such field.', dragField: 'Enter inserts; or drag it into the formula.', chooseField: 'Choose a field', pickField: 'Insert field', unit: 'Unit', unit_D: 'days', unit_TH: 'hours', unit_TM: 'minutes', unit_M: 'months', unit_Y: 'years',
    bad_number: 'A number is wanted here.', bad_time: 'Write a time as 08:30.', 'bad_date-time': 'Write date and time as 2022-01-20T08:30.', bad_other: 'This value is not well formed.',
    tryIt: 'Try it', tryReset: 'Restore', tryFrom: 'from the last test run', tryNone: 'No test run yet. Fill in values to try.', tryResult: 'Result', trySteps: 'How it came about', tryBroken: 'Mend the formula first, then try it.', tryEmpty: 'Write the formula first.', tryTested: 'Value of this cell', noInputs: 'This formula uses no values.',
  },
);
