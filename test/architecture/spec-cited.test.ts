import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const SPECS = [{ spec: 'runtime/SPEC.md', tests: ['test/runtime/engine'] }];

/** Ids at the start of a rule: `- **E1.2** …`. */
function rulesOf(path: string): string[] {
  return [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^- \*\*([A-Z]+\d+\.\d+)\*\*/gm)].map((match) => match[1] ?? '');
}

/** Ids in the titles of tests: `it('[E1.2] …`, also of tables. */
function citedIn(folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).map((file) => join(ROOT, folder, file)));
  const titles = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^\s*(?:it\(|it\.each\(.*\)\(|\]\)\()\s*'([^']*)'/gm)].map((match) => match[1] ?? ''));
  return titles.flatMap((title) => [...title.matchAll(/\[([A-Z]+\d+\.\d+)\]/g)].map((match) => match[1] ?? ''));
}

describe.each(SPECS)('$spec', ({ spec, tests }) => {
  it('has no rule number twice', () => {
    const rules = rulesOf(spec);
    expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
  });

  it('has a test for every rule', () => {
    const cited = new Set(citedIn(tests));
    expect(rulesOf(spec).filter((rule) => !cited.has(rule))).toEqual([]);
  });

  it('is cited by tests with numbers it has', () => {
    const rules = new Set(rulesOf(spec));
    expect(citedIn(tests).filter((rule) => !rules.has(rule))).toEqual([]);
  });
});
