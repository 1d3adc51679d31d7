import type { ReactNode } from 'react';
import { usePortalName } from './look.tsx';
import { Heading } from './route-focus.tsx';

/** The page's h1; it names the browser tab and takes focus after navigation. */
export function PageHeading({ children, title, id }: { readonly children: ReactNode; readonly title?: string; readonly id?: string }) {
  const portal = usePortalName();
  return <Heading portal={portal} {...(title === undefined ? {} : { title })} {...(id === undefined ? {} : { id })}>{children}</Heading>;
}
