import { compileFormula, lambdaOf, SURROUNDINGS } from '../../../runtime/engine/formula.ts';
import type { FormulaProblem } from '../../../runtime/engine/formula.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import type { DatasetAccess, FieldAccess } from '../../../runtime/host/sharing/access.ts';
import { pushdown } from '../../../runtime/host/pushdown.ts';
import { datasetSchema } from '../../../runtime/host/query.ts';
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

function accessOf(field: DatasetField, { as, mask }: GrantField): FieldAccess {
  return as === 'masked' ? { as, mask: mask ?? field.mask ?? 'all' } : { as };
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
