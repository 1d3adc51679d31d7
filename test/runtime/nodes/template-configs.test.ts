import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { checkTable } from '../../../runtime/rules/check-table.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { strictAjv } from './node-kit.ts';

const scenario = JSON.parse(readFileSync(new URL('../../../templates/exam-recognition/scenario.json', import.meta.url), 'utf8')) as Scenario;
const registry = createRegistry(builtIns);
const nodes = Object.entries(scenario.flows).flatMap(([flow, { nodes }]) => Object.entries(nodes).map(([id, node]) => [`${flow}/${id}`, node] as const));

describe('template 浙医互认', () => {
  it.each(nodes)('%s has a config its node type accepts', (_id, node) => {
    const validate = strictAjv().compile(registry.find(node.type, node.version)?.config as object);
    validate(node.config);
    expect(validate.errors ?? []).toEqual([]);
  });
  it.each(nodes.filter(([, node]) => node.type === 'rule.table'))('%s is a sound table', (_id, node) => {
    expect(checkTable(node.config as unknown as TableConfig)).toEqual([]);
  });
});
