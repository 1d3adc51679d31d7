import { cpus, loadavg, totalmem } from 'node:os';
import { barLine, holds, type Bench } from './bench.ts';

/** Loaded on demand: a benchmark may need a build or its own packages. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  instant: async () => (await import('./instant/instant.ts')).instant,
  runs: async () => (await import('./runs/runs.ts')).runs,
  start: async () => (await import('./start/start.ts')).start,
  designer: async () => (await import('./designer/designer.ts')).designer,
  peers: async () => (await import('./side-by-side/peers.ts')).peers,
  portal: async () => (await import('./portal/portal.ts')).portal,
  data: async () => (await import('./data/data.ts')).data,
  rules: async () => (await import('./rules/rules.ts')).rules,
  access: async () => (await import('./access/access.ts')).access,
};

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const at = words.indexOf('--minutes');
  const minutes = at < 0 ? undefined : Number(words[at + 1]);
  const names = words.filter((word, index) => !word.startsWith('--') && (at < 0 || index !== at + 1));
  const unknown = names.filter((name) => !(name in BENCHES));
  if (names.length === 0 || unknown.length > 0) {
    console.error(`${unknown.length > 0 ? `There is no benchmark ${unknown.join(', ')}. ` : ''}Name one or more of: ${Object.keys(BENCHES).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  console.log(`machine: ${cpus().length} x ${cpus()[0]?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, node ${process.version}, load ${loadavg()[0]?.toFixed(2) ?? '?'}`);
  const bars = [];
  for (const name of names) {
    const bench = await BENCHES[name]?.();
    if (bench) bars.push(...(await bench({ short: words.includes('--short'), ...(minutes === undefined || Number.isNaN(minutes) ? {} : { minutes }) })));
  }
  for (const bar of bars) console.log(barLine(bar));
  if (bars.some((bar) => !holds(bar))) process.exitCode = 1;
}

await main();
