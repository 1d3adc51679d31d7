import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCreatePlugin } from '../../../server/cli/plugin.ts';

export const ROOT = new URL('../../..', import.meta.url).pathname;

/** What `create-plugin` writes, in a folder of its own, with some files replaced. */
export async function createPlugin(where: string, name: string, changed: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = join(where, name);
  const code = await runCreatePlugin(ROOT, [folder], () => undefined);
  if (code !== 0) throw new Error(`create-plugin ended with ${code}`);
  for (const [path, text] of Object.entries(changed)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Runs a command with what it prints. */
export async function printed(run: (print: (line: string) => void) => Promise<number>): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await run((line) => lines.push(line));
  return { code, lines };
}
