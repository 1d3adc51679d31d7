import type { Port } from '../../define-node.ts';

export const NO_ROW: Port = { id: 'none', title: { 'zh-CN': '没有这样的行', en: 'No such row' } };
export const CONFLICT: Port = { id: 'conflict', title: { 'zh-CN': '已被别人改过', en: 'Changed by somebody else' } };
