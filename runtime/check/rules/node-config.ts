import type { Diagnostic } from '../../schema/diagnostic.ts';
import type { NodeEnv } from '../../nodes/node-env.ts';
import { NAME_PATTERN } from '../../schema/ids.ts';
import { fromPointer, toPointer, valueAt } from '../../schema/pointer.ts';
import { shapeIssues, type ShapeIssue } from '../../schema/shape.ts';
import type { CheckedNode, CheckEnv, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';
import { settingName } from '../setting-name.ts';
import { shortened } from '../../schema/cut-text.ts';

/** What a bound is of, by its keyword of JSON Schema. */
const BOUNDS: Readonly<Record<string, (limit: string) => { zh: string; en: string }>> = {
  maxLength: (n) => ({ zh: `太长了，最多 ${n} 个字`, en: `is too long: at most ${n} characters` }),
  minLength: (n) => ({ zh: `太短了，至少 ${n} 个字`, en: `is too short: at least ${n} characters` }),
  maxItems: (n) => ({ zh: `太多了，最多 ${n} 项`, en: `is too long: at most ${n} items` }),
  minItems: (n) => ({ zh: `太少了，至少 ${n} 项`, en: `is too short: at least ${n} items` }),
  maximum: (n) => ({ zh: `太大了，最大是 ${n}`, en: `is too large: at most ${n}` }),
  minimum: (n) => ({ zh: `太小了，最小是 ${n}`, en: `is too small: at least ${n}` }),
};

/** A text that is wrong, short enough to be shown. */
function shown(value: unknown): string {
  return typeof value === 'string' && value !== '' ? `“${shortened(value, 40)}”` : '';
}

const SAY: Readonly<Record<ShapeIssue['kind'], (facts: ShapeIssue['facts'], value: unknown) => { zh: string; en: string }>> = {
  missing: (f) => ({ zh: `还没有填“${String(f['zh'])}”`, en: `“${String(f['en'])}” is not set` }),
  extra: (f) => ({ zh: `不认识“${String(f['name'])}”`, en: `“${String(f['name'])}” is not known` }),
  type: (f) => ({ zh: `应当是 ${String(f['type'])}`, en: `must be ${String(f['type'])}` }),
  choice: (f) => ({ zh: `只能是 ${String(f['allowed'] ?? '')}`, en: `must be one of ${String(f['allowed'] ?? '')}` }),
  pattern: (f, value) =>
    f['pattern'] === NAME_PATTERN
      ? { zh: `${shown(value)}不能作名称：只能有文字、数字和下划线，不以数字开头`, en: `${shown(value)} cannot be a name: letters, digits and underscores only, no digit first` }
      : { zh: `${shown(value)}写法不对`, en: `${shown(value)} is not written as required` },
  format: (f, value) =>
    f['format'] === 'date' ? { zh: `日历上没有${shown(value)}这一天，请写成 2022-01-31 这样`, en: `${shown(value)} is no day of the calendar; write it like 2022-01-31` } : { zh: `${shown(value)}不是合格的 ${String(f['format'])}`, en: `${shown(value)} is not a valid ${String(f['format'])}` },
  limit: (f) => BOUNDS[String(f['keyword'])]?.(String(f['limit'] ?? '')) ?? ({ zh: `超出范围（${String(f['limit'] ?? '')}）`, en: `is out of range (${String(f['limit'] ?? '')})` }),
};

/** A node as its own type sees it. */
type LookedNode = Pick<CheckedNode, 'flow' | 'id' | 'node' | 'type' | 'sound'> & { readonly env: NodeEnv };

function* shapeOf(node: LookedNode): Iterable<Diagnostic> {
  if (node.type === undefined || node.sound) return;
  const base = ['flows', node.flow, 'nodes', node.id, 'config'];
  for (const issue of shapeIssues(node.type.config, node.node.config)) {
    const way = fromPointer(issue.path);
    const wanted = settingName(node.type.config, [...way, String(issue.facts['name'] ?? '')]);
    const said = SAY[issue.kind]({ ...issue.facts, zh: wanted['zh-CN'], en: wanted.en }, valueAt(node.node.config, issue.path));
    const path = toPointer(base) + issue.path;
    const name = way.length === 0 ? wanted : settingName(node.type.config, way);
    const fix = issue.kind === 'extra' ? { title: { 'zh-CN': '删掉这一项', en: 'Remove it' }, edits: [{ path }] } : undefined;
    yield problem('SCN_NODE_CONFIG', { flow: node.flow, node: node.id, path }, { name: name['zh-CN'], nameEn: name.en, ...said }, fix);
  }
}

/** What is wrong with the type and config of one node. */
export function* configProblems(node: LookedNode, env: CheckEnv): Iterable<Diagnostic> {
  const at = { flow: node.flow, node: node.id, path: toPointer(['flows', node.flow, 'nodes', node.id]) };
  if (node.type === undefined) {
    const newest = env.nodeType(node.node.type);
    yield newest === undefined
      ? problem('SCN_NODE_TYPE_UNKNOWN', { ...at, path: `${at.path}/type` }, { type: node.node.type })
      : problem('SCN_NODE_VERSION_UNKNOWN', { ...at, path: `${at.path}/version` }, { type: node.node.type, version: node.node.version ?? 1, have: newest.version }, {
          title: { 'zh-CN': '改用现有版本', en: 'Use the version that exists' }, edits: [{ path: `${at.path}/version`, value: newest.version }],
        });
    return;
  }
  yield* shapeOf(node);
  if (!node.sound || node.type.check === undefined) return;
  for (const found of node.type.check(node.node.config, node.env)) {
    // A node type knows its own config only, so its places and repairs are made whole here.
    const fix = found.fix && { ...found.fix, edits: found.fix.edits.map((edit) => ({ ...edit, path: `${at.path}/config${edit.path}` })) };
    yield { ...found, place: { ...found.place, flow: node.flow, node: node.id, path: `${at.path}/config${found.place.path}` }, ...(fix ? { fix } : {}) };
  }
}

/** Node types exist in the version asked for, their config fits, and their own checks pass. */
export const nodeConfig: CheckRule = ({ nodes }) => nodes.flatMap(({ problems }) => problems);
