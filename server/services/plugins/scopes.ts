import type { Host } from '../../../runtime/host/host.ts';
import type { AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import type { LocalText } from '../../../runtime/schema/text.ts';
import { fail } from '../../errors.ts';

export type Scopes = Readonly<Record<string, unknown>>;

interface Scope {
  /** What a package may write behind the name. */
  readonly values: readonly (string | true)[];
  readonly words: (value: unknown) => LocalText;
}

const only = (zh: string, en: string): Scope => ({ values: [true], words: () => ({ 'zh-CN': zh, en }) });

/** Everything a plugin may ask for. What it does not ask for, the host refuses its nodes. */
export const SCOPES: Readonly<Record<string, Scope>> = {
  datasets: {
    values: ['read', 'write'],
    words: (value) => (value === 'write' ? { 'zh-CN': '读写场景声明过的数据集', en: 'Read and change the datasets that a scenario declares' } : { 'zh-CN': '读取场景声明过的数据集', en: 'Read the datasets that a scenario declares' }),
  },
  http: only('通过管理员设好的连接访问外部接口', 'Call outside interfaces through the connections that an administrator set up'),
  sql: only('通过管理员设好的连接读外部数据库', 'Read outside databases through the connections that an administrator set up'),
  mail: only('通过管理员设好的连接发邮件', 'Send mail through the connections that an administrator set up'),
  notify: only('给人发站内通知', 'Send notices to people'),
  events: only('给等待中的办件发事件', 'Send events to runs that wait'),
  script: only('在隔离环境里运行脚本', 'Run scripts in the sandbox'),
};

/** A scope in plain words; one that is not known is told as it is written. */
export function scopeWords(scope: string, value: unknown): LocalText {
  const known = Object.hasOwn(SCOPES, scope) ? SCOPES[scope] : undefined;
  const text = `${scope}: ${JSON.stringify(value)}`;
  return known?.words(value) ?? { 'zh-CN': text, en: text };
}

/** Scopes a package must not ask for: unknown, or with a value that means nothing. */
export function unknownScopes(scopes: Scopes): readonly string[] {
  return Object.entries(scopes).flatMap(([scope, value]) => (Object.hasOwn(SCOPES, scope) && SCOPES[scope]?.values.includes(value as string) ? [] : [`${scope}: ${JSON.stringify(value)}`]));
}

const DATASET_WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

/** The same methods, each refusing. */
function refusing<Part extends object>(part: Part, refused: (method: string) => boolean, refuse: (method: string) => Error): Part {
  return new Proxy(part, {
    get: (target, method) => {
      if (typeof method === 'string' && refused(method)) throw refuse(method);
      const found: unknown = Reflect.get(target, method);
      // On the part itself: a method may have what only that has.
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
  });
}

/** The outside world as far as a plugin asked for it. It holds honest code to its word; it confines nobody. */
export function limitHost(host: Host, scopes: Scopes, plugin: string): Host {
  const without = (scope: string) => (method: string) => fail('SCN_PLUGIN_SCOPE', { plugin, scope, method });
  const part = <Name extends 'http' | 'sql' | 'mail' | 'notify' | 'events' | 'script'>(name: Name): Host[Name] => (scopes[name] === true ? host[name] : refusing(host[name], () => true, without(name)));
  const reads = scopes['datasets'] === 'read' || scopes['datasets'] === 'write';
  const datasets = refusing(host.datasets, (method) => !reads || (DATASET_WRITES.has(method) && scopes['datasets'] !== 'write'), (method) => without(`datasets: ${DATASET_WRITES.has(method) ? 'write' : 'read'}`)(method));
  return { datasets, http: part('http'), sql: part('sql'), mail: part('mail'), notify: part('notify'), events: part('events'), script: part('script'), calendar: host.calendar };
}

/** A node type that sees only what its package asked for. */
export function limitNode(node: AnyNodeType, scopes: Scopes, plugin: string): AnyNodeType {
  if (node.effect === 'wait' || typeof node.run !== 'function') return node;
  const { run } = node;
  const limited = (context: Parameters<typeof run>[0]) =>
    run.call(node, {
      ...context,
      get host() {
        return limitHost(context.host, scopes, plugin);
      },
    });
  // Made on top of the given one: what it inherits and computes stays as it is.
  return Object.create(node, { run: { enumerable: true, value: limited } }) as AnyNodeType;
}
