import type { Diagnostic, Place } from '../../schema/diagnostic.ts';
import { fromPointer, valueAt } from '../../schema/pointer.ts';
import { ScenarioSchema } from '../../schema/scenario.ts';
import { shapeIssues, type ShapeIssue } from '../../schema/shape.ts';
import { problem, type ProblemCode } from '../problem.ts';
import { textStart } from '../../schema/cut-text.ts';

const CODES: Readonly<Record<ShapeIssue['kind'], ProblemCode>> = {
  missing: 'SCN_SCHEMA_MISSING',
  extra: 'SCN_SCHEMA_EXTRA',
  type: 'SCN_SCHEMA_TYPE',
  choice: 'SCN_SCHEMA_CHOICE',
  pattern: 'SCN_SCHEMA_PATTERN',
  format: 'SCN_SCHEMA_FORMAT',
  limit: 'SCN_SCHEMA_LIMIT',
};

/** The flow and node a pointer lies in, so that the problem can sit on the canvas. */
export function placeOf(path: string): Place {
  const [top, flow, part, node] = fromPointer(path);
  if (top !== 'flows' || flow === undefined) return { path };
  return part === 'nodes' && node !== undefined ? { flow, node, path } : { flow, path };
}

/** Violations of the published JSON Schema; `document` may be anything. */
export function shapeProblems(document: unknown): readonly Diagnostic[] {
  return shapeIssues(ScenarioSchema, document).map((issue) => {
    const value = valueAt(document, issue.path);
    const facts = { ...issue.facts, value: typeof value === 'string' || typeof value === 'number' ? value : textStart(JSON.stringify(value ?? null), 60) };
    const safe = Object.fromEntries(Object.entries(facts).map(([key, fact]) => [key, typeof fact === 'boolean' ? String(fact) : fact]));
    const remove = issue.kind === 'extra' ? { title: { 'zh-CN': '删掉这一项', en: 'Remove it' }, edits: [{ path: issue.path }] } : undefined;
    return problem(CODES[issue.kind], placeOf(issue.path), safe, remove);
  });
}
