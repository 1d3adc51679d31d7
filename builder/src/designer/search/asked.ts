import { useCallback, useEffect, useState } from 'react';
import type { KeyOf, STUDIO_KEYS } from '../../text/keys.ts';
import { isDialogOpen, keyName } from '../canvas/keys.ts';

const SEARCH_KEY: KeyOf<typeof STUDIO_KEYS> = 'Mod+k';

/** Buttons ask for the search of the page they stand on by this event of the window. */
const ASK_FOR_SEARCH = 'ask-for-search';
export function askForSearch(): void {
  window.dispatchEvent(new Event(ASK_FOR_SEARCH));
}

/** Whether the search was asked for: by ⌘K wherever the focus is, or by a button. */
export function useSearchAsked(): { readonly asked: boolean; readonly close: () => void } {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || keyName(event) !== SEARCH_KEY || isDialogOpen()) return;
      event.preventDefault();
      event.stopPropagation();
      setAsked(true);
    };
    const onAsk = () => setAsked(true);
    // Before an editor takes it for one of its own.
    window.addEventListener('keydown', onKey, true);
    window.addEventListener(ASK_FOR_SEARCH, onAsk);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener(ASK_FOR_SEARCH, onAsk);
    };
  }, []);
  return { asked, close: useCallback(() => setAsked(false), []) };
}
