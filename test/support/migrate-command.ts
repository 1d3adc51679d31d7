import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND } from './product.ts';

export interface Migrated {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** `scenario-studio migrate` as a process in the folder `cwd`; killed as soon as `isCut` says so. */
export async function migrate(cwd: string, from: string, to: string, isCut: () => Promise<boolean> = async () => false): Promise<Migrated> {
  const child = spawn(process.execPath, [...COMMAND, 'migrate', '--from', from, '--to', to], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  while (child.exitCode === null && child.signalCode === null) {
    if (await isCut()) child.kill('SIGKILL');
    await sleep(40);
  }
  return { ...(await ended), output };
}
