import { expect, it } from 'vitest';
import { createPause } from '../../server/services/pause.ts';

it('lets others have their turn after long work', async () => {
  const pause = createPause();
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  const began = performance.now();
  while (performance.now() - began < 30);
  await pause();
  clearInterval(others);
  expect(turns).toBeGreaterThan(0);
});
