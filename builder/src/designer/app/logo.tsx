import { useTexts } from '../../text/locale.tsx';
import { appTexts } from './app-text.ts';

/** The mark of the product in the accent of its place. */
export function LogoMark() {
  return (
    <svg viewBox="0 0 26 26" width="26" height="26" aria-hidden="true">
      <rect width="26" height="26" rx="7" fill="var(--accent)" />
      <path d="M13 9v8" stroke="var(--on-accent)" strokeWidth="2.4" />
      <rect x="7" y="6" width="12" height="4" rx="2" fill="var(--on-accent)" />
      <rect x="5" y="16" width="16" height="4" rx="2" fill="var(--on-accent)" />
    </svg>
  );
}

export function Logo({ hideName = false }: { readonly hideName?: boolean }) {
  const text = useTexts(appTexts);
  return (
    <span className="app-logo">
      <LogoMark />
      <span className={hideName ? 'ui-hidden' : undefined}>{text.product}</span>
    </span>
  );
}
