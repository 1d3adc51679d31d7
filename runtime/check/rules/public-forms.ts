import type { Diagnostic, Place } from '../../schema/diagnostic.ts';
import type { FormField } from '../../schema/field.ts';
import { toPointer } from '../../schema/pointer.ts';
import { calledFlows } from '../called-flows.ts';
import type { CheckContext, CheckedNode, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** Looks that ask the server about persons, units or records. */
const ASKING = new Set(['person', 'unit', 'open']);

/** Whether the choices of a question show anything about persons, or anything its owner does not share. */
function showsPersonal({ scenario, env }: CheckContext, { options }: FormField): boolean {
  if (options === undefined || !('dataset' in options)) return false;
  const used = scenario.datasets[options.dataset];
  const definition = used === undefined ? undefined : 'own' in used ? used.own : env.catalogue[used.use];
  const shown = new Set([options.value, options.label, ...(options.detail === undefined ? [] : [options.detail])]);
  return definition === undefined || definition.fields.some((field) => shown.has(field.id) && (field.personal === true || field.sharing === 'none' || field.mask !== undefined || field.level === 'L3' || field.level === 'L4'));
}

function* fieldProblems(context: CheckContext, { flow, id, node }: CheckedNode): Iterable<Diagnostic> {
  for (const [index, field] of (node.config['fields'] as readonly FormField[]).entries()) {
    if (!ASKING.has(field.widget ?? '') && !showsPersonal(context, field)) continue;
    const at: Place = { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'fields', index]) };
    yield problem('SCN_FORM_PUBLIC_FIELD', at, { field: field.id });
  }
}

const leaves = (deadline: unknown): boolean => ((deadline as { do?: string }).do ?? 'leave') === 'leave';

/** Tasks of whoever started the run: nobody can do them when that was nobody with an account. */
function* taskProblems({ nodes }: CheckContext, start: CheckedNode): Iterable<Diagnostic> {
  for (const { flow, id, node, sound } of nodes) {
    if (!sound || flow !== start.flow || !node.type.startsWith('human.')) continue;
    const { assign, until, fallback } = node.config as { assign?: { user?: unknown }; until?: unknown; fallback?: unknown };
    if (assign?.user !== 'run.starter' || fallback !== undefined || (Array.isArray(until) && until.some(leaves))) continue;
    yield problem('SCN_FORM_PUBLIC_TASK', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'assign']) }, { node: id });
  }
}

/** A form for people without an account is the one a scenario begins at, and tells them nothing about anybody. */
export const publicForms: CheckRule = function* publicForms(context) {
  const called = calledFlows(context.nodes);
  const starts = context.nodes.filter(({ node }) => node.type === 'start.form');
  const first = starts.find(({ flow }) => flow === 'main') ?? starts[0];
  for (const start of starts) {
    const { flow, id, node, sound } = start;
    const { public: open, embed } = node.config as { public?: boolean; embed?: readonly string[] };
    if (sound && open !== true && embed !== undefined && embed.length > 0) yield problem('SCN_FORM_EMBED_CLOSED', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'embed']) }, { node: id });
    if (!sound || open !== true) continue;
    if (called.has(flow) || start !== first) yield problem('SCN_FORM_PUBLIC_FLOW', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'public']) }, { node: id });
    yield* fieldProblems(context, start);
    yield* taskProblems(context, start);
  }
};
