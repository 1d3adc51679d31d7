import { Ajv } from 'ajv';
import * as ajvFormats from 'ajv-formats';
import type { AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import type { NodeEnv } from '../../../runtime/nodes/node-env.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

export const people: DatasetDefinition = {
  id: 'test/people',
  title: '人员库',
  fields: [
    { id: 'name', type: 'string' },
    { id: 'age', type: 'integer' },
    { id: 'pay', type: 'decimal' },
    { id: 'born', type: 'date' },
  ],
};

const scenario: Scenario = {
  format: 1, id: 'test', title: 'test', purpose: 'test', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { manager: '经理' },
  lists: { reasons: { items: [1, 2, 3] } }, datasets: {}, flows: { main: { nodes: {}, edges: {} } }, pages: {}, texts: { done: { 'zh-CN': '{name} 办好了', en: '{name} is done' } }, layout: {},
};

export function env(more: Partial<NodeEnv> = {}): NodeEnv {
  return { scenario, flow: 'main', node: 'self', datasets: { people }, connections: ['api'], ...more };
}

/** Formats of ours that say which editor a text has; they restrict nothing. */
const EDITOR_FORMATS = ['feel', 'feel-row', 'feel-unary', 'text', 'dataset', 'connection', 'flow', 'list', 'column', 'role', 'node', 'decimal', 'cron', 'code:javascript', 'code:sql'];

export function strictAjv(): Ajv {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  (ajvFormats.default as unknown as (target: Ajv) => void)(ajv);
  for (const format of EDITOR_FORMATS) ajv.addFormat(format, true);
  ajv.addVocabulary(['x-en', 'x-feel', 'x-condition', 'x-values']);
  return ajv;
}

export const outputOf = (type: AnyNodeType, config: unknown): object => (typeof type.output === 'function' ? type.output(config, env()) : type.output) as object;
export const portsOf = (type: AnyNodeType, config: unknown): readonly { readonly id: string }[] => (typeof type.ports === 'function' ? type.ports(config, env()) : (type.ports ?? []));
