import { compileFormula, lambdaOf, SURROUNDINGS } from '../../../runtime/engine/formula.ts';
import type { FormulaProblem } from '../../../runtime/engine/formula.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { fieldsRead } from '../../../runtime/host/sharing/fields-read.ts';
import type { DatasetAccess, FieldAccess } from '../../../runtime/host/sharing/access.ts';
import { pushdown } from '../../../runtime/host/pushdown.ts';
import { datasetSchema } from '../../../runtime/host/query.ts';
import { compileColumns, sourcesOf } from '../../../runtime/language/columns/compile-columns.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../runtime/schema/field.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { GrantField, GrantGiven } from '../../api/sharing.ts';

const ZONE = 'Asia/Shanghai';
const VALIDITY = ['valid_from', 'valid_to'];

/** The condition of a grant over the rows as they are stored; the owner's rule may use columns the scenario does not get. */
export function compileRowRule(source: string, definition: DatasetDefinition): { readonly rows?: NonNullable<DatasetAccess['rows']>; readonly problems: readonly FormulaProblem[] } {
  const problems: FormulaProblem[] = [];
  const schema = datasetSchema(definition);
  const formula = compileFormula(feel, source, { row: schema }, 'expression', problems);
  if (!formula || problems.some(({ severity }) => severity === 'error')) return { problems };
  // A rule without a clock: which rows are shared must not change by itself.
  const scope = { [SURROUNDINGS]: feel.context({ now: '1970-01-01T00:00:00Z', zone: ZONE }) };
  const lambda = lambdaOf(formula, scope);
  const { filter, exact } = pushdown(lambda, definition);
  const ids = definition.fields.map((field) => field.id);
  const holds = (data: JsonObject, facts: { readonly _id: string; readonly _version: number }) => lambda.call({ row: feel.fromJson({ ...Object.fromEntries(ids.map((id) => [id, data[id] ?? null])), ...facts }, schema) }) === true;
  return { rows: { filter, holds: exact ? () => true : (row) => holds(row.data, { _id: row.id, _version: row.version }) }, problems };
}

/** Columns a condition over the rows asks about, all of them where it uses a row as a whole; none for one that cannot be read. */
export function columnsTested(source: string, definition: DatasetDefinition): ReadonlySet<string> {
  const formula = compileFormula(feel, source, { row: datasetSchema(definition) }, 'expression', []);
  if (!formula) return new Set();
  const { own, whole } = fieldsRead(formula.ir);
  return whole ? new Set([...own, ...definition.fields.map(({ id }) => id)]) : own;
}

function accessOf(field: DatasetField, { as, mask }: GrantField): FieldAccess {
  return as === 'masked' ? { as, mask: mask ?? field.mask ?? 'all' } : { as };
}

/** How a computed column may be read, by those it is worked out from: undefined when it may not. */
function bySources(granted: FieldAccess, sources: readonly (FieldAccess | undefined)[]): FieldAccess | undefined {
  const kinds = new Set([granted, ...sources].map((access) => access?.as));
  // Groups of what is masked would tell it, and a mask of what may be counted only would show it.
  if (kinds.has(undefined) || (kinds.has('masked') && kinds.has('counted'))) return undefined;
  if (kinds.has('counted')) return { as: 'counted' };
  return kinds.has('masked') ? (granted.as === 'masked' ? granted : { as: 'masked', mask: 'all' }) : granted;
}

/** Takes out of what may be read whatever a computed column would tell of others that may not, or not like that. */
export function limitComputed(definition: DatasetDefinition, fields: ReadonlyMap<string, FieldAccess>): ReadonlyMap<string, FieldAccess> {
  const computed = definition.fields.filter(({ id, compute }) => compute !== undefined && fields.has(id));
  if (computed.length === 0) return fields;
  const compiled = compileColumns(definition);
  const isComputed = new Set(definition.fields.filter(({ compute }) => compute !== undefined).map(({ id }) => id));
  const limited = new Map(fields);
  for (const { id } of computed) {
    const isSound = compiled.columns.some((column) => column.id === id);
    const sources = [...sourcesOf(compiled, id)].filter((source) => !isComputed.has(source));
    const access = isSound ? bySources(fields.get(id) as FieldAccess, sources.map((source) => fields.get(source))) : undefined;
    if (access) limited.set(id, access);
    else limited.delete(id);
  }
  return limited;
}

/** Columns a computed one is worked out from, however far back, without those that are computed themselves; none for one that is not computed. */
export function plainSources(definition: DatasetDefinition, id: string): readonly string[] {
  const isComputed = (source: string) => definition.fields.some((field) => field.id === source && field.compute !== undefined);
  return isComputed(id) ? [...sourcesOf(compileColumns(definition), id)].filter((source) => !isComputed(source)) : [];
}

/** A grant made ready for reading. A rule that cannot be read any more gives no row at all. */
export function compileGrant(given: GrantGiven, definition: DatasetDefinition, smallest: number): DatasetAccess {
  const byId = new Map(definition.fields.map((field) => [field.id, field]));
  const fields = new Map<string, FieldAccess>();
  for (const granted of given.fields) {
    const field = byId.get(granted.id);
    if (field && field.sharing !== 'none') fields.set(field.id, accessOf(field, granted));
  }
  // From when to when a row is valid is needed to read it at all.
  if (definition.dated === true) for (const field of VALIDITY) fields.set(field, { as: 'whole' });
  if (given.rows === undefined || given.rows.trim() === '') return { fields, smallest };
  const { rows } = compileRowRule(given.rows, definition);
  return { fields, smallest, rows: rows ?? { filter: { all: [] }, holds: () => false } };
}

/** What everybody may read of a dataset that is shared without condition: all but the columns of a stricter class. */
export function unconditionalAccess(definition: DatasetDefinition): DatasetAccess {
  const open = definition.fields.filter(({ sharing }) => (sharing ?? 'unconditional') === 'unconditional');
  const dated = definition.dated === true ? VALIDITY.map((id) => [id, { as: 'whole' }] as const) : [];
  return { fields: new Map<string, FieldAccess>([...open.map(({ id }) => [id, { as: 'whole' }] as const), ...dated]), smallest: 0 };
}
