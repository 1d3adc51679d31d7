import { describe, expect, it } from 'vitest';
import type { FastifyBaseLogger } from 'fastify';
import { createDrivers } from '../../server/services/drivers.ts';

const errors: string[] = [];
const log = { error: (facts: { run: string }) => void errors.push(facts.run) } as unknown as FastifyBaseLogger;
const never = new Promise<void>(() => undefined);

describe('runs a server takes further by itself', () => {
  it('do not wait for one whose service does not answer', async () => {
    const drivers = createDrivers(log);
    const done: string[] = [];
    drivers.take('slow', () => never);
    for (const run of ['a', 'b']) drivers.take(run, async () => void done.push(run));
    await Promise.resolve();
    expect(done).toEqual(['a', 'b']);
  });

  it('are under way once at a time', async () => {
    const drivers = createDrivers(log);
    let begun = 0;
    const work = async () => void (begun += 1);
    drivers.take('a', work);
    drivers.take('a', work);
    await drivers.idle();
    drivers.take('a', work);
    await drivers.idle();
    expect(begun).toBe(2);
  });

  it('are left alone longer and longer after each failure, and others are asked for in their place', async () => {
    let ticks = 0;
    const drivers = createDrivers(log, () => ticks);
    const tries: number[] = [];
    const poisoned = async () => {
      tries.push(ticks);
      throw new Error('always');
    };
    for (; ticks < 30_000; ticks += 1000) {
      drivers.take('bad', poisoned);
      await drivers.idle();
    }
    expect(tries).toEqual([0, 2000, 6000, 14_000]);
    expect([drivers.passedOver(), errors.length]).toEqual([1, 4]);
    drivers.take('bad', async () => undefined);
    await drivers.idle();
    ticks = 1e6;
    drivers.take('bad', async () => undefined);
    await drivers.idle();
    expect(drivers.passedOver()).toBe(0);
  });
});
