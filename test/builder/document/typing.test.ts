import { describe, expect, it } from 'vitest';
import { createTyping } from '../../../builder/src/designer/document/typing.ts';

describe('what is being typed', () => {
  it('is unsaved from the first key until it is handed on, and tells only when that turns', () => {
    const typing = createTyping();
    const told: boolean[] = [];
    typing.subscribe(() => told.push(typing.isHeld()));
    const one = typing.hold(() => undefined);
    const two = typing.hold(() => undefined);
    one();
    one();
    expect(typing.isHeld()).toBe(true);
    two();
    expect(typing.isHeld()).toBe(false);
    expect(told).toEqual([true, false]);
  });

  it('is handed on all at once, each text once', () => {
    const typing = createTyping();
    const done: string[] = [];
    const same = (): void => void done.push('same');
    const release = typing.hold(() => {
      release();
      done.push('one');
    });
    const others = [typing.hold(same), typing.hold(same)];
    typing.commitAll();
    expect(done).toEqual(['one', 'same', 'same']);
    for (const other of others) other();
    expect(typing.isHeld()).toBe(false);
  });
});
