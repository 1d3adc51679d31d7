import { message } from './message.ts';

/** Flows: nodes, ports, edges, loops. */
export const nodeMessages = {
  SCN_NODE_TYPE_UNKNOWN: message('error', (f) => `不认识节点类型“${f['type']}”`, '装上提供它的插件，或换成别的节点。', (f) => `The node type “${f['type']}” is not known`, 'Install the plugin that provides it, or use another node.'),
  SCN_NODE_VERSION_UNKNOWN: message('error', (f) => `“${f['type']}”没有第 ${f['version']} 版（现有第 ${f['have']} 版）`, '改用现有版本。', (f) => `“${f['type']}” has no version ${f['version']} (there is ${f['have']})`, 'Use the version that exists.'),
  SCN_NODE_CONFIG: message('error', (f) => `设置“${f['name']}”不对：${f['zh']}`, '在右侧设置里改。', (f) => `Setting “${f['name']}”: ${f['en']}`, 'Mend it in the panel.'),
  SCN_NODE_EDGE_SOURCE: message('error', (f) => `连线 ${f['edge']} 的起点“${f['node']}”不存在`, '删掉这条线，或改接到现有节点。', (f) => `Edge ${f['edge']} starts at “${f['node']}”, which does not exist`, 'Delete the edge, or connect it to a node that exists.'),
  SCN_NODE_EDGE_TARGET: message('error', (f) => `连线 ${f['edge']} 的终点“${f['node']}”不存在`, '删掉这条线，或改接到现有节点。', (f) => `Edge ${f['edge']} ends at “${f['node']}”, which does not exist`, 'Delete the edge, or connect it to a node that exists.'),
  SCN_NODE_PORT_UNKNOWN: message('error', (f) => `“${f['node']}”没有出口“${f['port']}”`, '出口改名或被删了：把线接到现有出口。', (f) => `“${f['node']}” has no port “${f['port']}”`, 'The port was renamed or removed: connect to one that exists.'),
  SCN_NODE_PORT_OPEN: message('warning', (f) => `“${f['node']}”的出口“${f['port']}”没有接下去，走到这里就结束`, '接到下一步，或确认就该在此结束。', (f) => `Port “${f['port']}” of “${f['node']}” leads nowhere; the path ends there`, 'Connect it, or make sure it should end.'),
  SCN_NODE_EDGE_DUPLICATE: message('warning', (f) => `连线 ${f['edge']} 和 ${f['other']} 一模一样`, '删掉一条。', (f) => `Edge ${f['edge']} repeats ${f['other']}`, 'Delete one.'),
  SCN_NODE_UNREACHABLE: message('warning', (f) => `从起点走不到“${f['node']}”`, '接上它，或删掉。', (f) => `“${f['node']}” cannot be reached from a start`, 'Connect it, or delete it.'),
  SCN_NODE_CYCLE: message('error', (f) => `这些节点绕成了圈：${f['path']}`, '断开一条线；要退回重填，用人工节点出口上的退回线。', (f) => `These nodes form a loop: ${f['path']}`, 'Remove one edge; for rework use a back edge from a human task.'),
  SCN_NODE_BACK_SOURCE: message('error', (f) => `退回线 ${f['edge']} 的起点“${f['node']}”不是人工节点`, '退回线只能从人工节点的出口画出。', (f) => `Back edge ${f['edge']} starts at “${f['node']}”, which is no human task`, 'Back edges start at an outcome of a human task.'),
  SCN_NODE_BACK_TARGET: message('error', (f) => `退回线 ${f['edge']} 指向的“${f['target']}”不在“${f['node']}”之前`, '退回只能回到走过的步骤。', (f) => `Back edge ${f['edge']} goes to “${f['target']}”, which does not come before “${f['node']}”`, 'Rework returns to an earlier step.'),
  SCN_NODE_REWORK_WRITE: message('error', (f) => `“${f['node']}”在退回范围里写数据，没说重做时怎么办`, '选“保留第一次的”或“重做时改写自己那一行”。', (f) => `“${f['node']}” writes data inside a rework region without saying what a repeat does`, 'Set onRework to keep or again.'),
  SCN_NODE_START_MISSING: message('error', (f) => `流程“${f['flow']}”没有起点`, '加一个起点节点。', (f) => `Flow “${f['flow']}” has no start`, 'Add a start node.'),
  SCN_NODE_START_ENTERED: message('error', (f) => `连线 ${f['edge']} 接进了起点“${f['node']}”`, '起点前面不能有步骤：删掉这条线。', (f) => `Edge ${f['edge']} leads into the start “${f['node']}”`, 'Nothing comes before a start: delete the edge.'),
  SCN_NODE_FLOW_EMPTY: message('warning', (f) => `流程“${f['flow']}”还是空的`, '按 / 加第一个节点，或从模板开始。', (f) => `Flow “${f['flow']}” is empty`, 'Press / to add the first node, or start from a template.'),
  SCN_NODE_END_MISSING: message('warning', (f) => `流程“${f['flow']}”没有结果页，办事人看不到结果`, '在末尾加一个结果页。', (f) => `Flow “${f['flow']}” has no result page, so people see no result`, 'Add a result page at the end.'),
  SCN_NODE_TOO_MANY: message('error', (f) => `场景有 ${f['count']} 个节点，上限 ${f['limit']} 个`, '拆成几个流程，用“调用流程”连起来；或拆成几个场景。', (f) => `The scenario has ${f['count']} nodes; the limit is ${f['limit']}`, 'Split it into several scenarios.'),
  SCN_NODE_FLOW_UNKNOWN: message('error', (f) => `要调用的流程“${f['flow']}”不存在`, '改选现有流程。', (f) => `The flow “${f['flow']}” to call does not exist`, 'Choose one that exists.'),
  SCN_NODE_CALL_CYCLE: message('error', (f) => `流程互相调用成了圈：${f['path']}`, '断开其中一次调用。', (f) => `Flows call each other in a circle: ${f['path']}`, 'Remove one of the calls.'),
  SCN_NODE_CALL_DEPTH: message('error', (f) => `流程调用 ${f['depth']} 层，上限 ${f['limit']} 层`, '合并几层调用。', (f) => `Flows call each other ${f['depth']} levels deep; the limit is ${f['limit']}`, 'Join some levels.'),
  SCN_NODE_CONNECTION_UNKNOWN: message('error', (f) => `连接“${f['connection']}”没有在场景里声明`, '先在“连接”里登记，再在这里选。', (f) => `The connection “${f['connection']}” is not declared`, 'Declare it under connections, then choose it here.'),
  SCN_NODE_UNTITLED: message('info', (f) => `节点“${f['node']}”还没有中文名`, '点标题起个业务上叫得出的名字。', (f) => `Node “${f['node']}” has no title`, 'Click its title and give it a name people use.'),
  SCN_NODE_NAME_NOT_BEFORE: message('error', (f) => `“${f['name']}”不在这一步之前，这里读不到`, '先连线让它走在前面，或改用前面的节点。', (f) => `“${f['name']}” does not come before this step and cannot be read here`, 'Connect it so that it comes first, or use an earlier node.'),
};
