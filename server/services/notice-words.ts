import type { Locale } from '../../runtime/schema/text.ts';

/** What a deadline did, as the engine records it in the body of a notice. */
const DEEDS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  remind: { 'zh-CN': '快到期了，请尽快办理。', en: 'It is due soon; please deal with it.' },
  escalate: { 'zh-CN': '到期还没有办好，现在上报给您督办。', en: 'It is due and not done; it is now escalated to you.' },
  reassign: { 'zh-CN': '这件事改派给您办理。', en: 'It is now reassigned to you.' },
  mark: { 'zh-CN': '已经到期，还没有办好。', en: 'It is due and not done.' },
};

/** Whether a notice tells what a deadline did. */
export function isAboutDeadline(body: string): boolean {
  return Object.hasOwn(DEEDS, body);
}

/** The body of a notice as a sentence. */
export function noticeBody(body: string, locale: Locale): string {
  return DEEDS[body]?.[locale] ?? body;
}
