import type { TSchema } from 'typebox';
import type { Calendar } from '../host/calendar.ts';
import type { Host } from '../host/host.ts';
import type { AnyNodeType } from '../nodes/define-node.ts';
import type { NodeEnv } from '../nodes/node-env.ts';
import type { FlowNode } from '../schema/flow.ts';
import type { Scenario } from '../schema/scenario.ts';
import type { CaptionPlan } from './caption.ts';
import type { ConfigPlan } from './config-plan.ts';
import type { FormulaLanguage } from './formula.ts';
import type { Edge } from './graph.ts';
import type { NodeTypes } from './scope.ts';
import type { JsonObject } from '../schema/json.ts';
import type { NodeState } from './state.ts';

/** A scenario made ready to run, once, when its release is loaded. Holds code, so it is never stored. */
export interface Plan {
  readonly scenario: Scenario;
  readonly flows: Readonly<Record<string, FlowPlan>>;
  readonly registry: NodeTypes;
  readonly language: FormulaLanguage;
  /** Undefined when the calendar is not known. */
  readonly calendar: (id: string) => Calendar | undefined;
  readonly datasets: NodeEnv['datasets'];
  /** Outputs as FEEL values. A memory only: the same state always decodes to the same values. */
  readonly decoded: WeakMap<NodeState, unknown>;
  /** Bytes of node states, so that each is measured once. A memory only. */
  readonly measured: WeakMap<NodeState, number>;
  /** Parameters by the day of `asOf`. A memory only. */
  readonly parameters: Map<string, unknown>;
  /** What pure nodes get for the outside world, by node type. A memory only. */
  readonly pureHosts: Map<string, PureHost>;
  /** People as FEEL values. A memory only. */
  readonly people: WeakMap<JsonObject, unknown>;
  /** What the last moments asked for gave; one run asks for the same ones at every node. A memory only. */
  readonly moments: { parameters?: { readonly minute: string; readonly values: unknown }; start?: { readonly at: string; readonly value: unknown }; now?: { readonly at: string; readonly calendar: string; readonly value: unknown } };
}

export interface PureHost {
  readonly host: Host;
  /** Never aborted: pure work is over before anybody could. */
  readonly signal: AbortSignal;
}

export interface FlowPlan {
  readonly id: string;
  readonly nodes: Readonly<Record<string, NodePlan>>;
  /** Topological. */
  readonly order: readonly NodePlan[];
  readonly starts: readonly string[];
  readonly maxRounds: number;
}

export interface NodePlan {
  readonly id: string;
  /** Place in the topological order; ready nodes fire lowest first. */
  readonly rank: number;
  readonly definition: FlowNode;
  /** Null when the registry has no such type: the node opens an incident when it is reached (E7). */
  readonly type: AnyNodeType | null;
  readonly env: NodeEnv;
  readonly output: TSchema;
  readonly ports: readonly string[];
  /** Forward edges only. */
  readonly incoming: readonly Edge[];
  readonly outgoing: readonly Edge[];
  /** Whether it has any rework edge. */
  readonly leadsBack: boolean;
  /** Rework targets by port. */
  readonly back: Readonly<Record<string, readonly string[]>>;
  /** The node and all its descendants, which a rework edge to it resets; empty when none leads here. */
  readonly region: readonly string[];
  readonly ancestors: readonly string[];
  readonly config: ConfigPlan;
  /** What lists call the matter it begins or its task, where its author says. */
  readonly caption?: CaptionPlan;
  readonly compiled: unknown;
}
