import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { median, spread, type Bar, type Bench } from '../bench.ts';
import { firstAnswer, freePort, startChild, type Child } from '../child.ts';
import { loadRound, type Target } from '../load.ts';
import { startStudio, type Studio } from '../studio.ts';
import { checkRecords } from './records.ts';
import { decide, INPUTS, scenario, type Decision } from './work.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const TSX = ['--import', 'tsx'];
const RED = `${ROOT}test/bench/peers/node-red`;

interface Side {
  readonly name: string;
  readonly target: Target;
  readonly read: (answer: Record<string, unknown>) => Decision;
  /** Its answer says which rule hit; the low-code peer's does not. */
  readonly namesRule: boolean;
  readonly rates: number[];
}

async function publish(studio: Studio, recording: 'all' | 'none'): Promise<void> {
  const document = scenario(recording);
  const made = await studio.call('POST', '/api/scenarios', { scenario: document });
  if (made.status >= 300) throw new Error(`new scenario: ${made.status} ${JSON.stringify(made.json)}`);
  const done = await studio.call('POST', `/api/scenarios/${String(document['id'])}/publish`, { note: 'bench', baseVersion: made.json['version'] });
  if (done.status >= 300) throw new Error(`publish: ${done.status} ${JSON.stringify(done.json)}`);
}

interface StudioAnswer {
  readonly outputs: { readonly grade: { rule: string; grade: string; share: number }; readonly total: { amount: number } };
}

function studioSide(studio: Studio, recording: 'all' | 'none'): Side {
  return {
    name: `studio, recording ${recording}`,
    namesRule: true,
    target: { url: `${studio.url}/api/apps/instant-${recording}`, headers: { cookie: studio.cookie(), origin: studio.url }, bodies: INPUTS.map((input) => JSON.stringify(input)) },
    read: (answer) => {
      const { grade, total } = (answer as unknown as StudioAnswer).outputs;
      return { rule: grade.rule, grade: grade.grade, share: grade.share, amount: total.amount };
    },
    rates: [],
  };
}

/** As long as a token of the studio. */
const TOKEN = 'bench-token-of-43-characters-like-a-real-one';

/** @param work file of the record, or `bare` for the session check alone */
async function baselineSide(name: string, work: string): Promise<{ side: Side; child: Child }> {
  const port = await freePort();
  const child = startChild(process.execPath, [...TSX, 'test/bench/instant/baseline.ts', String(port), TOKEN, work], { NODE_ENV: 'production' }, ROOT);
  await firstAnswer(`http://127.0.0.1:${port}/health`, child);
  return {
    child,
    side: {
      name,
      namesRule: true,
      target: { url: `http://127.0.0.1:${port}/api/apps/instant`, headers: { cookie: `sid=${TOKEN}`, origin: `http://127.0.0.1:${port}` }, bodies: INPUTS.map((input) => JSON.stringify(input)) },
      read: (answer) => {
        const { grade, total } = (answer as unknown as StudioAnswer).outputs;
        return { ...grade, amount: total.amount };
      },
      rates: [],
    },
  };
}

async function redSide(folder: string): Promise<{ side: Side; child: Child } | null> {
  if (!existsSync(`${RED}/node_modules/node-red/red.js`)) return null;
  const port = await freePort();
  const child = startChild(process.execPath, [`${RED}/node_modules/node-red/red.js`, '--port', String(port), '--userDir', folder, '--settings', `${RED}/settings.cjs`, `${RED}/flows.json`], { NODE_ENV: 'production' }, RED);
  await firstAnswer(`http://127.0.0.1:${port}/health`, child, 60_000);
  return { child, side: { name: 'Node-RED low-code nodes, no recording', namesRule: false, target: { url: `http://127.0.0.1:${port}/api/apps/instant`, headers: {}, bodies: INPUTS.map((input) => JSON.stringify(input)) }, read: (answer) => answer as unknown as Decision, rates: [] } };
}

/** Every side must give the hand-written answer for every input before anything is timed. */
async function checkAnswers(side: Side): Promise<void> {
  for (const [index, input] of INPUTS.entries()) {
    const answer = await fetch(side.target.url, { method: 'POST', headers: { 'content-type': 'application/json', ...side.target.headers }, body: side.target.bodies[index] ?? '' });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${side.name}: ${answer.status} ${text}`);
    const got = side.read(JSON.parse(text) as Record<string, unknown>);
    const want = decide(input);
    if (side.namesRule && got.rule !== want.rule) throw new Error(`${side.name}: ${JSON.stringify(input)} hits ${got.rule}, not ${want.rule}`);
    if (got.grade !== want.grade || got.share !== want.share || got.amount !== want.amount) throw new Error(`${side.name}: ${JSON.stringify(input)} gives ${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
  }
}

/** Answers of the two sides that do the same are alike but for the id of the run. */
async function checkAlike(one: Side, other: Side): Promise<void> {
  const [a, b] = await Promise.all([one, other].map(async ({ target: { url, headers, bodies } }) => {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: bodies[0] ?? '' });
    const body = (await answer.json()) as Record<string, unknown>;
    const names = [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
    return { names, body: { ...body, runId: String(body['runId']).length } };
  }));
  if (!isDeepStrictEqual(a, b)) throw new Error(`answers differ: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

/**
 * The published scenario over HTTP against a hand-written handler with the same session check, answer and record, and
 * against Node-RED. A third handler that only checks the session and answers tells how far any server of this make
 * could get on this machine.
 */
export const instant: Bench = async ({ short }): Promise<readonly Bar[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'instant-bench-'));
  const data = join(folder, 'data');
  const recordFile = join(folder, 'record.jsonl');
  const studio = await startStudio({ account: true, data });
  const hand = await baselineSide('hand-written Fastify + Ajv, recording', recordFile);
  const bare = await baselineSide('bare Fastify: session check and answer', 'bare');
  const red = await redSide(join(folder, 'red'));
  try {
    await publish(studio, 'all');
    await publish(studio, 'none');
    const all = studioSide(studio, 'all');
    const none = studioSide(studio, 'none');
    const working = [hand.side, all, none, ...(red ? [red.side] : [])];
    for (const side of working) await checkAnswers(side);
    await checkAlike(hand.side, all);
    await checkRecords(recordFile, join(data, 'log'));
    const sides = [...working, bare.side];
    const rounds = short ? 2 : 6;
    for (const side of sides) await loadRound(side.target, short ? 1 : 3, 16);
    for (let round = 0; round < rounds; round += 1) for (const side of sides) side.rates.push(await loadRound(side.target, short ? 1 : 4, 16));
    for (const side of sides) console.log(`instant, requests/s, min / median / max: ${side.name}: ${spread(side.rates)}`);
    const ratio = (side: Side, other: Side) => median(side.rates.map((rate, index) => rate / (other.rates[index] ?? Number.NaN)));
    console.log(`instant: of the bare handler, hand-written ${ratio(hand.side, bare.side).toFixed(2)}, studio recording all ${ratio(all, bare.side).toFixed(2)}, none ${ratio(none, bare.side).toFixed(2)}`);
    if (red) console.log(`instant: the bare handler does ${ratio(bare.side, red.side).toFixed(1)} times Node-RED; nothing that checks a session and answers over this HTTP server does more here`);
    else console.log('Node-RED is not installed: npm install --prefix test/bench/peers/node-red');
    return [
      { name: 'instant-vs-hand-written', value: ratio(all, hand.side), op: '>=', limit: 0.8, unit: 'x' },
      ...(red ? [{ name: 'instant-vs-node-red', value: ratio(none, red.side), op: '>=' as const, limit: 12, unit: 'x' }] : []),
    ];
  } finally {
    await Promise.all([studio.stop(), hand.child.stop(), bare.child.stop(), red?.child.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
};
