import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Locale, LocalText } from '../../../runtime/schema/text.ts';
import type { Catalogue, SameShape, Texts } from './catalogue.ts';
import { firstLocale, rememberLocale } from './first-locale.ts';

interface LocaleState {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleState>({ locale: 'zh-CN', setLocale: () => undefined });

/** `drawn`: the language the page was drawn in already. */
export function LocaleProvider({ children, drawn }: { readonly children: ReactNode; readonly drawn?: Locale }) {
  const [locale, set] = useState<Locale>(() => drawn ?? firstLocale());
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const setLocale = useCallback((next: Locale) => {
    rememberLocale(next);
    document.documentElement.lang = next;
    set(next);
  }, []);
  const value = useMemo(() => ({ locale, setLocale }), [locale, setLocale]);
  return <LocaleContext value={value}>{children}</LocaleContext>;
}

export function useLocale(): LocaleState {
  return useContext(LocaleContext);
}

/** The texts of one feature in the reader's language. */
export function useTexts<Source extends Texts>(catalogue: Catalogue<Source>): SameShape<Source> {
  const { locale } = useContext(LocaleContext);
  return catalogue[locale] as SameShape<Source>;
}

/** Picks the reader's language from a text that has both. */
export function useLocalText(): (text: LocalText) => string {
  const { locale } = useContext(LocaleContext);
  return useCallback((text: LocalText) => text[locale], [locale]);
}
