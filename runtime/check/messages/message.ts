import type { Diagnostic } from '../../schema/diagnostic.ts';

export type Facts = Readonly<Record<string, string | number>>;

/** One kind of problem: how bad, what to say, and what to do, in both languages. */
export interface Message {
  readonly severity: Diagnostic['severity'];
  readonly zh: (facts: Facts) => string;
  readonly en: (facts: Facts) => string;
  readonly hintZh: string;
  readonly hintEn: string;
}

type Say = string | ((facts: Facts) => string);

const fn = (say: Say) => (typeof say === 'string' ? () => say : say);

/** Rows of the message tables: severity, zh-CN sentence and hint, English sentence and hint. */
export function message(severity: Message['severity'], zh: Say, hintZh: string, en: Say, hintEn: string): Message {
  return { severity, zh: fn(zh), en: fn(en), hintZh, hintEn };
}
