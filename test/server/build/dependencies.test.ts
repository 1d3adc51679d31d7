import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dependenciesOf, holesIn, noticeOf, refusedLicences } from '../../../server/build/dependencies.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const dependencies = dependenciesOf(JSON.parse(read('package-lock.json')) as Parameters<typeof dependenciesOf>[0]);

describe('dependencies', () => {
  it('are all under licences that may be part of the product', () => {
    expect(refusedLicences(dependencies)).toEqual([]);
  });

  it('are named in server/NOTICE; after a change run npm run notice', () => {
    expect(read('server/NOTICE')).toBe(noticeOf(dependencies));
  });

  it('that only tests need, links and doubles are left out', () => {
    const packages = { '': {}, 'node_modules/a': { version: '1.0.0', license: 'GPL-3.0' }, 'node_modules/b/node_modules/a': { version: '1.0.0', license: 'GPL-3.0' }, 'node_modules/@c/d': { version: '2.0.0' }, 'node_modules/e': { version: '1.0.0', license: 'MIT', dev: true }, 'node_modules/f': { link: true } };
    expect(refusedLicences(dependenciesOf({ packages }))).toEqual([{ name: '@c/d', version: '2.0.0', license: '?' }, { name: 'a', version: '1.0.0', license: 'GPL-3.0' }]);
  });

  it.each([['{"metadata":{"vulnerabilities":{"high":1}}}', { high: 1 }], ['{"error":{"code":"ENOAUDIT"}}', null], ['', null], ['<html>', null]])('known holes read from %s', (answer, holes) => {
    expect(holesIn(answer)).toEqual(holes);
  });
});
