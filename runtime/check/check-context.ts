import type { Before } from '../engine/before.ts';
import type { Graph } from '../engine/graph.ts';
import type { AnyNodeType, Port } from '../nodes/define-node.ts';
import type { NodeEnv } from '../nodes/node-env.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { FlowNode } from '../schema/flow.ts';
import type { Scenario } from '../schema/scenario.ts';

/** What a scenario may read of a dataset of another unit. */
export interface SharedDataset {
  /** How each column may be read; absent: nothing, there is no grant in force. */
  readonly fields?: Readonly<Record<string, 'whole' | 'masked' | 'counted'>>;
  /** Last day of the grant. */
  readonly until?: string;
}

/** What the checker knows about the server around the scenario. */
export interface CheckEnv {
  /** Newest version of a node type, or the one asked for. */
  readonly nodeType: (type: string, version?: number) => AnyNodeType | undefined;
  /** Shared datasets by address. */
  readonly catalogue: Readonly<Record<string, DatasetDefinition>>;
  /** Datasets of other units by address, as far as the scenario may read them; absent ones it may read freely. */
  readonly sharing?: Readonly<Record<string, SharedDataset>>;
  /** ISO day; without it nothing is said about bases that have ended. */
  readonly today?: string;
}

/** One node seen by the rules: its flow, type and ports. `type` is absent when it is not known. */
export interface CheckedNode {
  readonly flow: string;
  readonly id: string;
  readonly node: FlowNode;
  readonly type?: AnyNodeType;
  /** The config fits the schema of its type, so functions of the type may be called with it. */
  readonly sound: boolean;
  readonly ports: readonly Port[];
  /** Definitions by local dataset name. */
  readonly datasets: NodeEnv['datasets'];
  /** What is wrong with its type and config, by the schema and by the type's own check. */
  readonly problems: readonly Diagnostic[];
}

export interface CheckContext {
  readonly scenario: Scenario;
  readonly env: CheckEnv;
  readonly nodes: readonly CheckedNode[];
  readonly graphs: Readonly<Record<string, Graph>>;
  /** By flow: what lies before what. */
  readonly before: Readonly<Record<string, Before>>;
}

/** One file, one concern: looks at a whole scenario of sound shape and tells its problems. */
export type CheckRule = (context: CheckContext) => Iterable<Diagnostic>;
