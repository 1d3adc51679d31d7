import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { IMPORT_LAW } from './import-law.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const ROOMS = ['runtime', 'server', 'builder', 'templates', 'examples', 'test'];

async function violations(baseDir: string, folders: readonly string[]): Promise<{ modules: number; found: readonly IViolation[] }> {
  const { output } = await cruise([...folders], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [...IMPORT_LAW] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|test/bench/peers)/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'], conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  });
  const result = output as ICruiseResult;
  return { modules: result.summary.totalCruised, found: result.summary.violations };
}

const say = (violation: IViolation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`;

/** A file that breaks each rule, in a house of its own. */
const PROBES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycles': { 'runtime/schema/a.ts': "import type { B } from './b.ts'; export type A = B;", 'runtime/schema/b.ts': "import type { A } from './a.ts'; export type B = A | 1;" },
  'runtime-schema': { 'runtime/schema/a.ts': "import '../language/b.ts';", 'runtime/language/b.ts': 'export {};' },
  'runtime-language': { 'runtime/language/a.ts': "import type { B } from '../rules/b.ts'; export type A = B;", 'runtime/rules/b.ts': 'export type B = 1;' },
  'runtime-rules': { 'runtime/rules/a.ts': "import '../nodes/b.ts';", 'runtime/nodes/b.ts': 'export {};' },
  'runtime-dmn': { 'runtime/dmn/a.ts': "import '../host/b.ts';", 'runtime/host/b.ts': 'export {};' },
  'runtime-host': { 'runtime/host/a.ts': "import '../engine/b.ts';", 'runtime/engine/b.ts': 'export {};' },
  'runtime-nodes': { 'runtime/nodes/a.ts': "import '../engine/b.ts';", 'runtime/engine/b.ts': 'export {};' },
  'runtime-engine': { 'runtime/engine/a.ts': "import '../check/b.ts';", 'runtime/check/b.ts': 'export {};' },
  'runtime-alone': { 'runtime/schema/a.ts': "import '../../server/b.ts';", 'server/b.ts': 'export {};' },
  'runtime-no-node': { 'runtime/schema/a.ts': "import 'node:fs';" },
  'server-not-builder': { 'server/a.ts': "import '../builder/src/b.ts';", 'builder/src/b.ts': 'export {};' },
  'builder-values': { 'builder/src/a.ts': "import '../../runtime/engine/b.ts';", 'runtime/engine/b.ts': 'export {};' },
  'portal-not-designer': { 'builder/src/portal/a.ts': "import '../designer/b.ts';", 'builder/src/designer/b.ts': 'export {};' },
  'portal-no-parser': { 'builder/src/portal/a.ts': "import '../../../runtime/language/compile.ts';", 'runtime/language/compile.ts': 'export {};' },
  'designer-light-portal': { 'builder/src/designer/a.ts': "import '../portal/b.ts';", 'builder/src/portal/b.ts': 'export {};' },
  'templates-are-data': { 'templates/x/a.ts': "import '../../runtime/schema/b.ts';", 'runtime/schema/b.ts': 'export {};' },
  'examples-front-door': { 'examples/a.ts': "import '../server/b.ts';", 'server/b.ts': 'export {};' },
  'no-dev-dependency': { 'package.json': '{"type":"module","devDependencies":{"probe":"1"}}', 'node_modules/probe/package.json': '{"name":"probe","version":"1.0.0","main":"index.js"}', 'node_modules/probe/index.js': '', 'server/a.ts': "import 'probe';" },
  'support-only-from-tests': { 'server/a.ts': "import '../test/support/b.ts';", 'test/support/b.ts': 'export {};' },
};

async function probe(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const house = mkdtempSync(join(tmpdir(), 'import-law-'));
  try {
    for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const folders = [...new Set(Object.keys(files).filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''))].filter((folder) => ROOMS.includes(folder));
    return (await violations(house, folders)).found.map((violation) => violation.rule.name);
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

describe('import law', () => {
  it('holds for every module of the product', { timeout: 120_000 }, async () => {
    const { modules, found } = await violations(ROOT, ROOMS);
    expect(modules).toBeGreaterThan(150);
    expect(found.map(say)).toEqual([]);
  });

  it('has a probe for each rule', () => {
    expect(Object.keys(PROBES).sort()).toEqual(IMPORT_LAW.map((rule) => rule.name ?? '').sort());
  });

  it.each(Object.entries(PROBES))('%s bites', async (rule, files) => {
    expect(await probe(files)).toContain(rule);
  });

  it('lets the builder take types from the engine', async () => {
    const files = { 'builder/src/a.ts': "import { type B } from '../../runtime/engine/b.ts'; import type { C } from '../../runtime/engine/b.ts'; export type A = B | C;", 'runtime/engine/b.ts': 'export type B = 1; export type C = 2;' };
    expect(await probe(files)).toEqual([]);
  });
});
