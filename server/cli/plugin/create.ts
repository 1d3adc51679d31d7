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

/** Versions of the tools a plugin is made with: those the studio itself is made with. */
async function toolVersions(home: string): Promise<Readonly<Record<string, string>>> {
  const { devDependencies } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { readonly devDependencies: Readonly<Record<string, string>> };
  return devDependencies;
}

/** What to type next. */
const next = (given: string): string => `
下一步 / Next:
  cd ${given}
  npm install      esbuild、vitest、typescript
  npm run lint     两种语言、出口、迁移 / both languages, ports, migrate
  npm test
  npm run dev      改了就装进本机的工坊 / into a studio on this machine, again after every change
  npm run pack     打成上传用的 .tgz / a .tgz to upload

README.md 说明每个文件 / README.md says what each file is for.`;

/** Writes a small plugin that is whole: it lints, tests, packs and installs as it is. @throws SCN_PLUGIN_NEW */
export async function runCreate(home: string, given: string, print: (line: string) => void): Promise<number> {
  const folder = resolve(given);
  const name = given.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  if (!NAME.test(name)) throw refuse(folder, `名字“${name}”不行`, `“${name}” is no name`);
  await demandEmpty(folder);
  const tools = await toolVersions(home);
  for (const [from, to] of Object.entries(FILES)) {
    const text = await readFile(join(home, 'server', 'cli', 'plugin', 'skeleton', from), 'utf8');
    const path = join(folder, to);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text.replaceAll('__NAME__', name).replaceAll(/__(esbuild|typescript|vitest)__/g, (_, tool: string) => tools[tool] ?? '*'));
  }
  print(folder);
  print(next(given));
  return 0;
}
