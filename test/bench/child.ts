import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A free port of 127.0.0.1; taken a moment later, which is good enough for one machine. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export interface Child {
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

export function startChild(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd?: string): Child {
  const child = spawn(command, [...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...(cwd ? { cwd } : {}) });
  let printed = '';
  const keep = (chunk: Buffer) => {
    if (printed.length < 200_000) printed += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return {
    process: child,
    output: () => printed,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await Promise.race([new Promise((resolve) => child.once('exit', resolve)), sleep(10_000)]);
      if (child.exitCode === null) child.kill('SIGKILL');
    },
  };
}

/** Polls until the address answers 2xx, and gives the milliseconds that took. */
export async function firstAnswer(url: string, child: Child, limitMs = 60_000): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < limitMs) {
    if (child.process.exitCode !== null) throw new Error(`exited with ${child.process.exitCode}: ${child.output()}`);
    try {
      const answer = await fetch(url);
      await answer.arrayBuffer();
      if (answer.ok) return performance.now() - began;
    } catch {
      await sleep(5);
    }
  }
  throw new Error(`no answer from ${url} in ${limitMs} ms: ${child.output()}`);
}
