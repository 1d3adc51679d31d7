import { defineTexts } from '../../../../text/catalogue.ts';

export const wordsTexts = defineTexts(
  {
    button: '英文名称',
    title: (dataset: string) => `“${dataset}”的英文名称`,
    note: '用英文的人看到这些字；没有写的，看到中文。表头也可以用它们导入。',
    dataset: '名称',
    description: '包含什么',
    columns: '列',
    save: '保存',
    cancel: '取消',
    saved: '英文名称已保存',
  },
  {
    button: 'English names',
    title: (dataset) => `English names of “${dataset}”`,
    note: 'Read by whoever uses the studio in English; what is left empty is read in Chinese. An import recognises them as headings too.',
    dataset: 'Name',
    description: 'What it holds',
    columns: 'Columns',
    save: 'Save',
    cancel: 'Cancel',
    saved: 'English names saved',
  },
);
