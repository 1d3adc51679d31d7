import { defineTexts } from '../../text/catalogue.ts';

export const jsonTexts = defineTexts(
  {
    title: '场景 JSON',
    note: '和画布同一份草稿：这里改，画布跟着变；画布改，这里跟着变。',
    editor: '场景 JSON 编辑器。按 F1 看命令，Ctrl M 让 Tab 键移出编辑器。',
    download: '下载',
    upload: '上传替换',
    editLabel: '改 JSON',
    uploadLabel: '用文件替换',
    uploaded: (name: string) => `已用 ${name} 替换草稿`,
    inStep: '和画布一致',
    notJson: (line: number, column: number) => `第 ${line} 行第 ${column} 列还不是完整的 JSON，画布停在上一次完整的内容`,
    repeated: (line: number, column: number, name: string) => `第 ${line} 行第 ${column} 列：同一个对象里已经有 ${name}。请给其中一个换个名字；画布停在上一次完整的内容`,
    tooNew: (format: string) => `格式 ${format} 比本机支持的新。请先升级场景工坊，或把 format 改回来；画布停在上一次完整的内容`,
    notScenario: '缺少场景必须的部分（flows、texts 等要是对象），画布停在上一次完整的内容',
  },
  {
    title: 'Scenario JSON',
    note: 'The same draft as the canvas: what changes here changes there, and the other way round.',
    editor: 'Scenario JSON editor. F1 lists commands; Ctrl M lets Tab leave the editor.',
    download: 'Download',
    upload: 'Upload and replace',
    editLabel: 'Edit JSON',
    uploadLabel: 'Replace by file',
    uploaded: (name) => `The draft is replaced by ${name}`,
    inStep: 'In step with the canvas',
    notJson: (line, column) => `Not complete JSON at line ${line}, column ${column}; the canvas keeps the last complete content`,
    repeated: (line, column, name) => `Line ${line}, column ${column}: this object already has ${name}. Rename one of them; the canvas keeps the last complete content`,
    tooNew: (format) => `Format ${format} is newer than this server supports. Upgrade Scenario Studio first, or set format back; the canvas keeps the last complete content`,
    notScenario: 'A required part is missing (flows, texts and others must be objects); the canvas keeps the last complete content',
  },
);
