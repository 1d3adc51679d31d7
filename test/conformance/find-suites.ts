import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { readTestFile } from './test-cases.ts';
import type { TestCase } from './test-cases.ts';

/** One test file with the models beside it. */
export interface Suite {
  /** `compliance-level-3/0001-filter/0001-filter-test-01`. */
  readonly path: string;
  /** The first folder: `compliance-level-3`. */
  readonly level: string;
  /** XML of the model tested, then of the others in its folder. */
  readonly models: readonly string[];
  readonly cases: readonly TestCase[];
}

const LEVEL = /^(compliance-level-\d+|non-compliant)$/;

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** Every test file under a folder laid out like the TCK: levels, then a folder for each subject with its models and tests. */
export function findSuites(root: string): readonly Suite[] {
  return filesUnder(root).filter((path) => path.endsWith('.xml')).flatMap((path): Suite[] => {
    const test = readTestFile(readFileSync(path, 'utf8'));
    if (test === null) return [];
    const folder = dirname(path);
    const names = readdirSync(folder).filter((name) => name.endsWith('.dmn')).sort();
    const main = names.find((name) => name === test.modelName) ?? names.find((name) => basename(path).startsWith(name.slice(0, -'.dmn'.length))) ?? names[0];
    const ordered = main === undefined ? [] : [main, ...names.filter((name) => name !== main)];
    const parts = relative(root, path).split(sep);
    const from = Math.max(0, parts.findIndex((part) => LEVEL.test(part)));
    return [{
      path: parts.slice(from).join('/').replace(/\.xml$/, ''),
      level: LEVEL.test(parts[from] ?? '') ? (parts[from] ?? '') : 'other',
      models: ordered.map((name) => readFileSync(join(folder, name), 'utf8')),
      cases: test.cases,
    }];
  });
}
