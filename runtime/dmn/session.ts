import { resetBudget } from '../language/context.ts';
import type { EvalContext } from '../language/context.ts';
import type { FeelFunction, Value } from '../language/values/value.ts';
import { dmnProblem } from './problems.ts';
import type { DmnCode, DmnDetails, DmnProblem } from './problems.ts';

export type Scope = Readonly<Record<string, Value>>;

/** One evaluation asked for: its limits, its findings, and the functions of the models, which are the same wherever they are called. */
export interface Session {
  readonly context: EvalContext;
  readonly findings: DmnProblem[];
  readonly functions: Map<object, FeelFunction>;
}

const MAX_FINDINGS = 100;

/** The limits of `context` start anew. */
export function createSession(context: EvalContext): Session {
  resetBudget(context);
  context.warnings.length = 0;
  return { context, findings: [], functions: new Map() };
}

export function finding(session: Session, code: DmnCode, details: DmnDetails): void {
  if (session.findings.length < MAX_FINDINGS) session.findings.push(dmnProblem(code, details, 'warning'));
}

/** Takes over what the language found while it evaluated a formula of `of`. */
export function adoptWarnings(session: Session, of: string): void {
  for (const warning of session.context.warnings.splice(0)) {
    finding(session, 'SCN_DMN_EVALUATION', { of, cause: warning.code, zh: warning.message['zh-CN'], en: warning.message.en });
  }
}
