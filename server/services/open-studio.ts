import { createBreaker } from '../host/breaker.ts';
import { createHttpHost } from '../host/http-host.ts';
import { createMailHost } from '../host/mail-host.ts';
import { createSqlHost } from '../host/sql-host.ts';
import type { HttpOptions } from '../host/http-host.ts';
import type { AnyNodeType } from '../../runtime/nodes/define-node.ts';
import { createCalendarShelf } from './calendars.ts';
import { createHealthBook } from './check.ts';
import { createChanges } from './changes.ts';
import { placeOldConnections } from './connection-units.ts';
import { openConnection } from './connections.ts';
import { createChoiceIndexes } from './choices.ts';
import type { Base } from './context.ts';
import { createDashboards } from './dashboards.ts';
import { createFeedbackBook } from './feedback-book.ts';
import { openSpaces } from './spaces/open-spaces.ts';
import { plantPlaces } from './spaces/plant-places.ts';
import { createPasswords } from './passwords.ts';
import { createPlanShelf } from './plans.ts';
import { openPlugins } from './plugins/live.ts';
import { followChanges } from './follow-changes.ts';
import { createLiveReleases } from './releases.ts';
import { createRunCounts } from './run-counts.ts';
import { createRunLocks } from './run-locks.ts';
import { createRunMemory } from './run-memory.ts';
import { createSecrets } from './secrets.ts';
import { createAnchorKey } from './audit-anchors.ts';
import { createSeedBook } from './seed-book.ts';
import { sharedSeeds, type GenerateRows } from './seeds.ts';
import { createSharingShelf } from './sharing/shelf.ts';
import { createRowMark, createSubjectMark } from './subjects.ts';
import type { MetricsAccess, Studio } from './studio.ts';
import { startSweep } from './sweep.ts';
import { openPersonal } from './notice-settings.ts';
import { createPublicDesk } from './public/desk.ts';
import { createBell } from './triggers/bell.ts';
import { startCourier } from './triggers/courier.ts';
import { createTriggerCounts } from './triggers/trigger-counts.ts';
import { createHeavy, createInlineWork } from '../workers/heavy.ts';
import { createPaperPress } from '../workers/paper/paper-press.ts';
import { createScripts } from '../workers/script/scripts.ts';

export interface StudioOptions extends Base {
  readonly version: string;
  readonly templatesFolder: string;
  readonly baseUrl?: string;
  readonly passwords: 'strong' | 'quick';
  readonly secretKey: Buffer;
  readonly seed: Buffer;
  readonly nodeTypes: readonly AnyNodeType[];
  /** Folders of packages that may be plugins. */
  readonly plugins: readonly string[];
  /** Whether administrators may upload plugins. */
  readonly pluginUpload: boolean;
  readonly generate: GenerateRows;
  /** Whether heavy work goes to threads; they load the built-in node types and `plugins` for themselves. */
  readonly threads: boolean;
  readonly metricsAccess?: MetricsAccess;
  /** Replaces resolver and dialler; tests only. */
  readonly network?: Pick<HttpOptions, 'resolve' | 'dial'>;
  /** Nothing is swept but on demand; tests only. */
  readonly sweepsOnDemand?: boolean;
}

/** Loads what is needed before the first request. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { store, now, log } = options;
  const base = { store, now, log };
  const [load, calendars, live, spaces] = await Promise.all([openPlugins(base, options.nodeTypes, options.plugins), createCalendarShelf(base), createLiveReleases(base), openSpaces(base)]);
  await plantPlaces({ ...base, places: spaces.places }, { live: live.all(), shared: await sharedSeeds(base) });
  const sharing = await createSharingShelf(base, spaces, createRowMark(options.seed));
  const scripts = createScripts();
  const press = createPaperPress();
  const { registry } = load;
  await placeOldConnections({ ...base, ...spaces, live });
  const heavy = options.threads ? createHeavy({ registry, scripts, plugins: load.folders(), log }) : createInlineWork({ registry, scripts });
  const planBase = { ...base, load, calendars, heavy };
  const passwords = createPasswords(options.passwords);
  const secrets = createSecrets(options.secretKey);
  const keeper = { ...base, secrets };
  const find = async (id: string) => (await openPersonal(keeper, id)) ?? openConnection(keeper, id);
  const breaker = createBreaker(Date.now);
  const network = options.network ?? {};
  const resolver = network.resolve ? { resolve: network.resolve } : {};
  const runBase = {
    ...planBase,
    live,
    ...spaces,
    sharing,
    plans: createPlanShelf(planBase),
    http: createHttpHost({ find, breaker, ...network }),
    mail: createMailHost({ find, ...resolver }),
    sql: createSqlHost({ find, breaker, ...resolver }),
    scripts,
    bell: createBell(),
    triggerCounts: createTriggerCounts(),
    runCounts: createRunCounts(),
    locks: createRunLocks(),
    memory: createRunMemory(),
    changes: createChanges(store),
    feedback: createFeedbackBook(base),
    markSubject: createSubjectMark(options.seed),
    anchors: createAnchorKey(options.seed),
    choiceIndexes: createChoiceIndexes(),
    dashboards: createDashboards(),
    stop: new AbortController(),
  };
  const followed = { ...runBase, health: createHealthBook({ ...planBase, sharing }), seeds: createSeedBook() };
  load.onReload(() => {
    heavy.refresh(load.folders());
    followed.plans.clear();
    followed.health.forget();
  });
  followChanges(followed);
  return {
    ...followed,
    sweep: startSweep({ ...runBase, passwords, secrets, seeds: followed.seeds }, options.sweepsOnDemand ?? false),
    courier: startCourier(runBase),
    press,
    publicDesk: createPublicDesk(options.seed, now),
    passwords,
    secrets,
    generate: options.generate,
    version: options.version,
    metricsAccess: options.metricsAccess ?? {},
    secure: options.baseUrl?.startsWith('https:') ?? false,
    baseUrl: options.baseUrl,
    pluginUpload: options.pluginUpload,
    templatesFolder: options.templatesFolder,
  };
}
