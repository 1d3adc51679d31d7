import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

interface Preferences {
  readonly big: boolean;
  readonly setBig: (big: boolean) => void;
}

const KEY = 'scenario-portal.big';
const Context = createContext<Preferences>({ big: false, setBig: () => undefined });

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

function remember(big: boolean): void {
  try {
    localStorage.setItem(KEY, big ? '1' : '0');
  } catch {
    // Without storage the choice holds for this visit.
  }
}

function useSystemTheme(): void {
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light';
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, []);
}

/** 大字 is remembered on the device; dark follows the system. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [big, set] = useState(remembered);
  useSystemTheme();
  useEffect(() => {
    document.documentElement.dataset['size'] = big ? 'big' : 'normal';
  }, [big]);
  const value = useMemo(() => ({ big, setBig: (next: boolean) => { remember(next); set(next); } }), [big]);
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): Preferences {
  return useContext(Context);
}
