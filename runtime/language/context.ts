import type { At } from './ir.ts';
import type { WorkingCalendar } from './calendar.ts';
import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';
import type { Details, RuleCode } from './messages.ts';

/** The instant formulas call now, as milliseconds since 1970 UTC, and the zone whose day is `today()`. */
export interface Now {
  readonly instantMs: number;
  /** IANA name such as `Asia/Shanghai`, or an offset such as `+08:00`. */
  readonly zone: string;
}

/** What is left of the limits of one evaluation. Mutable: every loop charges it before it allocates. */
export interface Budget {
  stepsLeft: number;
  /** What `stepsLeft` began with, and what is left for this evaluation and all after it until `renewBudget`. */
  given: number;
  inAllLeft: number;
  depth: number;
  readonly maxSteps: number;
  readonly maxStepsInAll: number;
  readonly maxListItems: number;
  readonly maxTextLength: number;
  readonly maxDepth: number;
}

export interface EvalContext {
  readonly now: Now;
  readonly calendar?: WorkingCalendar;
  readonly budget: Budget;
  /** Findings of the evaluation; a failing part gives null and one entry here. At most 100. */
  readonly warnings: FeelDiagnostic[];
  /** What ended an evaluation early, the first since somebody took it away; its null is no answer to build on. */
  stopped: FeelDiagnostic | null;
}

export interface ContextOptions {
  /** ISO date-time with offset, or milliseconds since 1970 UTC. @default the epoch, so that tests never depend on a clock */
  readonly now?: string | number;
  /** @default "Asia/Shanghai" */
  readonly zone?: string;
  readonly calendar?: WorkingCalendar;
  /** @default 1_000_000 */
  readonly maxSteps?: number;
  /** Of all evaluations between two calls of `renewBudget`. @default without a limit */
  readonly maxStepsInAll?: number;
  /** @default 200_000 */
  readonly maxListItems?: number;
  /** Characters. @default 1_000_000 */
  readonly maxTextLength?: number;
  /** Function calls inside one another. @default 200 */
  readonly maxDepth?: number;
}

/**
 * Makes the surroundings of evaluations. Reuse one for several formulas of the same step to share its budget,
 * or call `resetBudget` between them.
 *
 * @example createContext({ now: '2026-11-24T08:00:00+08:00', calendar })
 */
export function createContext(options: ContextOptions = {}): EvalContext {
  const maxSteps = options.maxSteps ?? 1_000_000;
  const maxStepsInAll = options.maxStepsInAll ?? Infinity;
  const instantMs = typeof options.now === 'string' ? Date.parse(options.now) : (options.now ?? 0);
  return {
    now: { instantMs: Number.isFinite(instantMs) ? instantMs : 0, zone: options.zone ?? 'Asia/Shanghai' },
    ...(options.calendar === undefined ? {} : { calendar: options.calendar }),
    budget: {
      stepsLeft: maxSteps,
      given: maxSteps,
      inAllLeft: maxStepsInAll,
      depth: 0,
      maxSteps,
      maxStepsInAll,
      maxListItems: options.maxListItems ?? 200_000,
      maxTextLength: options.maxTextLength ?? 1_000_000,
      maxDepth: options.maxDepth ?? 200,
    },
    warnings: [],
    stopped: null,
  };
}

/** Before each evaluation: it may take `maxSteps`, or what those before it have left of all. */
export function resetBudget({ budget }: EvalContext): void {
  budget.inAllLeft -= budget.given - budget.stepsLeft;
  budget.given = budget.stepsLeft = Math.min(budget.maxSteps, budget.inAllLeft);
  budget.depth = 0;
}

/** What was spent so far does not count any more. */
export function renewBudget({ budget }: EvalContext): void {
  budget.inAllLeft = budget.maxStepsInAll;
  budget.given = budget.stepsLeft = Math.min(budget.maxSteps, budget.inAllLeft);
  budget.depth = 0;
}

const MAX_WARNINGS = 100;

export function warn(context: EvalContext, code: RuleCode, details: Details, at: At = [0, 0]): void {
  if (context.warnings.length < MAX_WARNINGS) context.warnings.push(diagnostic(code, at, details, 'warning'));
}

/** Ends an evaluation from inside; caught by the back ends, which answer null and record it. */
export class EvaluationStop extends Error {
  readonly code: RuleCode;
  readonly details: Details;
  constructor(code: RuleCode, details: Details) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** The part of a context that work is charged to. */
export type Meter = Pick<EvalContext, 'budget'>;

/**
 * Charges `steps` before the work is done. A step stands for about a tenth of a microsecond of work, so that a million of them, the default
 * budget, end within a tenth of a second.
 */
export function charge(context: Meter, steps: number): void {
  const { budget } = context;
  if (steps > budget.stepsLeft) {
    budget.stepsLeft = 0;
    throw budget.given < budget.maxSteps ? new EvaluationStop('SCN_RULE_BUDGET_IN_ALL', { limit: budget.maxStepsInAll }) : new EvaluationStop('SCN_RULE_BUDGET', { limit: budget.maxSteps });
  }
  budget.stepsLeft -= steps;
}

export function chargeList(context: EvalContext, length: number): void {
  if (length > context.budget.maxListItems) throw new EvaluationStop('SCN_RULE_LIST_TOO_LONG', { limit: context.budget.maxListItems });
  charge(context, length);
}

/** Charges a loop that adds `more` results to `had`, each costing `weight`, before the first is made. */
export function chargeResults(context: EvalContext, had: number, more: number, weight: number): void {
  if (had + more > context.budget.maxListItems) {
    // What fits would still be worked on first, so a loop too long for the budget says so rather than that its list is too long.
    charge(context, Math.max(0, context.budget.maxListItems - had) * weight);
    throw new EvaluationStop('SCN_RULE_LIST_TOO_LONG', { limit: context.budget.maxListItems });
  }
  charge(context, more * weight);
}

/** As `charge`, for work that may happen outside of an evaluation, where nothing limits it. */
export function spend(meter: Meter | undefined, steps: number): void {
  if (meter !== undefined) charge(meter, steps);
}

export function chargeText(context: EvalContext, length: number): void {
  if (length > context.budget.maxTextLength) throw new EvaluationStop('SCN_RULE_TEXT_TOO_LONG', { limit: context.budget.maxTextLength });
  charge(context, Math.ceil(length / 64));
}

/** Runs `evaluate` and turns a stop (or a bug) into null plus one coded finding. Never throws. */
export function guarded<T>(context: EvalContext, failed: T, evaluate: () => T): T {
  const depth = context.budget.depth;
  try {
    return evaluate();
  } catch (error) {
    return recordStop(context, failed, depth, error);
  }
}

function causeOf(context: EvalContext, error: unknown): readonly [RuleCode, Details] {
  if (error instanceof EvaluationStop) return [error.code, error.details];
  if (error instanceof RangeError) return ['SCN_RULE_RECURSION', { limit: context.budget.maxDepth }];
  return ['SCN_RULE_INTERNAL', { reason: error instanceof Error ? error.message : String(error) }];
}

export function recordStop<T>(context: EvalContext, failed: T, depth: number, error: unknown): T {
  context.budget.depth = depth;
  const [code, details] = causeOf(context, error);
  warn(context, code, details);
  context.stopped ??= diagnostic(code, [0, 0], details);
  return failed;
}
