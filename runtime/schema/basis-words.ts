import type { Basis } from './basis.ts';
import type { LocalText } from './text.ts';

/** What kind of ground a basis is, as people say it; in the order of its weight. */
export const BASIS_LEVEL_WORDS: Readonly<Record<Basis['level'], LocalText>> = {
  statute: { 'zh-CN': '法律法规', en: 'Statute' },
  national: { 'zh-CN': '国家文件', en: 'National document' },
  provincial: { 'zh-CN': '省级文件', en: 'Provincial document' },
  local: { 'zh-CN': '市县文件', en: 'Local document' },
  practice: { 'zh-CN': '工作惯例', en: 'Practice' },
  invented: { 'zh-CN': '示例设定', en: 'Made up for the example' },
};
