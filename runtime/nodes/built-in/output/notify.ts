import { Type } from 'typebox';
import { rowSchema } from '../../../schema/value-schema.ts';
import { LOCALES, type Locale } from '../../../schema/text.ts';
import { AssignSchema, candidatesOf } from '../../assign.ts';
import { closed, text } from '../../config-parts.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { keepFormTools } from '../../form-answer.ts';
import { fillText, resolveText } from '../../render-text.ts';

/** A message in the receivers' inbox, each in the language of the receiver, once however often it is retried. Output: `{to, title, body}`, in Chinese. */
export const outputNotify = defineNode({
  type: 'output.notify',
  version: 1,
  category: 'output',
  title: { 'zh-CN': '通知', en: 'Notify' },
  summary: { 'zh-CN': '给人发一条站内消息', en: 'Send people a message in the portal' },
  help: { 'zh-CN': '文字里用 {节点.字段} 放入值。重试不会重复发。', en: 'Use {node.field} in the text for values. A retry never sends twice.' },
  icon: 'bell',
  keywords: ['notify', '消息', '提醒', '通知', 'message'],
  config: Type.Object({ to: AssignSchema, title: text('标题', 'Title'), body: Type.Optional(text('正文', 'Text')) }, closed),
  example: { to: { user: 'run.starter' }, title: '已办结', body: '编号 {run.id}' },
  output: rowSchema({ to: Type.Array(Type.String()), title: Type.String(), body: Type.String() }),
  ports: [OUT, ERROR],
  fact: (config) => ({ 'zh-CN': config.title.startsWith('@') ? '站内消息' : config.title, en: config.title.startsWith('@') ? 'In the portal' : config.title }),
  effect: 'write',
  repeat: 'keyed',
  compile: keepFormTools,
  run: async ({ config, input, scope, env, host, run, compiled }) => {
    const write = (reference: string, locale: Locale): string => fillText(resolveText(reference, env.scenario.texts, locale), scope, compiled.toJson);
    const inLocale = (locale: Locale) => ({ title: write(config.title, locale), body: write(config.body ?? '', locale) });
    const message = { to: candidatesOf(input['to']), ...inLocale(LOCALES[0]) };
    const en = inLocale('en');
    const isSame = en.title === message.title && en.body === message.body;
    await host.notify.send({ ...message, ...(isSame ? {} : { en }), key: run.effectKey });
    return { output: message };
  },
});
