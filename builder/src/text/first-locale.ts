import type { Locale } from '../../../runtime/schema/text.ts';
import { isLocale } from './catalogue.ts';

const LOCALE_KEY = 'scenario-studio.locale';
const YEAR_S = 31_536_000;

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

/** Lets the server draw the portal's first page in the language of this device, where it is not the browser's. */
export function tellLocale(locale: Locale): void {
  document.cookie = `language=${locale}; path=/portal; max-age=${YEAR_S}; samesite=lax`;
}

export function rememberLocale(locale: Locale): void {
  tellLocale(locale);
  try {
    localStorage.setItem(LOCALE_KEY, locale);
  } catch {
    // A private window without storage still switches for this visit.
  }
}
