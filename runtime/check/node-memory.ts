import type { TSchema } from 'typebox';
import type { ScopeNames } from '../engine/scope-names.ts';
import type { AnyNodeType, Port } from '../nodes/define-node.ts';
import type { NodeEnv } from '../nodes/node-env.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { FlowNode } from '../schema/flow.ts';
import type { LocalText } from '../schema/text.ts';
import type { NodeLocals } from './node-locals.ts';
import type { Found } from './rules/formulas.ts';

/** All that follows from one node and what it read around itself. */
export interface NodeFindings {
  readonly sound: boolean;
  readonly output: TSchema;
  readonly ports: readonly Port[];
  readonly problems: readonly Diagnostic[];
  readonly formulas: readonly Found[];
  readonly fact?: LocalText;
  readonly locals?: NodeLocals;
}

/** A node as it was looked at. */
export interface NodeNow extends Pick<NodeEnv, 'scenario' | 'datasets' | 'connections'> {
  readonly node: FlowNode;
  readonly type: AnyNodeType | undefined;
  readonly names: ScopeNames;
}

/** What was read while a node was looked at; only a change of that can change the findings. */
export interface Reads {
  readonly env: Partial<Pick<NodeEnv, 'scenario' | 'datasets' | 'connections'>>;
  readonly names: ReadonlyMap<string, TSchema | undefined>;
  /** Every name was asked for. */
  readonly all?: Readonly<Record<string, TSchema>>;
}

export interface Remembered extends Pick<NodeNow, 'node' | 'type'> {
  readonly reads: Reads;
  readonly findings: NodeFindings;
}

/** Both have the same schemas under the same names in the same order. */
function isSameScope(one: Readonly<Record<string, TSchema>>, other: Readonly<Record<string, TSchema>>): boolean {
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length && names.every((name, index) => name === others[index] && one[name] === other[name]);
}

/** Nothing that the findings of the last time came from has changed since. */
export function holds({ node, type, reads }: Remembered, now: NodeNow): boolean {
  // Of an unknown type it is said which versions there are, and those may change.
  if (node !== now.node || type === undefined || type !== now.type) return false;
  for (const key of ['scenario', 'datasets', 'connections'] as const) if (reads.env[key] !== undefined && reads.env[key] !== now[key]) return false;
  for (const [name, schema] of reads.names) if (now.names.get(name) !== schema) return false;
  return reads.all === undefined || isSameScope(reads.all, now.names.all());
}

/** Names that write down which of them were asked for. */
export function watchNames(names: ScopeNames): { readonly names: ScopeNames; readonly read: Map<string, TSchema | undefined>; readonly all: () => Reads['all'] } {
  const read = new Map<string, TSchema | undefined>();
  let all: Reads['all'];
  return {
    read,
    all: () => all,
    names: {
      get: (name) => {
        const schema = names.get(name);
        read.set(name, schema);
        return schema;
      },
      all: () => (all = names.all()),
    },
  };
}

/** Surroundings that write down which parts of them were asked for. */
export function watchEnv(env: NodeEnv): { readonly env: NodeEnv; readonly read: Reads['env'] } {
  const read: { -readonly [Key in keyof Reads['env']]: Reads['env'][Key] } = {};
  return {
    read,
    env: {
      ...env,
      get scenario() {
        return (read.scenario = env.scenario);
      },
      get datasets() {
        return (read.datasets = env.datasets);
      },
      get connections() {
        return (read.connections = env.connections);
      },
    },
  };
}
