import { parseArgs } from 'node:util';
import { storeError } from './stores/errors.ts';
import { readTrustProxy, type TrustProxy } from './trust-proxy.ts';

/** How the process was asked to run: flags win over `SCENARIO_STUDIO_*` variables and `DATABASE_URL`. */
export interface ProcessOptions {
  readonly port: number;
  readonly host: string;
  /** Data folder; `:memory:` keeps nothing. */
  readonly data: string;
  /** Address of a PostgreSQL database; absent = the data folder is the store. */
  readonly store: string | undefined;
  readonly plugins: readonly string[];
  /** Whether administrators may upload plugins, which run with everything the server may do. */
  readonly pluginUpload: boolean;
  readonly baseUrl: string | undefined;
  /** Whose word is taken for where a request came from. */
  readonly trustProxy: TrustProxy;
  /** Whoever may read `/metrics` besides administrators. */
  readonly metrics: { readonly key?: string; readonly loopback?: boolean };
}

export function isDatabase(store: string): boolean {
  return /^postgres(ql)?:\/\//.test(store);
}

export const OPTIONS_HELP = `scenario-studio start, 默认值在括号里 / defaults in brackets

  --port 4600                端口 / port
  --host ADDRESS             监听的地址 / address to listen at (127.0.0.1)
  --data DIR                 数据文件夹 / data folder (.data)
  --store URL                PostgreSQL 数据库 / a PostgreSQL database
  --plugins DIR              插件文件夹 / plugin folder (DIR/plugins)
  --plugin-upload on|off     能不能上传插件 / whether plugins may be uploaded (on)
  --base-url URL             对外的地址 / address people use
  --trust-proxy ADDRESSES    信任的代理 / proxies that are believed
  --metrics admin|loopback   谁能看 /metrics / who reads /metrics (admin)`;

/** @throws Error with the flag's name when a value is wrong */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ProcessOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' }, store: { type: 'string' }, plugins: { type: 'string', multiple: true }, 'plugin-upload': { type: 'string' }, 'base-url': { type: 'string' }, metrics: { type: 'string' }, 'trust-proxy': { type: 'string' } },
  });
  const port = Number(values.port ?? env['SCENARIO_STUDIO_PORT'] ?? 4600);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port: a number from 0 to 65535 is needed');
  const baseUrl = values['base-url'] ?? env['SCENARIO_STUDIO_BASE_URL'];
  if (baseUrl !== undefined && !URL.canParse(baseUrl)) throw new Error('--base-url: an address such as https://studio.example is needed');
  const store = values.store ?? (env['DATABASE_URL'] || undefined);
  if (store !== undefined && !isDatabase(store)) throw storeError('SCN_STORE_URL', {});
  const metrics = values.metrics ?? env['SCENARIO_STUDIO_METRICS'] ?? 'admin';
  if (metrics !== 'admin' && metrics !== 'loopback') throw new Error('--metrics: admin or loopback is needed');
  const metricsKey = env['SCENARIO_STUDIO_METRICS_KEY'];
  if (metricsKey !== undefined && metricsKey.length < 16) throw new Error('SCENARIO_STUDIO_METRICS_KEY: at least 16 characters are needed');
  const pluginUpload = values['plugin-upload'] ?? env['SCENARIO_STUDIO_PLUGIN_UPLOAD'] ?? 'on';
  if (pluginUpload !== 'on' && pluginUpload !== 'off') throw new Error('--plugin-upload: on or off is needed');
  const fromEnv = env['SCENARIO_STUDIO_PLUGINS'];
  return {
    port,
    host: values.host ?? env['SCENARIO_STUDIO_HOST'] ?? '127.0.0.1',
    data: values.data ?? env['SCENARIO_STUDIO_DATA'] ?? '.data',
    store,
    plugins: values.plugins ?? (fromEnv ? [fromEnv] : []),
    pluginUpload: pluginUpload === 'on',
    baseUrl,
    trustProxy: readTrustProxy(values['trust-proxy'] ?? env['SCENARIO_STUDIO_TRUST_PROXY'], baseUrl),
    metrics: { loopback: metrics === 'loopback', ...(metricsKey === undefined ? {} : { key: metricsKey }) },
  };
}
