import { useLocale, useTexts } from '../../text/locale.tsx';
import { shellTexts } from './text.ts';

/** One button that names the other language, in that language. */
export function LanguageSwitch({ className, children }: { readonly className?: string; readonly children?: React.ReactNode }) {
  const { locale, setLocale } = useLocale();
  const t = useTexts(shellTexts);
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return <button type="button" lang={other} {...(className ? { className } : {})} onClick={() => setLocale(other)}>{children}{t.otherLanguage}</button>;
}
