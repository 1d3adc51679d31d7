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
    formula: '公式',
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
    formula: 'Formula',
  },
);
