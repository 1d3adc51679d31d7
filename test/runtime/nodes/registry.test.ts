import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { isScenarioError } from '../../../runtime/errors.ts';
import { defineNode, OUT, type AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';

const words = { 'zh-CN': '甲', en: 'A' };
const node = (version: number): AnyNodeType =>
  defineNode({ type: 'test.one', version, category: 'data', title: words, summary: words, icon: 'zap', config: Type.Object({}), example: {}, output: Type.Object({}), ports: [OUT], effect: 'pure', run: () => ({ output: {} }) });

function codeOf(types: readonly unknown[]): unknown {
  try {
    createRegistry(types as readonly AnyNodeType[]);
    return null;
  } catch (error) {
    return isScenarioError(error) ? [error.code, error.details] : error;
  }
}

describe('registry', () => {
  const registry = createRegistry([node(2), node(1)]);

  it('finds the version a node is pinned to', () => {
    expect(registry.find('test.one', 1)?.version).toBe(1);
  });
  it('finds the newest without a version', () => {
    expect(registry.find('test.one')?.version).toBe(2);
  });
  it('knows nothing of other types and versions', () => {
    expect([registry.find('test.two'), registry.find('test.one', 3)]).toEqual([undefined, undefined]);
  });
  it('refuses the same type and version twice', () => {
    expect(codeOf([node(1), node(1)])).toEqual(['SCN_NODE_DUPLICATE_TYPE', { type: 'test.one', version: 1 }]);
  });
  it.each([
    ['nothing at all', null, 'type = <area>.<name>'],
    ['a type id without area', { ...node(1), type: 'one' }, 'type = <area>.<name>'],
    ['a version below 1', { ...node(1), version: 0 }, 'version ≥ 1'],
    ['a title in one language', { ...node(1), title: { en: 'A' } }, 'title = { "zh-CN", "en" }'],
    ['no config schema', { ...node(1), config: undefined }, 'config = JSON Schema'],
    ['an unknown effect', { ...node(1), effect: 'magic' }, 'effect = pure | read | write | wait'],
    ['no run', { ...node(1), run: undefined }, 'run()'],
    ['a waiting node without complete', { ...node(1), effect: 'wait', begin: () => ({}) }, 'complete()'],
  ])('refuses %s', (_title, definition, problem) => {
    expect(codeOf([definition])).toMatchObject(['SCN_NODE_BAD_DEFINITION', { problem }]);
  });
});
