import { describe, expect, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { AnyNodeType, Plugin } from '../../../runtime/nodes/define-node.ts';
import { bareValues, type Shape, unnamed } from '../../../runtime/nodes/definition-words.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { env, outputOf, portsOf, strictAjv } from './node-kit.ts';

const pluginFile = new URL('../../../examples/plugins/id-check/index.js', import.meta.url).href;
const { default: plugin } = (await import(/* @vite-ignore */ pluginFile)) as { default: Plugin };
const registry = createRegistry([...builtIns, ...plugin.nodes]);

describe.each(registry.all.map((type): [string, AnyNodeType] => [`${type.type}@${type.version}`, type]))('%s', (_id, type) => {
  const config = type.config as Shape;

  it('has words in both languages, an icon and a category', () => {
    const { title, summary, help, icon, category } = type;
    const texts = [title, summary, help].flatMap((text) => [text?.['zh-CN'], text?.en]);
    expect({ empty: texts.filter((text) => !text), icon: /^[a-z0-9-]+$/.test(icon), category: ['start', 'data', 'rule', 'form', 'human', 'flow', 'output'].includes(category) }).toEqual({ empty: [], icon: true, category: true });
  });
  it('has a config schema that compiles strictly', () => {
    expect(() => strictAjv().compile(type.config as object)).not.toThrow();
  });
  it('names every property in both languages', () => {
    expect(unnamed(config)).toEqual([]);
  });
  it('has words for every value that is chosen from a list', () => {
    expect(bareValues(config)).toEqual([]);
  });
  it('has an example that its own schema accepts', () => {
    const validate = strictAjv().compile(type.config as object);
    validate(type.example);
    expect(validate.errors ?? []).toEqual([]);
  });
  it('refuses a property it does not know', () => {
    expect(strictAjv().compile(type.config as object)({ ...(type.example as object), surprise: 1 })).toBe(false);
  });
  it('has schema and example that survive JSON', () => {
    expect(JSON.parse(JSON.stringify([type.config, type.example]))).toEqual([JSON.parse(JSON.stringify(type.config)), type.example]);
  });
  it('has ports with distinct ids', () => {
    const ids = portsOf(type, type.example).map((port) => port.id);
    expect({ some: ids.length > 0, distinct: new Set(ids).size === ids.length }).toEqual({ some: true, distinct: true });
  });
  it('has an output schema that compiles strictly', () => {
    expect(() => strictAjv().compile(JSON.parse(JSON.stringify(outputOf(type, type.example))) as object)).not.toThrow();
  });
  it('says a line of fact in both languages', () => {
    const fact = type.fact?.(type.example, env());
    expect(fact === undefined || (fact['zh-CN'].length > 0 && fact.en.length > 0)).toBe(true);
  });
  it('a write node says what a repeat does', () => {
    expect(type.effect !== 'write' || type.repeat !== undefined).toBe(true);
  });
});
