import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Plugin } from '../../runtime/nodes/define-node.ts';
import { createRegistry } from '../../runtime/nodes/registry.ts';
import { runNode } from '../runtime/nodes/run-kit.ts';

const folder = new URL('../../examples/plugins/id-check/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { keywords: readonly string[]; 'scenario-studio': { nodes: string } };
const load = async () => ((await import(/* @vite-ignore */ new URL(manifest['scenario-studio'].nodes, folder).href)) as { default: Plugin }).default;

describe('plug-in id-check', () => {
  it('carries the key and the keyword a server looks for', () => {
    expect([manifest.keywords, manifest['scenario-studio']]).toEqual([['scenario-studio-plugin'], { nodes: './index.js', engine: '>=1 <2', scopes: {} }]);
  });
  it('registers beside the built-ins', async () => {
    const { nodes } = await load();
    expect(createRegistry([...builtIns, ...nodes]).find('id.check')?.title).toEqual({ 'zh-CN': '核对证件号', en: 'Check ID number' });
  });
  it('reads a number given by a formula', async () => {
    const [type] = (await load()).nodes;
    expect(type && (await runNode(type, { value: 'form.id' }, { values: { form: { id: '11010519491231002X' } } }))).toEqual({
      output: { valid: true, kind: 'person', value: '11010519491231002X', problem: null, message: null, birth_date: '1949-12-31', sex: 'female', region: '110105', province: { 'zh-CN': '北京市', en: 'Beijing' } },
      port: 'valid',
    });
  });
  it('leaves by invalid with the reason in both languages', async () => {
    const [type] = (await load()).nodes;
    expect(type && (await runNode(type, { value: '"1101051949123100X"', kind: 'person' }))).toMatchObject({
      output: { valid: false, problem: 'length', message: { 'zh-CN': '身份证号少 1 位：现在 17 位，应为 18 位', en: 'The ID number has 17 characters; it must have 18' } },
      port: 'invalid',
    });
  });
});
