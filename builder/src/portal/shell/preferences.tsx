import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { darkSystem, isBig, rememberBig, showSize, showTheme } from './first-look.ts';

interface Preferences {
  readonly big: boolean;
  readonly setBig: (big: boolean) => void;
}

const Context = createContext<Preferences>({ big: false, setBig: () => undefined });

function useSystemTheme(): void {
  useEffect(() => {
    const dark = darkSystem();
    showTheme();
    dark.addEventListener('change', showTheme);
    return () => dark.removeEventListener('change', showTheme);
  }, []);
}

/** 大字 is remembered on the device; dark follows the system. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [big, set] = useState(false);
  useSystemTheme();
  // What the server drew knows nothing of this device.
  useLayoutEffect(() => {
    set(isBig());
    showSize(isBig());
  }, []);
  const value = useMemo(() => ({
    big,
    setBig: (next: boolean) => {
      rememberBig(next);
      showSize(next);
      set(next);
    },
  }), [big]);
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): Preferences {
  return useContext(Context);
}
