import { Type } from 'typebox';
import type { Json } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, closed, feel, formulas } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';

/** Tells runs that wait for an event of this name and key. Output: `{event, key, data}`. */
export const flowSend = defineNode({
  type: 'flow.send',
  version: 1,
  category: 'flow',
  title: { 'zh-CN': '发事件', en: 'Send event' },
  summary: { 'zh-CN': '告诉正在等这个事件的办件，同方案或别的方案', en: 'Tells runs that wait for this event, of this scenario or another' },
  help: {
    'zh-CN': '对方用“等待 · 收到事件”等同名、同编号的事件。别的方案要在等待里写明接受本方案发来的。没人在等就留 10 分钟，还没人等就记在“触发”里。重试不会发两次。',
    en: 'The other side waits for an event of the same name and key. Another scenario must say in its wait that it takes events of this one. If nobody waits, the event is kept for 10 minutes, then listed under Triggers. A retry never sends twice.',
  },
  icon: 'send',
  keywords: ['send', 'event', 'message', '事件', '消息', '通知流程'],
  config: Type.Object(
    {
      event: Type.String({ minLength: 1, maxLength: 120, ...label('事件', 'Event') }),
      key: feel('事件编号', 'Key', '对方等的就是这个编号', 'The one the other side waits for'),
      data: Type.Optional(formulas('带上的内容', 'Data')),
    },
    closed,
  ),
  example: { event: 'paid', key: 'run.id' },
  output: rowSchema({ event: Type.String(), key: anything, data: anything }),
  ports: [OUT],
  fact: (config) => ({ 'zh-CN': config.event, en: config.event }),
  effect: 'write',
  repeat: 'keyed',
  run: async ({ config, input, host, run }) => {
    const message = { name: config.event, key: (input['key'] ?? null) as Json, payload: (input['data'] ?? {}) as Json };
    await host.events.send({ ...message, effect: run.effectKey });
    return { output: { event: message.name, key: message.key, data: message.payload } };
  },
});
