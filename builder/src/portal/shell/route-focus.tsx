import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';

interface Arrival {
  /** Notes that `path` is shown now, and answers whether another page was shown before. */
  readonly arrive: (path: string) => boolean;
}

const Context = createContext<Arrival>({ arrive: () => false });

function createArrival(): Arrival {
  let shown: string | undefined;
  return {
    arrive: (path) => {
      const moved = shown !== undefined && shown !== path;
      shown = path;
      return moved;
    },
  };
}

export function RouteFocusProvider({ children }: { readonly children: ReactNode }) {
  const [arrival] = useState(createArrival);
  return <Context value={arrival}>{children}</Context>;
}

interface HeadingProps {
  readonly children: ReactNode;
  /** Words for the browser's title; absent = the heading's own text. */
  readonly title?: string;
  readonly id?: string;
  readonly portal: string;
}

/**
 * The one h1 of a page. A page that came by navigation puts focus on it, so that a screen reader starts there;
 * the first page of a visit does not.
 */
export function Heading({ children, title, id, portal }: HeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  const arrival = useContext(Context);
  const [path] = useLocation();
  useEffect(() => {
    if (!arrival.arrive(path)) return;
    ref.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [arrival, path]);
  useEffect(() => {
    const words = title ?? ref.current?.textContent ?? '';
    document.title = words === '' ? portal : `${words} · ${portal}`;
  });
  return <h1 ref={ref} tabIndex={-1} {...(id ? { id } : {})}>{children}</h1>;
}
