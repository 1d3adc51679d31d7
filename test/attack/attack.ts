import type { Ground } from './ground.ts';
import { switchable } from './stand-in.ts';

/** One hostile input: `true` when it was blocked, else how it got through. */
export interface Hostile {
  readonly title: string;
  readonly try: () => Promise<true | string>;
}

export interface AttackClass {
  readonly name: string;
  /** Prepares the ground and lists the inputs. */
  readonly inputs: (ground: Ground, options: { readonly short: boolean }) => Promise<readonly Hostile[]>;
  /** Inputs that may be under way at once. @default 1 */
  readonly abreast?: number;
}

export interface ClassReport {
  readonly name: string;
  readonly tried: number;
  readonly blocked: number;
  readonly through: readonly string[];
  /** Inputs that would be called blocked by a server that refuses nothing. */
  readonly toothless: readonly string[];
  readonly blockedMs: number;
  readonly workedMs: number;
}

/** An input that takes longer has hung somebody. */
const MOST_MS = 60_000;

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${MOST_MS / 1000} s`)), MOST_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function tried({ title, try: attempt }: Hostile): Promise<string | null> {
  try {
    const outcome = await within(attempt());
    return outcome === true ? null : `${title}: ${outcome}`;
  } catch (error) {
    return `${title}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** After each class the server must still answer, nobody may have dialled, and no object may have grown. */
async function aftermath(ground: Ground): Promise<Pick<ClassReport, 'through' | 'blockedMs' | 'workedMs'>> {
  const began = performance.now();
  const health = await ground.send({ path: '/health' });
  const took = performance.now() - began;
  const { dials, polluted, blockedMs, workedMs } = await ground.facts();
  const away = dials.filter((dial) => dial !== `127.0.0.1:${ground.canary.port}` && !dial.startsWith('93.184.216.34:'));
  return {
    blockedMs, workedMs,
    through: [...(health.status === 200 ? [] : [`the server does not answer: ${health.status}`]), ...(took > 1000 ? [`the server took ${Math.round(took)} ms to answer`] : []), ...away.map((dial) => `dialled ${dial}`), ...polluted.map((name) => `every object has ${name}`)],
  };
}

/** Tries all of them; how those that were not blocked got through, each with its input. */
async function tryAll(inputs: readonly Hostile[], abreast: number): Promise<readonly (readonly [Hostile, string])[]> {
  const waiting = [...inputs];
  const through: (readonly [Hostile, string])[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const how = await tried(next);
      if (how !== null) through.push([next, how]);
    }
  };
  await Promise.all(Array.from({ length: abreast }, work));
  return through;
}

/** Runs a class against the server, and then the same checks against one without any guard, where each must bite. */
export async function runClass({ name, inputs, abreast = 1 }: AttackClass, real: Ground, short: boolean): Promise<ClassReport> {
  const { ground, open, close } = switchable(real);
  const all = await inputs(ground, { short });
  await ground.facts();
  const through = (await tryAll(all, abreast)).map(([, how]) => how);
  const after = await aftermath(ground);
  await open();
  try {
    const bitten = new Set((await tryAll(all, abreast)).map(([input]) => input));
    const toothless = all.filter((input) => !bitten.has(input)).map(({ title }) => title);
    return { name, tried: all.length, blocked: all.length - through.length, through: [...through, ...after.through], toothless, blockedMs: after.blockedMs, workedMs: after.workedMs };
  } finally {
    await close();
  }
}
