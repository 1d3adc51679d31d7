import { describe, expect, it } from 'vitest';
import { createClockGuard } from '../../server/services/clock-guard.ts';

function clocks() {
  let [wall, steady] = [1_000_000, 0];
  return {
    guard: createClockGuard(() => wall, () => steady),
    pass: (ms: number) => { wall += ms; steady += ms; },
    set: (ms: number) => { wall += ms; },
  };
}
const DAY = 86_400_000;

describe('[E10.12] a clock that jumps', () => {
  it('is trusted while it goes on, also after a long pause', () => {
    const { guard, pass } = clocks();
    pass(1000);
    expect(guard.look()).toEqual({ jumpedMs: 0, mayFire: true });
    pass(3 * DAY);
    expect(guard.look()).toEqual({ jumpedMs: 0, mayFire: true });
  });
  it('ahead is not believed for a minute, then it is', () => {
    const { guard, pass, set } = clocks();
    set(DAY);
    expect(guard.look()).toEqual({ jumpedMs: DAY, mayFire: false });
    pass(59_000);
    expect(guard.look().mayFire).toBe(false);
    pass(1000);
    expect(guard.look().mayFire).toBe(true);
  });
  it('ahead and back again has fired nothing', () => {
    const { guard, pass, set } = clocks();
    set(DAY);
    expect(guard.look().mayFire).toBe(false);
    pass(20_000);
    set(-DAY);
    expect(guard.look()).toEqual({ jumpedMs: -DAY, mayFire: true });
  });
  it('back only waits', () => {
    const { guard, pass, set } = clocks();
    set(-DAY);
    pass(1000);
    expect(guard.look()).toEqual({ jumpedMs: -DAY, mayFire: true });
  });
  it('small steps are what a clock does to be right', () => {
    const { guard, set } = clocks();
    set(60_000);
    expect(guard.look()).toEqual({ jumpedMs: 0, mayFire: true });
  });
});
