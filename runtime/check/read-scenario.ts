import type { Diagnostic } from '../schema/diagnostic.ts';
import { migrateScenario } from '../schema/migrations.ts';
import { duplicateKeys } from '../schema/duplicate-keys.ts';
import { SCENARIO_FORMAT } from '../schema/limits.ts';
import { problem } from './problem.ts';

/** Largest scenario file, in bytes. */
export const MAX_SCENARIO_BYTES = 4 * 1024 * 1024;

export type ReadResult =
  | { readonly document: Record<string, unknown>; readonly diagnostics: readonly [] }
  | { readonly document: null; readonly diagnostics: readonly Diagnostic[] };

function refuse(diagnostic: Diagnostic): ReadResult {
  return { document: null, diagnostics: [diagnostic] };
}

function lineOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

function syntaxProblem(text: string, error: unknown): Diagnostic {
  const said = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(said);
  const offset = at ? Number(at[1]) : text.length;
  const near = text.slice(Math.max(0, offset - 12), offset + 12).replaceAll(/\s+/g, ' ').trim() || 'EOF';
  return problem('SCN_SCHEMA_JSON', { path: '', from: offset, to: offset + 1 }, { ...lineOf(text, offset), near });
}

/** A parsed document brought to the current format, or why that is not possible. */
export function readDocument(value: unknown): ReadResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(problem('SCN_SCHEMA_NOT_OBJECT', { path: '' }));
  const migrated = migrateScenario(value as Record<string, unknown>);
  if (migrated.ok) return { document: migrated.document, diagnostics: [] };
  return refuse(
    migrated.reason === 'newer'
      ? problem('SCN_SCHEMA_FORMAT_NEWER', { path: '/format' }, { format: Number(migrated.format), current: SCENARIO_FORMAT })
      : problem('SCN_SCHEMA_FORMAT_UNKNOWN', { path: '/format' }),
  );
}

/**
 * Reads a scenario file. Never throws: broken JSON, a key written twice, a file over 4 MB and a newer format
 * are each one diagnostic that says where and what to do.
 */
export function readScenario(text: string): ReadResult {
  if (text.length > MAX_SCENARIO_BYTES) {
    return refuse(problem('SCN_SCHEMA_TOO_LARGE', { path: '' }, { mb: (text.length / 1024 / 1024).toFixed(1), limit: MAX_SCENARIO_BYTES / 1024 / 1024 }));
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(syntaxProblem(text, error));
  }
  const twice = duplicateKeys(text)[0];
  if (twice) return refuse(problem('SCN_SCHEMA_DUPLICATE_KEY', { path: twice.path, from: twice.offset, to: twice.offset + twice.key.length + 2 }, { key: twice.key, line: lineOf(text, twice.offset).line }));
  return readDocument(value);
}
