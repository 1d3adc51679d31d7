import { captionFormulas } from '../../engine/caption.ts';
import type { FormField } from '../../schema/field.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckContext, CheckedNode, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

const PATH = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+/gu;
/** Looks of questions whose answer is a person. */
const PERSON_WIDGETS: ReadonlySet<string> = new Set(['person', 'signature']);
/** Who began the matter. */
const STARTER = ['run.starter', 'user.id', 'user.name'];

/** Columns of a dataset that say something about a person, by its local name. */
function personalColumns({ scenario }: CheckContext, { datasets }: CheckedNode, local: unknown): ReadonlySet<string> {
  const name = typeof local === 'string' ? local : '';
  const declared = Object.hasOwn(scenario.datasets, name) ? scenario.datasets[name] : undefined;
  const definition = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  const marked = (definition?.fields ?? []).filter((field) => field.personal === true || field.mask !== undefined).map((field) => field.id);
  return new Set([...marked, ...[declared?.subject, definition?.subject].filter((subject) => subject !== undefined)]);
}

/** What a node reads of a person's columns, and the answers it asks for that are a person or are written into such a column. */
function personalOf(context: CheckContext, checked: CheckedNode): readonly string[] {
  const { id, node } = checked;
  const { dataset, fields, values, set } = node.config as { readonly dataset?: unknown; readonly fields?: readonly (FormField | string)[]; readonly values?: object; readonly set?: object };
  const columns = personalColumns(context, checked, dataset);
  const written = Object.entries({ ...values, ...set }).filter(([column]) => columns.has(column)).flatMap(([, formula]) => (typeof formula === 'string' ? (formula.match(PATH) ?? []) : []));
  const asked = (Array.isArray(fields) ? fields : []).flatMap((field) => (typeof field === 'object' && PERSON_WIDGETS.has(field.widget ?? '') ? [`${id}.${field.id}`] : []));
  return [...written, ...asked, ...[...columns].flatMap((column) => [`${id}.row.${column}`, `${id}.rows.${column}`])];
}

/** The first value of a person that a formula lays open; one that it masks is none. */
function personalIn(source: string, personal: ReadonlySet<string>): string | undefined {
  return (source.replaceAll(/\bmasked\s*\([^()]*\)/gu, '').match(PATH) ?? []).find((path) => personal.has(path));
}

/** What lists call matters and tasks: only where there is one, and without what is nobody's business. */
export const captions: CheckRule = function* captions(context) {
  const captioned = context.nodes.filter(({ node }) => node.caption !== undefined);
  if (captioned.length === 0) return;
  const personal = new Set([...STARTER, ...context.nodes.filter(({ sound }) => sound).flatMap((checked) => personalOf(context, checked))]);
  for (const { flow, id, node, type } of captioned) {
    const place = { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'caption']) };
    if (type !== undefined && type.category !== 'start' && type.category !== 'human') {
      yield problem('SCN_NODE_CAPTION_UNUSED', place, { node: id }, { title: { 'zh-CN': '删掉这个标题', en: 'Remove the title' }, edits: [{ path: place.path }] });
    }
    const found = captionFormulas(node.caption ?? '', context.scenario.texts).map((source) => personalIn(source, personal)).find((path) => path !== undefined);
    if (found !== undefined) yield problem('SCN_NODE_CAPTION_PERSONAL', place, { path: found });
  }
};
