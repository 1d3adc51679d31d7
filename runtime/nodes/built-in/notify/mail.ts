import { Type } from 'typebox';
import type { Json } from '../../../schema/json.ts';
import { LOCALES } from '../../../schema/text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { choice, closed, connection, feel, text } from '../../config-parts.ts';
import { unknownConnection } from '../../connection-problems.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { keepFormTools } from '../../form-answer.ts';
import { nodeErrors } from '../../node-errors.ts';
import { fillText, resolveText } from '../../render-text.ts';

/** One mailbox, nothing that could end a header or name a second one. */
const ADDRESS = /^[^\s@,;:<>"()[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u;
const MOST = 50;

/** A text, or a list of texts, each a mail address. @throws SCN_MAIL_ADDRESS */
function addressesOf(value: Json): readonly string[] {
  const all = (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((one) => one !== null && one !== '');
  const bad = all.find((one) => typeof one !== 'string' || !ADDRESS.test(one));
  if (all.length === 0 || all.length > MOST || bad !== undefined) throw nodeErrors.SCN_MAIL_ADDRESS({ address: bad === undefined ? String(all.length) : JSON.stringify(bad).slice(0, 120) });
  return [...new Set(all as readonly string[])];
}

/** A letter by a mail server that is a connection; once for each key. Output: `{to, title, body}`. */
export const notifyMail = defineNode({
  type: 'notify.mail',
  version: 1,
  category: 'output',
  title: { 'zh-CN': '发邮件', en: 'Send mail' },
  summary: { 'zh-CN': '通过单位的邮件服务器发一封信', en: 'Sends a letter through your mail server' },
  help: {
    'zh-CN': '邮件服务器在“连接”里登记（类型：邮件），密码不写进方案。文字里用 {节点.字段} 放入值。收件人是邮箱或邮箱列表，最多 50 个。发到一半断电，会停下来问人是否已发出，不会自己再发一遍。',
    en: 'The mail server is a connection (kind: mail); its password is not part of the scenario. Use {node.field} in the text for values. Receivers are an address or a list of up to 50. If the power fails in the middle, the run asks a person whether it was sent and never sends again by itself.',
  },
  icon: 'mail',
  keywords: ['mail', 'email', 'smtp', '邮件', '通知', '发信'],
  config: Type.Object(
    {
      connection: connection('邮件服务器', 'Mail server'),
      to: feel('收件人', 'To', '邮箱，或邮箱列表', 'An address, or a list of them'),
      title: text('标题', 'Subject'),
      body: text('正文', 'Text'),
      language: Type.Optional(choice({ 'zh-CN': ['中文', 'Chinese'], en: ['英文', 'English'], both: ['中文和英文', 'Both'] }, '语言', 'Language', '不选是中文', 'Chinese unless chosen')),
    },
    closed,
  ),
  example: { connection: 'mail', to: '"office@example.org"', title: '已办结', body: '编号 {run.id}' },
  output: rowSchema({ to: Type.Array(Type.String()), title: Type.String(), body: Type.String() }),
  ports: [OUT, ERROR],
  fact: (config) => ({ 'zh-CN': config.title.startsWith('@') ? config.connection : config.title, en: config.title.startsWith('@') ? config.connection : config.title }),
  check: (config, env) => unknownConnection(env, config.connection),
  effect: 'write',
  repeat: 'ask',
  compile: keepFormTools,
  run: async ({ config, input, scope, env, host, run, compiled, signal }) => {
    const locales = config.language === 'both' ? LOCALES : [config.language ?? LOCALES[0]];
    const write = (reference: string, between: string): string => locales.map((locale) => fillText(resolveText(reference, env.scenario.texts, locale), scope, compiled.toJson)).filter((one, index, all) => all.indexOf(one) === index).join(between);
    const message = { to: addressesOf((input['to'] ?? null) as Json), title: write(config.title, ' / '), body: write(config.body, '\n\n') };
    if (/[\r\n\0]/.test(message.title)) throw nodeErrors.SCN_MAIL_TITLE({});
    await host.mail.send({ ...message, connection: config.connection, key: run.effectKey }, signal);
    return { output: { ...message, to: [...message.to] } };
  },
});
