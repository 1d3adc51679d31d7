import { useEffect, useEffectEvent, useState } from 'react';
import { listenToHands } from './hands.ts';

/** A value that waits while a pointer is down or something is carried: what it brings would move the page under the hand. */
export function useWhenFree<Value>(value: Value): Value {
  const [held, setHeld] = useState<{ readonly value: Value }>();
  const hold = useEffectEvent(() => setHeld((before) => before ?? { value }));
  useEffect(() => listenToHands({ hold: () => hold(), free: () => setHeld(undefined) }), []);
  return held === undefined ? value : held.value;
}
