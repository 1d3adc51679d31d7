import type { PortalField } from '../../../../../server/api/portal.ts';
import type { Entry } from '../entry.ts';
import type { FieldIds } from '../field-frame.tsx';
import type { Flaw } from '../flaw.ts';
import type { FormSource } from '../form-source.ts';

/** What every control gets; `entry` has the shape of its widget (`entry.ts`). */
export interface WidgetProps {
  readonly field: PortalField;
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
  readonly ids: FieldIds;
  readonly flaw: Flaw | undefined;
  readonly error: string | undefined;
  readonly source: FormSource;
  /** The value as it is now, of fields that show what is computed. */
  readonly answer: unknown;
}
