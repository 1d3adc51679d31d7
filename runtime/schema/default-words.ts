import type { TextEntry } from './text.ts';

/** What the designer calls things until somebody names them; a check reminds of those that were left. */
export const DEFAULT_PAGE_TITLE = { 'zh-CN': '新页面', en: 'New page' } as const satisfies TextEntry;

export const defaultOption = (number: number): TextEntry => ({ 'zh-CN': `选项 ${number}`, en: `Option ${number}` });

const OPTION = /^(?:选项|Option) ?\d+$/u;
export const isDefaultOption = (words: string): boolean => OPTION.test(words);
