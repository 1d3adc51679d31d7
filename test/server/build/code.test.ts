import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runCode } from '../../../server/build/code.js';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const said = globalThis as { saidByCode?: string };

/** Lays code beside `NAME.mjs` as the build does. */
async function lay(folder: string, word: string): Promise<string> {
  const code = `globalThis.saidByCode = require('node:path').basename(__self) + ${JSON.stringify(word)};`;
  await writeFile(join(folder, 'a.cjs'), `${code}\n//${createHash('sha256').update(code).digest('hex')}`);
  return pathToFileURL(join(folder, 'a.mjs')).href;
}

it('runs code with and without its compiled form, and never from that of other code of the same length', () => withTemporaryFolder(async (folder) => {
  const run = (self: string) => {
    const compiled = runCode(self);
    return [said.saidByCode, compiled()] as const;
  };
  const [first, compiled] = run(await lay(folder, '一'));
  expect(first).toBe('a.mjs一');
  await writeFile(join(folder, 'a.v8'), compiled);
  expect(run(await lay(folder, '一'))[0]).toBe('a.mjs一');
  expect(run(await lay(folder, '二'))[0]).toBe('a.mjs二');
  await writeFile(join(folder, 'a.v8'), compiled.subarray(0, 200));
  expect(run(await lay(folder, '一'))[0]).toBe('a.mjs一');
  delete said.saidByCode;
}));
