import type { LocalText } from '../runtime/schema/text.ts';

/** One coded problem: what happened (with `{detail}` placeholders) and what to do about it. */
export interface ProblemText {
  readonly title: LocalText;
  readonly hint: LocalText;
}

const text = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en });

export const row = (zh: string, en: string, hintZh: string, hintEn: string): ProblemText => ({ title: text(zh, en), hint: text(hintZh, hintEn) });
