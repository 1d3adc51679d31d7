import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter((path) => path !== '' && existsSync(join(ROOT, path)));
const sources = files.filter((path) => /\.(ts|tsx|js|mjs)$/.test(path) && !path.includes('.generated.'));

/** Lines that carry something: blank lines and lines that are only comment do not count. */
function lines(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line)).length;
}

describe('house', () => {
  it('keeps the fixed top level', () => {
    const top = new Set(files.map((path) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')));
    expect([...top].sort()).toEqual(['LICENSE', 'README.md', 'builder', 'examples', 'package-lock.json', 'package.json', 'runtime', 'server', 'templates', 'test', 'tsconfig.json']);
  });

  it('has no source file over 400 lines', () => {
    expect(sources.map((path) => ({ path, lines: lines(read(path)) })).filter((file) => file.lines > 400)).toEqual([]);
  });

  it('has a README in every top folder that says what belongs there and what never does', () => {
    for (const folder of ['builder', 'examples', 'runtime', 'server', 'templates', 'test']) {
      const text = read(`${folder}/README.md`);
      expect(text, folder).toMatch(/belongs here/i);
      expect(text, folder).toMatch(/never/i);
    }
  });

  it('lists every npm script in the README, and no other', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts).sort();
    const named = new Set([...read('README.md').matchAll(/`npm (?:run )?([a-z][a-z:-]*)(?: [^`]*)?`/g)].map((match) => match[1] ?? '').filter((name) => !['ci', 'install'].includes(name)));
    expect([...named].sort()).toEqual(scripts);
  });

  it('names only files that exist in the READMEs', () => {
    for (const readme of files.filter((path) => /^([a-z]+\/)?README\.md$/.test(path))) {
      const named = [...read(readme).matchAll(/`((?:runtime|server|builder|templates|examples|test)\/[\w./-]+)`/g)].map((match) => match[1] ?? '');
      expect(named.filter((path) => !existsSync(join(ROOT, path))), readme).toEqual([]);
    }
  });

  it('keeps registry addresses out of the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"|https?:\/\/registry/);
  });

  it('calls exactly the test command of the README in CI', () => {
    expect(read('.ci/run')).toContain('npm ci && npm test');
    expect(read('README.md')).toContain('npm ci && npm test');
  });

  it('has no skipped test without a reason and no left-over marks', () => {
    const marks = sources.filter((path) => path !== 'test/architecture/house.test.ts').flatMap((path) => {
      const text = read(path);
      return /\b(it|test|describe)\.(skip|only|todo)\(|\bTODO\b|\bFIXME\b/.test(text) ? [path] : [];
    });
    expect(marks).toEqual([]);
  });

  it('never evaluates text in the browser', () => {
    const evaluating = sources.filter((path) => /^(builder\/src|runtime)\//.test(path) && /\beval\(|new Function\(/.test(read(path)));
    expect(evaluating.filter((path) => path !== 'runtime/language/generate.ts')).toEqual([]);
  });
});
