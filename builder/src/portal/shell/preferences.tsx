import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
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

const never = () => () => undefined;

/** 大字 is remembered on the device, which the server knows nothing of when it draws; dark follows the system. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const kept = useSyncExternalStore(never, isBig, () => false);
  // Without storage the choice holds for this visit.
  const [chosen, choose] = useState<boolean>();
  const big = chosen ?? kept;
  useSystemTheme();
  // Of the first drawing only the device knows: `big` is not its choice yet.
  useLayoutEffect(() => showSize(chosen ?? isBig()), [chosen]);
  const value = useMemo(() => ({
    big,
    setBig: (next: boolean) => {
      rememberBig(next);
      choose(next);
    },
  }), [big]);
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): Preferences {
  return useContext(Context);
}
