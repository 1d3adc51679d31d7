/** A wall clock may be set, the steady one only goes on. Smaller steps are what a clock does to be right. */
const JUMP_MS = 15 * 60_000;
/** So long a clock that jumped ahead has to stay there before deadlines believe it. */
const HOLD_MS = 60_000;

export interface ClockGuard {
  /** Milliseconds the clock jumped since it was last asked, 0 for none; and whether deadlines may fire now. */
  readonly look: () => { readonly jumpedMs: number; readonly mayFire: boolean };
}

/**
 * Deadlines fire by the wall clock. One that is set ahead by mistake and set right again must not have fired anything:
 * after a jump ahead nothing fires for a minute, and not at all if it is taken back. A machine that slept looks the same
 * and is a minute late. A clock set back only makes deadlines wait.
 */
export function createClockGuard(wall: () => number, steady: () => number): ClockGuard {
  let [lastWall, lastSteady] = [wall(), steady()];
  /** How far ahead the clock is of what is believed, and since when. */
  let ahead: { readonly ms: number; readonly since: number } | null = null;
  return {
    look: () => {
      const [nowWall, nowSteady] = [wall(), steady()];
      const drift = nowWall - lastWall - (nowSteady - lastSteady);
      [lastWall, lastSteady] = [nowWall, nowSteady];
      const jumpedMs = Math.abs(drift) < JUMP_MS ? 0 : Math.round(drift);
      if (jumpedMs !== 0) {
        const left = (ahead?.ms ?? 0) + jumpedMs;
        ahead = left < JUMP_MS ? null : { ms: left, since: nowSteady };
      }
      if (ahead && nowSteady - ahead.since >= HOLD_MS) ahead = null;
      return { jumpedMs, mayFire: ahead === null };
    },
  };
}
