import type { FastifyInstance } from 'fastify';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { fail, sayBoth } from './errors.ts';
import { builtIns } from '../runtime/nodes/built-in/index.ts';
import { OPTIONS_HELP, readOptions } from './options.ts';
import type { ProcessOptions } from './options.ts';
import { openStore, upgradeNote } from './services/open-store.ts';
import { findPlugins } from './services/plugins/load.ts';
import { identitySeed } from './services/rotate-secrets.ts';
import { createSecrets, readKey } from './services/secrets.ts';
import { demandSameKey } from './services/secret-key.ts';
import { offerSetup } from './services/setup.ts';
import { VERSION } from './version.ts';
import { demandWhole } from './stores/archive/transfer.ts';
import { generateTemplateRows } from './stores/rows/template-rows.ts';

/** The folder that holds `templates/` and `dist/`, whether this runs from source or from the bundle in `dist/`. */
const home = fileURLToPath(new URL('..', import.meta.url));

/** `--plugins` folders, else `plugins` of the data folder; the examples too when asked for. */
function pluginFolders(options: ProcessOptions): string[] {
  const chosen = options.plugins.length > 0 ? [...options.plugins] : [join(options.data, 'plugins')];
  return process.env['SCENARIO_STUDIO_EXAMPLES'] === '1' ? [...chosen, join(home, 'examples', 'plugins')] : chosen;
}

/** @throws SCN_START_ADDRESS */
async function listen(app: FastifyInstance, { port, host }: ProcessOptions): Promise<string> {
  try {
    return await app.listen({ port, host, listenTextResolver: () => 'listening' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    throw fail('SCN_START_ADDRESS', { address: `${host}:${port}`, reason: code }, error);
  }
}

async function start(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(OPTIONS_HELP);
  const options = readOptions(process.argv.slice(2), process.env);
  const store = await openStore(options.store ?? options.data, {
    onProblem: (error) => console.error(sayBoth(error)),
    onBackup: (path) => console.log(upgradeNote(path)),
    backups: join(options.data, 'backups'),
  });
  await demandWhole(store);
  const secretKey = readKey(options.data, process.env);
  const secrets = createSecrets(secretKey);
  await demandSameKey(store, secrets);
  const seed = await identitySeed(store, secrets, secretKey);
  const app = await createApp({
    store,
    version: VERSION,
    templatesFolder: `${home}templates`,
    builderFolder: `${home}dist/builder`,
    nodeTypes: builtIns,
    generate: generateTemplateRows,
    threads: true,
    secretKey,
    seed,
    metricsAccess: options.metrics,
    trustProxy: options.trustProxy,
    plugins: await findPlugins(pluginFolders(options), home),
    pluginUpload: options.pluginUpload,
    log: true,
    ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}),
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await app.close();
    await store.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  const listening = await listen(app, options);
  const address = options.baseUrl?.replace(/\/$/, '') ?? listening;
  // Beside the first requests, which need not wait for all of it.
  void store.warm?.();
  const token = await offerSetup(app.studio);
  if (options.data !== ':memory:') console.log(`数据在 / data in ${resolve(options.data)}`);
  console.log(token ? `Scenario Studio ${address}  首次设置 / first set-up: ${address}/studio/setup#token=${token}` : `Scenario Studio ${address}`);
}

start().catch((error: unknown) => {
  console.error(sayBoth(error));
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) console.error(OPTIONS_HELP);
  // A store that was opened would keep the process alive.
  process.exit(1);
});
