import type { Static, TSchema } from 'typebox';
import type { Host } from '../host/host.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { Explanation, RecordedExplanation } from '../schema/explanation.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import type { Lambda } from '../language/lambda.ts';
import type { CompileTools } from './compile-tools.ts';
import type { NodeEnv } from './node-env.ts';
import type { TaskSpec, WaitSpec } from './wait-spec.ts';

export type Category = 'start' | 'data' | 'rule' | 'form' | 'human' | 'flow' | 'output';

/** A named way out of a node. */
export interface Port {
  readonly id: string;
  readonly title: LocalText;
  /** Nothing leaves by it the way the node is set up: it may stay unconnected. */
  readonly spare?: true;
}

export const OUT: Port = { id: 'out', title: { 'zh-CN': '下一步', en: 'Next' } };
export const ERROR: Port = { id: 'error', title: { 'zh-CN': '出错', en: 'Error' } };

/** What `run` gives back: JSON output, the port to leave by (default `out`), and why. */
export interface NodeResult {
  readonly output: Json;
  /** One port id, or, for `flow.switch` in mode `all`, every port that is delivered. */
  readonly port?: string | readonly string[];
  readonly explanation?: Explanation | RecordedExplanation;
}

/** Facts of the run every node may read. Times are ISO date-times with offset. */
export interface RunFacts {
  readonly id: string;
  readonly starter: JsonObject;
  readonly startedAt: string;
  readonly now: string;
  readonly asOf: string;
  readonly zone: string;
  readonly round: number;
  /** What the run (or child flow) was started with; start nodes make their output of it. */
  readonly startInput: JsonObject;
  /** `<run>/<path>/<round>/<input hash>`: the same for every retry of one effect (E6). */
  readonly effectKey: string;
}

export interface RunContext<Config, Compiled = unknown> {
  /** The literal configuration, as written. */
  readonly config: Config;
  /** `config` with every `format: "feel"` property evaluated to JSON and every `feel-row` one turned into a `Lambda`. */
  readonly input: Evaluated;
  /** What `compile` returned for this node. */
  readonly compiled: Compiled;
  /** The node's scope as FEEL values: outputs of earlier nodes, `param`, `run`, `user`. */
  readonly scope: Readonly<Record<string, unknown>>;
  readonly host: Host;
  readonly run: RunFacts;
  readonly env: NodeEnv;
  readonly signal: AbortSignal;
  readonly log: (message: string, details?: JsonObject) => void;
}

/** `config` after evaluation: same keys; values are JSON, or `Lambda` for per-row formulas. */
export type Evaluated = { readonly [key: string]: EvaluatedValue };
export type EvaluatedValue = Json | Lambda | Evaluated | readonly EvaluatedValue[];

export type Effect = 'pure' | 'read' | 'write' | 'wait';

interface NodeBase<Config extends TSchema, Compiled> {
  /** `<area>.<name>`; the area of a plugin is its own. */
  readonly type: string;
  readonly version: number;
  readonly category: Category;
  readonly title: LocalText;
  readonly summary: LocalText;
  /** Longer help shown in the panel's 说明 tab, Markdown without HTML. */
  readonly help?: LocalText;
  /** A lucide icon name, kebab-case. */
  readonly icon: string;
  /** Extra words quick-add finds it by. */
  readonly keywords?: readonly string[];
  readonly config: Config;
  /** A config that validates; shown in help and used for a new node of this type. */
  readonly example: Static<Config>;
  /** JSON Schema of the output; a function when it depends on the configuration. */
  readonly output: TSchema | ((config: Static<Config>, env: NodeEnv) => TSchema);
  readonly ports?: readonly Port[] | ((config: Static<Config>, env: NodeEnv) => readonly Port[]);
  /**
   * Extra names of `feel-row` and `feel-unary` formulas (such as `row`), as JSON Schemas; `path` is the property
   * path inside config, list positions as digits. For `feel-unary`, the name `?` is the tested value.
   */
  readonly locals?: (config: Static<Config>, env: NodeEnv, path: readonly string[]) => Readonly<Record<string, TSchema>>;
  /** One line of live fact for the card: `报告库 · 最多 50 行`. */
  readonly fact?: (config: Static<Config>, env: NodeEnv) => LocalText;
  /** Problems the schema cannot see. Paths are JSON pointers inside the node's config. */
  readonly check?: (config: Static<Config>, env: NodeEnv) => readonly Diagnostic[];
  /** True: `compile` deals with every formula of this config. The engine evaluates none of them; `input` is empty. */
  readonly ownFormulas?: true;
  /** Turn formulas of a special shape (tables) into something fast, once, when a release is loaded. */
  readonly compile?: (config: Static<Config>, tools: CompileTools) => Compiled;
  /** From `version - 1`; reports what it had to drop. */
  readonly migrate?: (config: JsonObject, from: number) => { readonly config: JsonObject; readonly dropped: readonly string[] };
}

/** A node whose work is over when `run` returns. */
export interface WorkNode<Config extends TSchema = TSchema, Compiled = unknown> extends NodeBase<Config, Compiled> {
  readonly effect: 'pure' | 'read' | 'write';
  /** Write nodes only. `safe`: doing it twice does no harm. `keyed`: the far side knows the effect key. `ask`: after a crash a person decides. */
  readonly repeat?: 'safe' | 'keyed' | 'ask';
  /** Pure nodes must answer synchronously. */
  readonly run: (context: RunContext<Static<Config>, Compiled>) => NodeResult | Promise<NodeResult>;
  /** The long form of a recorded explanation, on reading; the scope is the one `run` had. */
  readonly explain?: (given: Pick<RunContext<Static<Config>, Compiled>, 'compiled' | 'scope' | 'run'> & { readonly output: Json; readonly data: JsonObject }) => Explanation;
}

/** What ended a wait. `data` is the form, `event` the payload, `children` the results of child flows in input order. */
export interface WaitAnswer {
  readonly kind: 'task' | 'timer' | 'event' | 'children';
  readonly port?: string;
  readonly by?: JsonObject;
  readonly at: string;
  readonly data?: JsonObject;
  readonly children?: readonly { readonly status: 'completed' | 'failed' | 'withdrawn'; readonly output: Json; readonly error?: string }[];
}

/** A node that waits: for a person, a time, an event or child flows. Both functions are pure. */
export interface WaitNode<Config extends TSchema = TSchema, Compiled = unknown> extends NodeBase<Config, Compiled> {
  readonly effect: 'wait';
  /** The engine keeps what it returns in `node.waiting`. Children without items are done at once: `complete` gets an empty list. */
  readonly begin: (context: Omit<RunContext<Static<Config>, Compiled>, 'host' | 'signal'>) => WaitSpec;
  /** @throws SCN_FORM_* for an answer a person must mend: the engine refuses it and the node goes on waiting. */
  readonly complete: (context: Omit<RunContext<Static<Config>, Compiled>, 'host' | 'signal'> & { readonly answers: readonly WaitAnswer[]; readonly answer: WaitAnswer; /** As it stands now: people may have been added. */ readonly task?: TaskSpec }) => NodeResult | 'still-waiting';
}

export type NodeType<Config extends TSchema = TSchema, Compiled = unknown> = WorkNode<Config, Compiled> | WaitNode<Config, Compiled>;

/** Registry element: types of one node are its own business. */
// oxlint-disable-next-line typescript/no-explicit-any -- a heterogeneous list of node types; `defineNode` checks each one
export type AnyNodeType = NodeType<any, any>;

/** Adds types, changes nothing. Built-ins and plugins use the same function. */
export function defineNode<const Config extends TSchema, Compiled = undefined>(
  node: NodeType<Config, Compiled>,
): NodeType<Config, Compiled> {
  return node;
}

/** What a plugin package default-exports. */
export interface Plugin {
  readonly name: string;
  readonly nodes: readonly AnyNodeType[];
}

export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}
