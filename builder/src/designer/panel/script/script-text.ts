import { defineTexts } from '../../../text/catalogue.ts';

export const scriptTexts = defineTexts(
  {
    code: '脚本', help: '用 input.名称 读输入，用 return { 名称: 值 } 给出结果。', names: (names: string) => `可用：${names}`, noNames: '还没有输入：在下面“输入”里加。', loading: '正在打开编辑器……', failed: '编辑器没有打开，可在这里直接改。',
  },
  {
    code: 'Script', help: 'Read the input as input.name, and give the result with return { name: value }.', names: (names) => `Ready to use: ${names}`, noNames: 'No input yet: add it under "Input" below.', loading: 'Opening the editor…', failed: 'The editor did not open; change the text here.',
  },
);
