import { sumsOf } from '../../../../runtime/schema/column-sums.ts';
import { plainText } from '../format/plain-text.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import type { Evaluate } from './evaluate.ts';

type Answers = Record<string, unknown>;

/** The value a formula gave as an answer of its type; the server has the last word. */
function fitted(type: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'integer' || type === 'number') return Number.isFinite(Number(value)) ? Number(value) : null;
  return type === 'decimal' || (type === 'string' && typeof value === 'number') ? plainText(value) : value;
}

function withColumns(field: PortalField, rows: unknown, answers: Answers, evaluate: Evaluate): unknown {
  const computed = (field.columns ?? []).filter((column) => column.compute !== undefined);
  if (computed.length === 0 || !Array.isArray(rows)) return rows;
  return (rows as readonly Answers[]).map((row) => {
    const made = { ...row };
    for (const column of computed) made[column.id] = fitted(column.type, evaluate(column.compute, answers, { columns: field.columns ?? [], values: made }));
    return made;
  });
}

/** Puts into the answers what the formulas of computed fields and columns give, in form order. */
export function computeInto(fields: readonly PortalField[], answers: Answers, evaluate: Evaluate, isShown: (id: string) => boolean): void {
  for (const field of fields) {
    if (!isShown(field.id)) continue;
    if (field.compute !== undefined) answers[field.id] = fitted(field.type, evaluate(field.compute, answers));
    else if (field.columns) answers[field.id] = withColumns(field, answers[field.id], answers, evaluate);
  }
}

export const isComputedHere = (fields: readonly PortalField[]): boolean => fields.some((field) => field.compute !== undefined || field.columns?.some((column) => column.compute !== undefined));

/** Sums below a table, as text. */
export function tableSums(field: PortalField, rows: unknown): readonly (readonly [string, string])[] {
  return sumsOf(field.columns ?? [], Array.isArray(rows) ? (rows as readonly Readonly<Record<string, unknown>>[]) : []).map(([column, sum]) => [column.title, sum] as const);
}
