import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { templateCatalogue, templateScenario } from '../../support/template.ts';

const locals = (node: string) => checkScenario(templateScenario(), { nodeType: createRegistry(builtIns).find, catalogue: templateCatalogue(), language: feel }).nodes['main']?.[node]?.locals ?? {};

describe('locals of the formulas of a node', () => {
  it('name the node itself for the day of a start node', () => {
    expect(Object.keys(locals('order')['asOf'] ?? {})).toEqual(['order']);
  });

  it('name the judged element and the tested value for the cells of a table', () => {
    const cell = Object.entries(locals('judged')).find(([path]) => path.startsWith('rules/') && path.includes('/when/'))?.[1] ?? {};
    expect(Object.keys(cell)).toContain('?');
  });

  it('say the same for every row of a table once', () => {
    expect(Object.keys(locals('judged')).filter((path) => /^rules\/\d/.test(path))).toEqual([]);
  });
});
