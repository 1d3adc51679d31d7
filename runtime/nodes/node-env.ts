import type { TSchema } from 'typebox';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Scenario } from '../schema/scenario.ts';

/** What a node type may know about the scenario around it while being checked or compiled. */
export interface NodeEnv {
  readonly scenario: Scenario;
  readonly flow: string;
  /** Id of the node itself. */
  readonly node: string;
  /** JSON Schema of a formula in the node's scope (plus locals), `{}` when not known; absent while scopes are still being built. */
  readonly infer?: (source: string, locals?: Readonly<Record<string, TSchema>>) => TSchema;
  /** Definitions by local dataset name, reduced to the fields the scenario may read; own datasets too. */
  readonly datasets: Readonly<Record<string, DatasetDefinition>>;
  /** Connections that exist on this server, by local name. */
  readonly connections: readonly string[];
}
