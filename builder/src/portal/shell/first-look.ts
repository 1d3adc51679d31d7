const BIG = 'scenario-portal.big';

/** 大字, as it was chosen on this device. */
export function isBig(): boolean {
  try {
    return localStorage.getItem(BIG) === '1';
  } catch {
    return false;
  }
}

export function rememberBig(big: boolean): void {
  try {
    localStorage.setItem(BIG, big ? '1' : '0');
  } catch {
    // Without storage the choice holds for this visit.
  }
}

export const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

export function showTheme(): void {
  document.documentElement.dataset['theme'] = darkSystem().matches ? 'dark' : 'light';
}

export function showSize(big: boolean): void {
  document.documentElement.dataset['size'] = big ? 'big' : 'normal';
}
