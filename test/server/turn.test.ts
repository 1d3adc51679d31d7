import { expect, it } from 'vitest';
import { pause } from '../../runtime/engine/turn.ts';
import { createTurn } from '../../server/services/turn.ts';

it('lets others have their turn after long work', async () => {
  const turn = createTurn();
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  const began = performance.now();
  while (performance.now() - began < 30);
  await pause(turn);
  clearInterval(others);
  expect(turns).toBeGreaterThan(0);
});
