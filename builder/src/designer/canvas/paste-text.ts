import { defineTexts } from '../../text/catalogue.ts';

/** Why nothing was pasted, and what to do. */
export const pasteTexts = defineTexts(
  {
    nothing: '剪贴板里没有节点。先选节点，再按 Ctrl C。',
    copyBlocked: '没有复制成：浏览器不让写剪贴板。请在地址栏旁允许，或改用 https 地址打开。',
    files: (n: number) => `画布上贴不了文件和图片（剪贴板里有 ${n} 个）。场景文件请到首页点“导入”；表格请到“数据”里上传。`,
    tooLarge: (megabytes: string, limit: number) => `剪贴板里有 ${megabytes} MB，超过 ${limit} MB，贴不了。请分几次复制。`,
    broken: '剪贴板里的节点不完整，像是只复制了一半。请回到原来的画布，选好再按一次 Ctrl C。',
    forged: (id: string) => `剪贴板里的节点被改过，“${id}”这一处不对，没有粘贴。请回到原来的画布重新复制。`,
    scenario: '剪贴板里是一整个场景，不是节点。请把它存成 .json 文件，到首页点“导入”。',
    newer: (format: string) => `剪贴板里是新版工坊（格式 ${format}）的场景，这里读不了。请先升级这里的工坊。`,
    foreign: '剪贴板里的 JSON 不是从工坊的画布复制的，没有粘贴。请在画布上选节点，再按 Ctrl C。',
    tooMany: (total: number, limit: number) => `贴上以后有 ${total} 个节点，一个场景最多 ${limit} 个，没有粘贴。请少选一些，或把一部分拆成另一个场景。`,
    full: (limit: number) => `一个场景最多 ${limit} 个节点，已经满了。请删掉不用的，或把一部分拆成另一个场景。`,
  },
  {
    nothing: 'There are no nodes on the clipboard. Select nodes and press Ctrl C first.',
    copyBlocked: 'Not copied: the browser does not let this page write the clipboard. Allow it beside the address, or open the studio over https.',
    files: (n) => `Files and pictures cannot be pasted on the canvas (${n} on the clipboard). Scenario files go through Import on the home page, tables through the Data tab.`,
    tooLarge: (megabytes, limit) => `The clipboard holds ${megabytes} MB, more than ${limit} MB, and was not pasted. Copy in several parts.`,
    broken: 'The nodes on the clipboard are not whole, as if only half was copied. Go back to their canvas, select them and press Ctrl C again.',
    forged: (id) => `The nodes on the clipboard were altered: “${id}” is not right, so nothing was pasted. Copy them again from their canvas.`,
    scenario: 'The clipboard holds a whole scenario, not nodes. Save it as a .json file and use Import on the home page.',
    newer: (format) => `The clipboard holds a scenario of a newer studio (format ${format}), which this one cannot read. Upgrade this studio first.`,
    foreign: 'The JSON on the clipboard was not copied from a canvas of the studio, so nothing was pasted. Select nodes on a canvas and press Ctrl C.',
    tooMany: (total, limit) => `That would make ${total} nodes; a scenario has at most ${limit}, so nothing was pasted. Select fewer, or move a part into another scenario.`,
    full: (limit) => `A scenario has at most ${limit} nodes, and this one is full. Delete what is not used, or move a part into another scenario.`,
  },
);
