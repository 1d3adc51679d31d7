import type { Entry } from '../entry.ts';
import type { EntryPath } from '../entry-desk.tsx';

export interface EntryProps {
  readonly entry: Entry;
  /** Inside config. */
  readonly path: EntryPath;
  readonly value: unknown;
  /** The object the property belongs to: a column needs the dataset beside it. */
  readonly siblings?: Readonly<Record<string, unknown>> | undefined;
}
