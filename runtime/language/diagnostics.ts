import { messages } from './messages.ts';
import type { Details, RuleCode } from './messages.ts';

/** One finding about a formula; `from`/`to` are characters of its source. */
export interface FeelDiagnostic {
  readonly code: RuleCode;
  readonly severity: 'error' | 'warning';
  readonly from: number;
  readonly to: number;
  readonly message: { readonly 'zh-CN': string; readonly en: string };
  readonly details: Details;
  /** Replace `from..to` by `text` to mend it. */
  readonly fix?: { readonly from: number; readonly to: number; readonly text: string };
}

export function diagnostic(code: RuleCode, at: readonly [number, number], details: Details, severity: 'error' | 'warning' = 'error'): FeelDiagnostic {
  const [zh, en] = messages[code](details);
  return { code, severity, from: at[0], to: at[1], message: { 'zh-CN': zh, en }, details };
}
