import type { Accounts } from './accounts.ts';
import type { CalendarShelf } from './calendars.ts';
import type { HealthBook } from './check.ts';
import type { PlanShelf } from './plans.ts';
import type { PluginLoad } from './plugins.ts';
import type { LiveReleases } from './releases.ts';
import type { Secrets } from './secrets.ts';
import type { GenerateRows, SeedBook } from './seeds.ts';

/** Everything the routes reach: the store, the clock, and what was loaded at start. */
export interface Studio extends Accounts {
  readonly version: string;
  /** Cookies are `Secure` and named `__Host-…`. */
  readonly secure: boolean;
  readonly baseUrl: string | undefined;
  readonly templatesFolder: string;
  readonly load: PluginLoad;
  readonly calendars: CalendarShelf;
  readonly plans: PlanShelf;
  readonly health: HealthBook;
  readonly live: LiveReleases;
  readonly secrets: Secrets;
  readonly seeds: SeedBook;
  readonly generate: GenerateRows;
}
