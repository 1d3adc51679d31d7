import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dependenciesOf, holesIn, noticeOf, partsOf, type Parts, refusedLicences } from '../../../server/build/dependencies.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Parts & { readonly devDependencies: Readonly<Record<string, string>> };
const dependencies = dependenciesOf(JSON.parse(read('package-lock.json')) as Parameters<typeof dependenciesOf>[0], partsOf(manifest));

describe('dependencies', () => {
  it('are all under licences that may be part of the product', () => {
    expect(refusedLicences(dependencies)).toEqual([]);
  });

  it('are named in server/NOTICE; after a change run npm run notice', () => {
    expect(read('server/NOTICE')).toBe(noticeOf(dependencies));
  });

  it('in the bundles are built in, not installed again beside the product', () => {
    expect(manifest.inlinedDependencies.filter((name) => !Object.hasOwn(manifest.devDependencies, name))).toEqual([]);
    expect(Object.keys(manifest.dependencies)).toEqual(['@node-rs/argon2']);
  });

  it('count with what they need, from where they lie, and without what only tests, types and other systems of peers need', () => {
    const packages = {
      '': {}, 'node_modules/a': { version: '1.0.0', license: 'GPL-3.0' }, 'node_modules/b': { version: '1.0.0', license: 'MIT', dependencies: { a: '2', '@c/d': '2' }, peerDependencies: { e: '1', f: '1' }, peerDependenciesMeta: { f: { optional: true } } },
      'node_modules/b/node_modules/a': { version: '2.0.0', license: 'MIT', optionalDependencies: { b: '1', gone: '1' } }, 'node_modules/@c/d': { version: '2.0.0' }, 'node_modules/e': { version: '1.0.0', license: 'MIT' }, 'node_modules/f': { version: '1.0.0', license: 'GPL-3.0' },
    };
    const found = dependenciesOf({ packages }, ['b']);
    expect(found.map(({ name, version }) => `${name}@${version}`)).toEqual(['@c/d@2.0.0', 'a@2.0.0', 'b@1.0.0', 'e@1.0.0']);
    expect(refusedLicences(found)).toEqual([{ name: '@c/d', version: '2.0.0', license: '?' }]);
  });

  it.each([
    ['{"vulnerabilities":{"a":{"severity":"high","nodes":["node_modules/a"]},"b":{"severity":"critical","nodes":["node_modules/b"]}}}', { info: 0, low: 0, moderate: 0, high: 1, critical: 0 }],
    ['{"error":{"code":"ENOAUDIT"}}', null], ['', null], ['<html>', null],
  ])('known holes read from %s', (answer, holes) => {
    expect(holesIn(answer, new Set(['node_modules/a']))).toEqual(holes);
  });
});
