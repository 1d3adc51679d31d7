import type { Change } from '../stores/change.ts';
import type { HealthBook } from './check.ts';
import type { RunBase } from './runs.ts';
import type { SeedBook } from './seed-book.ts';

export interface FollowBase extends RunBase {
  readonly health: HealthBook;
  readonly seeds: SeedBook;
}

/** What may be read rests on grants and on settings. */
const SHARING: ReadonlySet<string> = new Set(['grant', 'sharing-settings']);

/** Plans and findings rest on datasets, connections and calendars. */
function forgetCompiled(base: FollowBase): void {
  base.plans.clear();
  base.health.forget();
}

/** Another server fills a dataset with sample data, or has done so. */
async function followSeed(base: FollowBase, dataset: string): Promise<void> {
  const seed = await base.store.documents.get<{ readonly done: boolean }>('seed', dataset);
  if (seed) base.seeds.set(dataset, seed.body.done ? 'ready' : 'loading');
}

async function follow(base: FollowBase, change: Change): Promise<void> {
  if ('news' in change) return;
  if ('dataset' in change) {
    await base.sharing.reload();
    return forgetCompiled(base);
  }
  const { kind, id } = change;
  const any = kind === '*';
  if (any || kind === 'connection' || kind === 'calendar') forgetCompiled(base);
  if (any || kind === 'plugin') await base.load.reload();
  if (any || kind === 'calendar') await base.calendars.reload();
  if (any || kind === 'unit') await base.units.reload();
  if (any || kind === 'place') await base.places.reload();
  if (any || kind === 'theme') await base.themes.reload();
  if (any || kind === 'unit') await base.people.reload();
  else if ((kind === 'user' || kind === 'delegation') && id !== undefined) await base.people.reload(id);
  if (any || SHARING.has(kind)) await base.sharing.reload();
  if (any || kind === 'release') await base.live.reload();
  if (any || kind === 'feedback') await base.feedback.reload(id);
  if (kind === 'seed' && id !== undefined) await followSeed(base, id);
}

/** Keeps what this server holds in memory in step with what the others change. */
export function followChanges(base: FollowBase): void {
  base.store.watch?.((change) => {
    follow(base, change).catch((error: unknown) => base.log.error({ error: error instanceof Error ? error.message : String(error) }, 'a change of another server could not be followed'));
  });
}
