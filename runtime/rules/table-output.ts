import { Type, type TSchema } from 'typebox';
import { orNull, rowSchema, valueSchema } from '../schema/value-schema.ts';
import { DEFAULT_ITEM_NAME } from './compile-table.ts';
import { SINGLE_POLICIES } from './hit-policy.ts';
import type { TableConfig } from './table-schema.ts';

const names = Type.Array(Type.String());

/**
 * JSON Schema of what `judgeTable` gives. `element` is the schema of one element of `each`.
 * Single-result policies: `{...outputs, rule, incomplete}`; COLLECT, RULE_ORDER and OUTPUT_ORDER:
 * `{hits: [{...outputs, rule}], rules, count, incomplete}`, or with an aggregator `{...totals, rules, incomplete}`.
 */
export function tableOutputSchema(config: TableConfig, element: TSchema = Type.Unsafe({})): TSchema {
  const judged = judgedProperties(config);
  if (config.each === undefined) return rowSchema(judged);
  const row = rowSchema({ ...judged, [config.as ?? DEFAULT_ITEM_NAME]: orNull(element) });
  return rowSchema({ rows: Type.Array(row), ...(config.pick === undefined ? {} : { best: orNull(row) }), incomplete: names });
}

function judgedProperties(config: TableConfig): Record<string, TSchema> {
  const rule = Type.Unsafe({ type: 'string', nullable: true });
  const outputs = Object.fromEntries(config.outputs.map((output) => [output.id, valueSchema(output.type, { enum: output.enum })]));
  if (SINGLE_POLICIES.has(config.hitPolicy)) return { ...outputs, rule, incomplete: names };
  if (config.aggregator === undefined) {
    return { hits: Type.Array(rowSchema({ ...outputs, rule })), rules: names, count: Type.Integer(), incomplete: names };
  }
  const counted = Object.fromEntries(config.outputs.map((output) => [output.id, valueSchema('integer')]));
  return { ...(config.aggregator === 'COUNT' ? counted : outputs), rules: names, incomplete: names };
}
