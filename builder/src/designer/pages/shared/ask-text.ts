import { defineTexts } from '../../../text/catalogue.ts';

export const askTexts = defineTexts({ cancel: '取消', save: '保存' }, { cancel: 'Cancel', save: 'Save' });
