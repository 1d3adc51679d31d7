import type { Diagnostic } from '../../schema/diagnostic.ts';
import { fromPointer, toPointer } from '../../schema/pointer.ts';
import { shapeIssues, type ShapeIssue } from '../../schema/shape.ts';
import type { CheckedNode, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

const SAY: Readonly<Record<ShapeIssue['kind'], (facts: ShapeIssue['facts']) => { zh: string; en: string }>> = {
  missing: (f) => ({ zh: `还没有填“${String(f['name'])}”`, en: `“${String(f['name'])}” is not set` }),
  extra: (f) => ({ zh: `不认识“${String(f['name'])}”`, en: `“${String(f['name'])}” is not known` }),
  type: (f) => ({ zh: `应当是 ${String(f['type'])}`, en: `must be ${String(f['type'])}` }),
  choice: (f) => ({ zh: `只能是 ${String(f['allowed'] ?? '')}`, en: `must be one of ${String(f['allowed'] ?? '')}` }),
  pattern: () => ({ zh: '写法不对', en: 'is not written as required' }),
  format: (f) => ({ zh: `不是合格的 ${String(f['format'])}`, en: `is not a valid ${String(f['format'])}` }),
  limit: (f) => ({ zh: `超出范围（${String(f['limit'] ?? '')}）`, en: `is out of range (${String(f['limit'] ?? '')})` }),
};

function* shapeOf(node: CheckedNode): Iterable<Diagnostic> {
  if (node.type === undefined || node.sound) return;
  const base = ['flows', node.flow, 'nodes', node.id, 'config'];
  for (const issue of shapeIssues(node.type.config, node.node.config)) {
    const said = SAY[issue.kind](issue.facts);
    const path = toPointer(base) + issue.path;
    const name = fromPointer(issue.path).at(-1) ?? String(issue.facts['name'] ?? 'config');
    const fix = issue.kind === 'extra' ? { title: { 'zh-CN': '删掉这一项', en: 'Remove it' }, edits: [{ path }] } : undefined;
    yield problem('SCN_NODE_CONFIG', { flow: node.flow, node: node.id, path }, { name, ...said }, fix);
  }
}

/** Node types exist in the version asked for, their config fits, and their own checks pass. */
export const nodeConfig: CheckRule = function* nodeConfig({ nodes, env }) {
  for (const node of nodes) {
    const at = { flow: node.flow, node: node.id, path: toPointer(['flows', node.flow, 'nodes', node.id]) };
    if (node.type === undefined) {
      const newest = env.nodeType(node.node.type);
      yield newest === undefined
        ? problem('SCN_NODE_TYPE_UNKNOWN', { ...at, path: `${at.path}/type` }, { type: node.node.type })
        : problem('SCN_NODE_VERSION_UNKNOWN', { ...at, path: `${at.path}/version` }, { type: node.node.type, version: node.node.version ?? 1, have: newest.version }, {
            title: { 'zh-CN': '改用现有版本', en: 'Use the version that exists' }, edits: [{ path: `${at.path}/version`, value: newest.version }],
          });
      continue;
    }
    yield* shapeOf(node);
    if (!node.sound || node.type.check === undefined) continue;
    for (const found of node.type.check(node.node.config, node.env)) {
      // A node type knows its own config only, so its places and repairs are made whole here.
      const fix = found.fix && { ...found.fix, edits: found.fix.edits.map((edit) => ({ ...edit, path: `${at.path}/config${edit.path}` })) };
      yield { ...found, place: { ...found.place, flow: node.flow, node: node.id, path: `${at.path}/config${found.place.path}` }, ...(fix ? { fix } : {}) };
    }
  }
};
