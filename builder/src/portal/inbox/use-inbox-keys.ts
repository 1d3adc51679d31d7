import { useEffect, useRef, type RefObject } from 'react';
import type { INBOX_KEYS, KeyOf } from '../../text/keys.ts';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target instanceof HTMLInputElement && target.type !== 'checkbox'));
}

function step(root: HTMLElement, by: 1 | -1): void {
  const links = [...root.querySelectorAll<HTMLElement>('[data-row-link]')];
  const row = document.activeElement?.closest('tr');
  const here = links.findIndex((link) => row?.contains(link) === true);
  links[here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + by))]?.focus();
}

const inRow = (selector: string) => () => document.activeElement?.closest('tr')?.querySelector<HTMLElement>(selector)?.click();

export interface InboxActs {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly pickPage: () => void;
  readonly unpick: () => void;
  readonly showKeys: () => void;
}

/** `/` searches, J and K walk the rows, X picks and C takes the row that has focus; never while typing, composing or in a dialog. */
export function useInboxKeys(root: RefObject<HTMLElement | null>, acts: InboxActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const does: Readonly<Record<KeyOf<typeof INBOX_KEYS>, (element: HTMLElement) => void>> = {
      '/': () => latest.current.search.current?.focus(),
      j: (element) => step(element, 1),
      k: (element) => step(element, -1),
      x: inRow('input[type=checkbox]'),
      c: inRow('button'),
      a: () => latest.current.pickPage(),
      Escape: () => latest.current.unpick(),
      '?': () => latest.current.showKeys(),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !root.current || document.querySelector('dialog[open]')) return;
      const act = Object.hasOwn(does, event.key) ? does[event.key as keyof typeof does] : undefined;
      if (!act) return;
      event.preventDefault();
      act(root.current);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [root]);
}
