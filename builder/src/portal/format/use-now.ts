import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

/** The present as ISO text, refreshed twice a minute: words such as 剩 5 分 must not go stale on an open page. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
