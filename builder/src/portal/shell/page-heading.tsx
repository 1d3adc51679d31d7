import type { ReactNode } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Heading } from './route-focus.tsx';
import { shellTexts } from './text.ts';

/** The page's h1; it names the browser tab and takes focus after navigation. */
export function PageHeading({ children, title, id }: { readonly children: ReactNode; readonly title?: string; readonly id?: string }) {
  const t = useTexts(shellTexts);
  return <Heading portal={t.portal} {...(title === undefined ? {} : { title })} {...(id === undefined ? {} : { id })}>{children}</Heading>;
}
