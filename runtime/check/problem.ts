import type { Diagnostic, Fix, Place } from '../schema/diagnostic.ts';
import { dataMessages } from './messages/data.ts';
import { formMessages } from './messages/form.ts';
import type { Facts, Message } from './messages/message.ts';
import { nodeMessages } from './messages/node.ts';
import { pageMessages } from './messages/page.ts';
import { schemaMessages } from './messages/schema.ts';

const messages = { ...schemaMessages, ...nodeMessages, ...dataMessages, ...formMessages, ...pageMessages } satisfies Record<string, Message>;

/** Every code the checker itself can give; formulas and node types add their own (`SCN_RULE_…`). */
export type ProblemCode = keyof typeof messages;
export const PROBLEM_CODES = Object.keys(messages) as readonly ProblemCode[];

/** Builds one diagnostic from the message table. */
export function problem(code: ProblemCode, place: Place, facts: Facts = {}, fix?: Fix): Diagnostic {
  const message: Message = messages[code];
  return {
    code,
    severity: message.severity,
    place,
    message: { 'zh-CN': message.zh(facts), en: message.en(facts) },
    hint: { 'zh-CN': message.hintZh, en: message.hintEn },
    ...(fix ? { fix } : {}),
  };
}
