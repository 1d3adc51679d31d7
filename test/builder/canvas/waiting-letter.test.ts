import { describe, expect, it } from 'vitest';
import { createWaitingLetter } from '../../../builder/src/designer/canvas/waiting-letter.ts';

function make() {
  const tasks = new Set<() => void>();
  const done: string[] = [];
  const waiting = createWaitingLetter((task) => {
    tasks.add(task);
    return () => void tasks.delete(task);
  });
  return { done, waiting, press: (letter: string) => waiting.wait(letter, () => done.push(letter)), pause: () => { for (const task of tasks) task(); } };
}

describe('a letter that is a command', () => {
  it('is done once, after the pause', () => {
    const { done, waiting, press, pause } = make();
    press('h');
    expect([done, waiting.letter()]).toEqual([[], 'h']);
    pause();
    pause();
    expect([done, waiting.letter()]).toEqual([['h'], undefined]);
  });
  it('is not done when it began a name', () => {
    const { done, waiting, press, pause } = make();
    press('h');
    waiting.drop();
    pause();
    expect([done, waiting.letter()]).toEqual([[], undefined]);
  });
  it('is done before the next one waits, or when something else is pressed', () => {
    const { done, waiting, press } = make();
    press('l');
    press('v');
    expect([done, waiting.letter()]).toEqual([['l'], 'v']);
    waiting.settle();
    expect(done).toEqual(['l', 'v']);
  });
});
