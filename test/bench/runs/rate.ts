/** How often `work` ends per second with so many callers, each beginning again as soon as it is done. */
export async function rate(clients: number, ms: number, work: (n: number) => Promise<unknown>, count: { n: number }): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() - began < ms) {
      await work((count.n += 1));
      done += 1;
    }
  }));
  return done / ((performance.now() - began) / 1000);
}

/** A server that has just started is not what is compared: code is compiled and connections are open. */
export async function warmUp(work: (n: number) => Promise<unknown>, times: number, count: { n: number }): Promise<void> {
  const until = count.n + times;
  await Promise.all(Array.from({ length: 32 }, async () => {
    while (count.n < until) await work((count.n += 1));
  }));
}
