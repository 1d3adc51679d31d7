import type { Locale } from '../../../runtime/schema/text.ts';
import { useLocale } from './locale.tsx';

/** Words one after the other, as the language parts them. */
export const listed = (words: readonly string[], locale: Locale): string => words.join(locale === 'en' ? ', ' : '、');

export function useListed(): (words: readonly string[]) => string {
  const { locale } = useLocale();
  return (words) => listed(words, locale);
}
