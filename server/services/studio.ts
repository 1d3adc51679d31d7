import type { Accounts } from './accounts.ts';

/** Everything the routes reach: the store, the clock, and what was loaded at start. */
export interface Studio extends Accounts {
  readonly version: string;
  /** Cookies are `Secure` and named `__Host-…`. */
  readonly secure: boolean;
  readonly baseUrl: string | undefined;
  readonly templatesFolder: string;
}
