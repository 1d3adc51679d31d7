import { isScenarioError } from '../errors.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { CommandBody } from './command.ts';
import type { Plan } from './plan-types.ts';
import { initialState, type RunState } from './state.ts';
import { step } from './step.ts';

/** One field of a form that must be mended, with the reason in both languages. */
export interface FieldProblem {
  readonly field: string;
  readonly kind: string;
  readonly message: { readonly 'zh-CN': string; readonly en: string };
}

/** Why an answer is refused; `problems` is empty when the reason concerns no single field. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly FieldProblem[];
}

/** The problems inside an SCN_FORM_* error, as thrown by `step`; null for any other error. */
export function refusalOf(error: unknown): Refusal | null {
  if (!isScenarioError(error) || !error.code.startsWith('SCN_FORM_')) return null;
  const { problems } = error.details;
  return { code: error.code, message: error.message, problems: Array.isArray(problems) ? (problems as readonly Json[]).flatMap(fieldProblem) : [] };
}

function fieldProblem(problem: Json): readonly FieldProblem[] {
  if (typeof problem !== 'object' || problem === null || Array.isArray(problem)) return [];
  const { field, kind, zh, en } = problem as JsonObject;
  if (typeof field !== 'string' || typeof zh !== 'string' || typeof en !== 'string') return [];
  return [{ field, kind: typeof kind === 'string' ? kind : '', message: { 'zh-CN': zh, en } }];
}

type Start = Extract<CommandBody, { type: 'start' }>;
type Answered = Extract<CommandBody, { type: 'task.answered' }>;

/** Whether a start form would be taken, without starting anything. Null = yes. */
export function checkStart(plan: Plan, at: string, start: Start): Refusal | null {
  return refusedBy(plan, initialState(), { at, ...start });
}

/** Whether an answer to a task would be taken, without giving it. Null = yes. @throws SCN_TASK_DONE, SCN_RUN_ENDED */
export function checkAnswer(plan: Plan, state: RunState, at: string, answer: Answered): Refusal | null {
  return refusedBy(plan, state, { at, ...answer });
}

/** `step` is pure, so trying is safe; the same rules decide here and there. */
function refusedBy(plan: Plan, state: RunState, command: Parameters<typeof step>[2]): Refusal | null {
  try {
    step(plan, state, command);
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}
