import type { Locale } from '../../../runtime/schema/text.ts';
import { isLocale } from './catalogue.ts';

export const LOCALE_KEY = 'scenario-studio.locale';

/** The language chosen on this device, else that of the browser, else Chinese. */
export function firstLocale(): Locale {
  try {
    const saved = localStorage.getItem(LOCALE_KEY);
    if (isLocale(saved)) return saved;
  } catch {
    return 'zh-CN';
  }
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN';
}
