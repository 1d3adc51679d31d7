import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../../errors.ts';

const NAME = /^[a-z][a-z0-9-]{1,40}$/;
/** File in the skeleton → where it goes. */
const FILES: Readonly<Record<string, string>> = {
  'package.json.txt': 'package.json', 'tsconfig.json.txt': 'tsconfig.json', 'README.md.txt': 'README.md', 'gitignore.txt': '.gitignore',
  'index.ts.txt': 'src/index.ts', 'mask.ts.txt': 'src/mask.ts', 'studio.ts.txt': 'src/studio.ts', 'mask.test.ts.txt': 'test/mask.test.ts',
};

const refuse = (folder: string, problemZh: string, problemEn: string): Error => fail('SCN_PLUGIN_NEW', { folder, problemZh, problemEn });

async function demandEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) throw refuse(folder, '里面已经有东西', 'there is something in it');
}

/** Writes a small plugin that is whole: it lints, tests, packs and installs as it is. @throws SCN_PLUGIN_NEW */
export async function runCreate(home: string, given: string, print: (line: string) => void): Promise<number> {
  const folder = resolve(given);
  const name = given.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  if (!NAME.test(name)) throw refuse(folder, `名字“${name}”不行`, `“${name}” is no name`);
  await demandEmpty(folder);
  for (const [from, to] of Object.entries(FILES)) {
    const text = await readFile(join(home, 'server', 'cli', 'plugin', 'skeleton', from), 'utf8');
    const path = join(folder, to);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text.replaceAll('__NAME__', name));
  }
  print(folder);
  for (const step of ['dev', 'lint', 'test', 'pack']) print(`  scenario-studio plugin ${step} ${given}`);
  return 0;
}
