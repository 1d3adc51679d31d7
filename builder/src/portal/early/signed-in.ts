const KEY = 'scenario-portal.signed-in';

/** Whether the last visit from this device ended signed in; the cookie itself is not for scripts. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

export function rememberSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the start page asks a little later.
  }
}
