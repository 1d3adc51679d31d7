import autocannon from 'autocannon';

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
}

/** Requests per second of one round; every answer must be 2xx, else the round does not count. */
export async function loadRound(target: Target, seconds: number, connections: number): Promise<number> {
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    requests: target.bodies.map((body) => ({ method: 'POST' as const, headers: { 'content-type': 'application/json', ...target.headers }, body })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${target.url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  return result.requests.average;
}
