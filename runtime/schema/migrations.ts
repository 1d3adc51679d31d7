import { SCENARIO_FORMAT } from './limits.ts';

/** One step from format `to - 1` to `to`. Steps are numbered without gaps and never change once published. */
export interface Migration {
  readonly to: number;
  readonly name: string;
  readonly up: (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** Format 1 is the first, so there is nothing to migrate from yet. */
export const MIGRATIONS: readonly Migration[] = [];

export type MigrationResult =
  | { readonly ok: true; readonly document: Record<string, unknown>; readonly applied: readonly string[] }
  | { readonly ok: false; readonly reason: 'newer' | 'unknown'; readonly format: unknown };

/** Brings a document up to the current format; a newer or unreadable `format` is refused, never guessed. */
export function migrateScenario(document: Readonly<Record<string, unknown>>, migrations: readonly Migration[] = MIGRATIONS, current: number = SCENARIO_FORMAT): MigrationResult {
  const format = document['format'];
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) return { ok: false, reason: 'unknown', format };
  if (format > current) return { ok: false, reason: 'newer', format };
  const steps = migrations.filter((step) => step.to > format && step.to <= current);
  const migrated = steps.reduce<Record<string, unknown>>((doc, step) => ({ ...step.up(doc), format: step.to }), { ...document });
  return { ok: true, document: migrated, applied: steps.map((step) => step.name) };
}
