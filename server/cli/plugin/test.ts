import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { buildFolder, openFolder, toolPath } from './package-folder.ts';

/** Builds the plugin and runs its tests once, with the vitest of its folder or else the studio's. */
export async function runTest(folder: string, print: (line: string) => void): Promise<number> {
  const given = await openFolder(folder);
  await buildFolder(given);
  const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) };
  const child = spawn(process.execPath, [toolPath(given.folder, 'vitest', 'vitest.mjs'), 'run', '--root', given.folder], { cwd: given.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', print);
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}
