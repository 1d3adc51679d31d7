import type { ReactNode } from 'react';

/** A polite live region that stays in the page, so that what appears in it is read out. */
export function Live({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div aria-live="polite" {...(className === undefined ? {} : { className })}>{children}</div>;
}
