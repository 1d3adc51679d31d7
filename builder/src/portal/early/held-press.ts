import { dropLateWords, goToLateWords, sayWhenScriptIsLost } from './late-words.ts';

interface Held {
  /** Ends the holding. @returns what was pressed last */
  readonly release: () => HTMLElement | undefined;
}

declare global {
  var heldPress: Held | undefined;
}

/**
 * The start page is there before the script that answers for it: what is pressed meanwhile is marked, kept, and pressed
 * again by whoever takes the page over. `onLink` hears where a link leads, to fetch what will be wanted. Where the script
 * is lost, links lead on by themselves, and whoever presses a button is led to the words that say so.
 */
export function holdPresses(onLink: (path: string) => void): void {
  let held: HTMLElement | undefined;
  let isLost = false;
  const hold = (target?: HTMLElement): HTMLElement | undefined => {
    const before = held;
    if (before) delete before.dataset['held'];
    held = target;
    if (held) held.dataset['held'] = '';
    return before;
  };
  const press = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('#root a[href], #root button') : null;
    if (target === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const isLink = target instanceof HTMLAnchorElement;
    if (isLost && isLink) return;
    event.preventDefault();
    event.stopPropagation();
    if (isLost) return goToLateWords();
    hold(target);
    if (isLink) onLink(target.pathname);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isLost) goToLateWords();
  };
  document.addEventListener('click', press, true);
  document.addEventListener('submit', submit, true);
  sayWhenScriptIsLost(() => {
    isLost = true;
    hold()?.click();
  });
  const release = (): HTMLElement | undefined => {
    document.removeEventListener('click', press, true);
    document.removeEventListener('submit', submit, true);
    return hold();
  };
  globalThis.heldPress = { release };
}

/** Takes the page over: what was pressed before is answered now. */
export function takePageOver(): void {
  dropLateWords();
  const held = globalThis.heldPress;
  globalThis.heldPress = undefined;
  held?.release()?.click();
}
