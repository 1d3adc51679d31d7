import type { Accounts } from './accounts.ts';
import type { HealthBook } from './check.ts';
import type { PublicDesk } from './public/desk.ts';
import type { RunBase } from './runs.ts';
import type { PaperPress } from '../workers/paper/paper-press.ts';
import type { Scripts } from '../workers/script/scripts.ts';
import type { Secrets } from './secrets.ts';
import type { SeedBook } from './seed-book.ts';
import type { GenerateRows } from './seeds.ts';
import type { Sweep } from './sweep.ts';
import type { Courier } from './triggers/courier.ts';

/** Who may read the metrics besides administrators. */
export interface MetricsAccess {
  /** Sent as `Authorization: Bearer`. */
  readonly key?: string;
  /** Whoever asks from this machine. */
  readonly loopback?: boolean;
}

/** Everything the routes reach: the store, the clock, and what was loaded at start. */
export interface Studio extends Accounts, RunBase {
  /** Closed with the application. */
  readonly version: string;
  /** Cookies are `Secure` and named `__Host-…`. */
  readonly secure: boolean;
  readonly baseUrl: string | undefined;
  readonly templatesFolder: string;
  readonly pluginUpload: boolean;
  readonly scripts: Scripts;
  readonly press: PaperPress;
  readonly health: HealthBook;
  readonly secrets: Secrets;
  readonly seeds: SeedBook;
  readonly generate: GenerateRows;
  readonly sweep: Sweep;
  readonly metricsAccess: MetricsAccess;
  readonly courier: Courier;
  readonly publicDesk: PublicDesk;
}
