import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';

const EVERY_MS = 30_000;
const never = () => () => undefined;

/** The present the server drew the page with: it is taken over with the same words, whatever the clock of the device says. */
export const DrawnAt = createContext<string | undefined>(undefined);

/** The present as ISO text, refreshed twice a minute: words such as 剩 5 分 must not go stale on an open page. */
export function useNow(): string {
  const drawn = useContext(DrawnAt);
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return useSyncExternalStore(never, () => now, () => drawn ?? now);
}
