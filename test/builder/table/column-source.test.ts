import { expect, it } from 'vitest';
import { columnSource } from '../../../builder/src/designer/table/column-source.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const scenario = {
  id: 'visit',
  datasets: { catalogue: { use: 'lab/item', fields: ['code', 'kind'] }, done: { own: { title: '结果', fields: [{ id: 'choice', type: 'string' }] } } },
  flows: { main: { nodes: {
    ask: { type: 'start.form', config: { fields: [{ id: 'code', type: 'string', options: { dataset: 'catalogue', value: 'code', label: 'code' } }, { id: 'age', type: 'integer' }] } },
    found: { type: 'data.query', config: { dataset: 'catalogue', one: true } },
    past: { type: 'data.query', config: { dataset: 'done' } },
    sum: { type: 'rule.expression', config: {} },
  } } },
} as unknown as Scenario;
const table = { hitPolicy: 'FIRST', inputs: [], outputs: [], rules: [], each: 'past.rows', as: 'one', let: { item: 'found.row', loop: 'loop', age: 'ask.age + 1' } } as unknown as TableConfig;

it.each([
  ['found.row.kind', { dataset: 'lab/item', field: 'kind' }],
  ['past.rows.choice', { dataset: 'visit/done', field: 'choice' }],
  ['one.choice', { dataset: 'visit/done', field: 'choice' }],
  ['item.kind', { dataset: 'lab/item', field: 'kind' }],
  ['ask.code', { dataset: 'lab/item', field: 'code' }],
  ['ask.age', undefined],
  ['found.row.price', undefined],
  ['found.found', undefined],
  ['sum.total', undefined],
  ['age', undefined],
  ['loop.x', undefined],
  ['constructor.row.kind', undefined],
  ['upper case(found.row.kind)', undefined],
])('the values of %s are those of %j', (expr, place) => {
  expect(columnSource(scenario, 'main', table, expr)).toEqual(place);
});
