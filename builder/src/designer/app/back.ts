const KEY = 'scenario-studio.back';
/** A page of this studio; anything else a link could say leads home. */
const PAGE = /^\/(?!\/|login|setup|account)[^\\]{0,500}$/;

/** Where somebody was who has to log in first; in this tab only. */
export function rememberBack(path: string): void {
  try {
    if (PAGE.test(path)) sessionStorage.setItem(KEY, path);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage they land on the home page.
  }
}

/** Where to go after logging in. */
export function back(): string {
  try {
    const path = sessionStorage.getItem(KEY) ?? '/';
    return PAGE.test(path) ? path : '/';
  } catch {
    return '/';
  }
}

/** The address of the log-in page for another tab, with the way back in it. */
export function loginLink(path: string): string {
  return `/studio/login#back=${encodeURIComponent(path)}`;
}
