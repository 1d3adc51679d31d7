import { line } from './line.ts';

/** How often a server that does not answer is asked whether it does. */
const AGAIN_MS = 3_000;
/** A dead line says nothing by itself. */
const PATIENCE_MS = 10_000;

let waiting = 0;
const listeners = new Set<() => void>();

function count(by: 1 | -1): void {
  waiting += by;
  for (const listener of listeners) listener();
}

/** Whether some part is not there because the server does not answer. */
export const partsWaiting = {
  get: (): boolean => waiting > 0,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** A part cannot be had by this page any more: the server was upgraded, or the browser remembers that it could not be had once. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing';
}

/** The server itself answers, not a gateway before it. */
async function isReached(): Promise<boolean> {
  // `AbortSignal.timeout` came with Chrome 103 and Safari 16.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch('/health', { cache: 'no-store', signal: patience.signal });
    await answer.json();
    line.heard(true);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

const rest = (): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, AGAIN_MS);
    addEventListener('online', done);
  });

async function untilReached(): Promise<void> {
  if (await isReached()) return;
  count(1);
  try {
    do await rest();
    while (!(await isReached()));
  } finally {
    count(-1);
  }
}

const asked = (link: HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    const fresh = link.cloneNode() as HTMLLinkElement;
    fresh.addEventListener('load', () => resolve());
    fresh.addEventListener('error', () => reject(new Error(link.href)));
    link.replaceWith(fresh);
  });

/** Styles that did not come are not asked for again by whoever loads a part again. */
async function mendStyles(): Promise<void> {
  const broken = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter((link) => link.sheet === null);
  await Promise.all(broken.map(asked));
}

/** A worker keeps the parts on this device. */
const isKept = (): boolean => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

/**
 * Loads a part of the pages, and waits for the server where it cannot be reached: many browsers remember that a part
 * could not be had, and never ask again, so it is asked for only once the server answers.
 * @throws PartMissing when the server answers and the part cannot be had all the same: the page has to be opened again
 */
export async function loadPart<Module>(load: () => Promise<Module>): Promise<Module> {
  if (line.isLost() && !isKept()) await untilReached();
  try {
    return await load();
  } catch {
    await untilReached();
  }
  try {
    await mendStyles();
    return await load();
  } catch (error) {
    throw new PartMissing(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
