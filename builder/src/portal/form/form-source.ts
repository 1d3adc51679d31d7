import type { FileView } from '../../../../server/api/people.ts';
import type { RecordView } from '../../../../server/api/portal.ts';

export interface Choice {
  readonly value: unknown;
  readonly label: string;
  readonly detail?: string;
}

/** Where a form gets what it was not sent with: the portal asks the server, the designer's preview answers itself. */
export interface FormSource {
  /** Search among choices too many to send; `more` = not all matches are listed. */
  readonly options: (field: string, query: string, signal: AbortSignal) => Promise<{ readonly choices: readonly Choice[]; readonly more: boolean }>;
  /** The record behind a field of widget `open`. */
  readonly record: (reference: string) => Promise<RecordView>;
  /** Takes a file in, telling how far it is from 0 to 1. */
  readonly sendFile: (file: File, watch: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal }) => Promise<FileView>;
  /** Where a file is opened; absent where there is nothing to open. */
  readonly fileAddress?: (id: string) => string;
}
