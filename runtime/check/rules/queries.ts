import type { Diagnostic, Place } from '../../schema/diagnostic.ts';
import { joinPair, type JoinColumn } from '../../schema/join.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckContext, CheckedNode, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

interface Reads {
  readonly dataset: string;
  readonly fields: readonly string[];
  readonly path: string;
  readonly hasAt: boolean;
}

/** What a data node reads: its own dataset and those it joins. */
function* readsOf({ node }: CheckedNode, base: string): Iterable<Reads> {
  const { dataset, fields, join, at } = node.config as { dataset?: unknown; fields?: unknown; join?: unknown; at?: unknown };
  if (typeof dataset === 'string') yield { dataset, fields: Array.isArray(fields) ? fields.map(String) : [], path: base, hasAt: at !== undefined };
  for (const [name, part] of Object.entries((join ?? {}) as Record<string, { dataset?: unknown; fields?: unknown; on?: unknown; at?: unknown }>)) {
    const list = [...(Array.isArray(part.fields) ? part.fields : []), ...(Array.isArray(part.on) ? (part.on as readonly JoinColumn[]).map((column) => joinPair(column).to) : [])].map(String);
    if (typeof part.dataset === 'string') yield { dataset: part.dataset, fields: list, path: `${base}/join/${name}`, hasAt: part.at !== undefined };
  }
}

function* checkRead({ scenario, env }: CheckContext, datasets: CheckedNode['datasets'], reads: Reads, at: Place): Iterable<Diagnostic> {
  const declared = scenario.datasets[reads.dataset];
  if (declared === undefined) {
    yield problem('SCN_DATA_DATASET_UNKNOWN', { ...at, path: `${reads.path}/dataset` }, { dataset: reads.dataset });
    return;
  }
  const definition = datasets[reads.dataset];
  const whole = 'use' in declared ? env.catalogue[declared.use] : definition;
  for (const field of reads.fields) {
    if (definition?.fields.some((known) => known.id === field) === true) continue;
    const closed = whole?.fields.some((known) => known.id === field) === true;
    yield problem(closed ? 'SCN_DATA_FIELD_CLOSED' : 'SCN_DATA_FIELD_UNKNOWN', { ...at, path: `${reads.path}/fields` }, { dataset: reads.dataset, field });
  }
  if (whole?.dated === true && !reads.hasAt) yield problem('SCN_DATA_AT_MISSING', { ...at, path: `${reads.path}/at` }, { dataset: reads.dataset });
}

function* checkWrite({ scenario }: CheckContext, { flow, id, node, datasets }: CheckedNode): Iterable<Diagnostic> {
  const { dataset, values } = node.config as { dataset?: unknown; values?: unknown };
  if (typeof dataset !== 'string') return;
  const declared = scenario.datasets[dataset];
  const at: Place = { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config']) };
  if (declared !== undefined && 'use' in declared) yield problem('SCN_DATA_SHARED_WRITE', { ...at, path: `${at.path}/dataset` }, { dataset });
  const given = Object.keys((values ?? node.config['set'] ?? {}));
  const fields = datasets[dataset]?.fields ?? [];
  for (const field of given) if (fields.length > 0 && !fields.some((known) => known.id === field)) yield problem('SCN_DATA_FIELD_UNKNOWN', { ...at, path: `${at.path}/values/${field}` }, { dataset, field });
  if (node.type !== 'data.insert' && node.type !== 'data.upsert') return;
  for (const field of fields) if (field.optional !== true && field.compute === undefined && !given.includes(field.id)) yield problem('SCN_DATA_VALUE_MISSING', { ...at, path: `${at.path}/values` }, { dataset, field: field.id });
}

/** Queries read fields that exist and were asked for; writes go to the scenario's own data and fill what is required. */
export const queries: CheckRule = function* queries(context) {
  for (const node of context.nodes) {
    if (!node.sound || node.type?.category !== 'data') continue;
    const base = toPointer(['flows', node.flow, 'nodes', node.id, 'config']);
    const at: Place = { flow: node.flow, node: node.id, path: base };
    if (node.type.effect === 'write' && node.node.type.startsWith('data.') && 'dataset' in node.node.config) yield* checkWrite(context, node);
    for (const reads of readsOf(node, base)) yield* checkRead(context, node.datasets, node.type.effect === 'write' ? { ...reads, fields: [], hasAt: true } : reads, at);
    const { connection } = node.node.config;
    if (typeof connection === 'string' && !Object.hasOwn(context.scenario.connections ?? {}, connection)) {
      yield problem('SCN_NODE_CONNECTION_UNKNOWN', { ...at, path: `${base}/connection` }, { connection });
    }
  }
};
