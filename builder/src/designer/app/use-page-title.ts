import { useEffect } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { appTexts } from './app-text.ts';

/** Names the browser's tab: what is open, the part of it, the product. */
export function usePageTitle(...parts: readonly string[]): void {
  const { product } = useTexts(appTexts);
  const title = [...parts.filter((part) => part !== ''), product].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
