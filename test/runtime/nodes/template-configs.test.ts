import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { checkTable } from '../../../runtime/rules/check-table.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { templateScenario } from '../../support/template.ts';
import { strictAjv } from './node-kit.ts';

const registry = createRegistry(builtIns);
const slugs = readdirSync(new URL('../../../templates/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

describe.each(slugs)('template %s', (slug) => {
  const nodes = Object.entries(templateScenario(slug).flows).flatMap(([flow, { nodes }]) => Object.entries(nodes).map(([id, node]) => [`${flow}/${id}`, node] as const));
  it.each(nodes)('%s has a config its node type accepts', (_id, node) => {
    const validate = strictAjv().compile(registry.find(node.type, node.version)?.config as object);
    validate(node.config);
    expect(validate.errors ?? []).toEqual([]);
  });
  it.each(nodes.filter(([, node]) => node.type === 'rule.table'))('%s is a sound table', (_id, node) => {
    expect(checkTable(node.config as unknown as TableConfig)).toEqual([]);
  });
});
