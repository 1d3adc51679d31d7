import type { Diagnostic } from '../schema/diagnostic.ts';
import { toPointer } from '../schema/pointer.ts';
import type { FormulaProblem } from './formula.ts';

type Pair = readonly [zh: string, en: string];

/** Problems that keep a scenario from being run at all; the checker finds many more. */
const PROBLEMS = {
  SCN_SCHEMA_SHAPE: (d) => [`场景文档无法读取：${d.reason ?? ''}`, `The scenario document cannot be read: ${d.reason ?? ''}`],
  SCN_SCHEMA_TOO_MANY_NODES: (d) => [`流程有 ${d.count ?? ''} 个节点，最多 ${d.limit ?? ''} 个。请拆成几个子流程。`, `The flow has ${d.count ?? ''} nodes; the most is ${d.limit ?? ''}. Split it into several flows.`],
  SCN_SCHEMA_NAME: (d) => [`“${d.name ?? ''}”不能用作节点编号。请改名。`, `"${d.name ?? ''}" cannot be a node id. Rename it.`],
  SCN_SCHEMA_EDGE_LOOSE: (d) => [`连线 ${d.edge ?? ''} 的一端不存在。请删除或重新连接。`, `Edge ${d.edge ?? ''} has an end that does not exist. Remove it or connect it again.`],
  SCN_SCHEMA_CYCLE: (d) => [`节点 ${d.nodes ?? ''} 连成了环。只有人工环节的结果可以用“退回”连线往回走。`, `Nodes ${d.nodes ?? ''} form a cycle. Only an outcome of a human step may lead back, by a rework edge.`],
  SCN_SCHEMA_BACK_EDGE: (d) => [`退回连线 ${d.edge ?? ''} 必须从人工环节连到它前面的节点。`, `Rework edge ${d.edge ?? ''} must lead from a human step to a node before it.`],
  SCN_NODE_UNKNOWN: (d) => [`没有节点类型 ${d.type ?? ''}。请安装提供它的插件，或换一种节点。`, `There is no node type ${d.type ?? ''}. Install the plugin that provides it, or use another node.`],
  SCN_NODE_PORT: (d) => [`节点没有出口“${d.port ?? ''}”。请改连到现有的出口。`, `The node has no port "${d.port ?? ''}". Connect the edge to one it has.`],
  SCN_NODE_COMPILE: (d) => [`节点配置无法编译：${d.reason ?? ''}`, `The configuration of the node cannot be compiled: ${d.reason ?? ''}`],
} satisfies Readonly<Record<string, (details: Readonly<Record<string, string | number>>) => Pair>>;

export type PlanProblem = keyof typeof PROBLEMS;

export function planDiagnostic(code: PlanProblem, path: readonly (string | number)[], details: Readonly<Record<string, string | number>>, at: { readonly flow?: string; readonly node?: string } = {}): Diagnostic {
  const [zh, en] = PROBLEMS[code](details);
  return { code, severity: 'error', place: { ...at, path: toPointer(path) }, message: { 'zh-CN': zh, en } };
}

export function formulaDiagnostic(problem: FormulaProblem, path: readonly (string | number)[], at: { readonly flow: string; readonly node: string }): Diagnostic {
  return { code: problem.code, severity: problem.severity, place: { ...at, path: toPointer(path), from: problem.from, to: problem.to }, message: problem.message };
}
