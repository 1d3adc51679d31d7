interface Held {
  /** Ends the holding. @returns what was pressed last */
  readonly release: () => HTMLElement | undefined;
}

declare global {
  var heldPress: Held | undefined;
}

/**
 * The start page is there before the script that answers for it: what is pressed meanwhile is marked, kept, and pressed
 * again by whoever takes the page over. `onLink` hears where a link leads, to fetch what will be wanted.
 */
export function holdPresses(onLink: (path: string) => void): void {
  let held: HTMLElement | undefined;
  const press = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('#root a[href], #root button') : null;
    if (target === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (held) delete held.dataset['held'];
    held = target;
    held.dataset['held'] = '';
    if (target instanceof HTMLAnchorElement) onLink(target.pathname);
  };
  const submit = (event: Event): void => event.preventDefault();
  const release = (): HTMLElement | undefined => {
    document.removeEventListener('click', press, true);
    document.removeEventListener('submit', submit, true);
    window.removeEventListener('error', fail, true);
    if (held) delete held.dataset['held'];
    return held;
  };
  // A script that does not come will never answer: the links lead on by themselves.
  const fail = ({ target }: Event): void => {
    if (target instanceof HTMLScriptElement) release()?.click();
  };
  document.addEventListener('click', press, true);
  document.addEventListener('submit', submit, true);
  window.addEventListener('error', fail, true);
  globalThis.heldPress = { release };
}

/** Takes the page over: what was pressed before is answered now. */
export function answerHeldPress(): void {
  const held = globalThis.heldPress;
  globalThis.heldPress = undefined;
  held?.release()?.click();
}
