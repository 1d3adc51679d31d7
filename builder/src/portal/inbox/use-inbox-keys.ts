import { useEffect, type RefObject } from 'react';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function step(root: HTMLElement, by: 1 | -1): void {
  const links = [...root.querySelectorAll<HTMLElement>('[data-row-link]')];
  const row = document.activeElement?.closest('tr');
  const here = links.findIndex((link) => row?.contains(link) === true);
  links[here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + by))]?.focus();
}

/** `/` searches, J and K walk the rows, C takes the row that has focus; never while typing or composing. */
export function useInboxKeys(root: RefObject<HTMLElement | null>, search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const acts: Readonly<Record<string, (element: HTMLElement) => void>> = {
      '/': () => search.current?.focus(),
      j: (element) => step(element, 1),
      k: (element) => step(element, -1),
      c: () => document.activeElement?.closest('tr')?.querySelector<HTMLButtonElement>('button')?.click(),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !root.current) return;
      const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act(root.current);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [root, search]);
}
