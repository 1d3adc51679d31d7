import { defineTexts } from '../../../text/catalogue.ts';

export const renameCaseTexts = defineTexts(
  { title: '给用例改名', name: '用例名称', action: '改名', empty: '写一个名称', gone: '这个用例已被删除', failed: '没读到用例，再试一次' },
  { title: 'Rename the case', name: 'Name of the case', action: 'Rename', empty: 'Write a name', gone: 'This case was removed meanwhile', failed: 'The cases could not be read; try again' },
);
