import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * 驾驶舱: the page alone on the whole screen, in large type. Escape leaves, whether or not the browser gave it the whole screen.
 * The button that opened it gets the focus back.
 */
export function useBigScreen(): { readonly big: boolean; readonly enter: () => void; readonly leave: () => void; readonly opener: React.RefObject<HTMLButtonElement | null>; readonly closer: React.RefObject<HTMLButtonElement | null> } {
  const [big, setBig] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  const leave = useCallback(() => setBig(false), []);
  useEffect(() => {
    if (!big) {
      if (was.current) opener.current?.focus();
      was.current = false;
      return undefined;
    }
    was.current = true;
    const root = document.documentElement;
    root.dataset['screen'] = 'big';
    closer.current?.focus();
    // A browser may refuse; then the page fills its window.
    root.requestFullscreen?.().catch(() => undefined);
    const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape') setBig(false); };
    const onChange = () => { if (document.fullscreenElement === null) setBig(false); };
    document.addEventListener('keydown', onKey);
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('fullscreenchange', onChange);
      delete root.dataset['screen'];
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, [big]);
  return { big, enter: () => setBig(true), leave, opener, closer };
}
