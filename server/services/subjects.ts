import { createHmac, hkdfSync } from 'node:crypto';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';

/**
 * Whose data it is, as a mark that only this installation can make: HMAC-SHA-256 of the subject's value, cut to 128
 * bits. The audit holds marks and never values, so rows about persons can be erased while the record stays; the same
 * person has the same mark in every dataset.
 */
export type SubjectMark = (subject: Json) => string;

const KEPT = 20_000;

/** @param secret 32 bytes; the key of the marks is derived from it, so it never signs anything else */
export function createSubjectMark(secret: Buffer): SubjectMark {
  return createMark(secret, 'scenario-studio subject mark');
}

/** What a row of another unit is called by, when its id would tell its key. */
export function createRowMark(secret: Buffer): SubjectMark {
  return createMark(secret, 'scenario-studio row mark');
}

function createMark(secret: Buffer, purpose: string): SubjectMark {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const known = new Map<string, string>();
  return (subject) => {
    const text = typeof subject === 'string' ? subject : JSON.stringify(subject);
    const before = known.get(text);
    if (before !== undefined) return before;
    const mark = createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url');
    if (known.size >= KEPT) known.clear();
    known.set(text, mark);
    return mark;
  };
}

/** The column of a dataset that says whose data a row is, as the scenario or else the dataset itself declares it. */
export function subjectField(plan: Plan, local: string): string | undefined {
  return plan.scenario.datasets[local]?.subject ?? plan.datasets[local]?.subject;
}

/** The different subjects of some rows. */
export function subjectsIn(rows: readonly { readonly data: JsonObject }[], field: string): Json[] {
  return [...new Set(rows.flatMap(({ data }) => (data[field] === undefined || data[field] === null ? [] : [data[field]])))];
}
