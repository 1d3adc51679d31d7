/** The page's own words for a script that is late; its style shows them after a while, even where no script came at all. */
const lateWords = (): HTMLElement | null => document.getElementById('late');

/** A script that does not come is said at once, not after the while; `heard` is called then. */
export function sayWhenScriptIsLost(heard?: () => void): void {
  window.addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return;
    const words = lateWords();
    if (words === null) return;
    words.classList.add('lost');
    words.hidden = false;
    heard?.();
  }, true);
}

/** To the way on: loading the page again. */
export const goToLateWords = (): void => lateWords()?.querySelector('a')?.focus();

/** The page is taken over: nothing is late any more. */
export const dropLateWords = (): void => lateWords()?.remove();
