import { Type, type TSchema } from 'typebox';
import { formulasOf } from '../../../runtime/engine/config-formulas.ts';
import { planConfig } from '../../../runtime/engine/config-plan.ts';
import { compileFormula, compileTools, SURROUNDINGS, type FormulaProblem } from '../../../runtime/engine/formula.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import type { Host } from '../../../runtime/host/host.ts';
import type { AnyNodeType, NodeResult, RunContext, RunFacts, WaitAnswer } from '../../../runtime/nodes/define-node.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { NodeEnv } from '../../../runtime/nodes/node-env.ts';
import type { WaitSpec } from '../../../runtime/nodes/wait-spec.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { env } from './node-kit.ts';

export const NOW = '2022-01-20T10:00:00+08:00';
export const STARTER = { id: 'he', name: '何医师' };

export interface Setting {
  readonly values?: JsonObject;
  /** Schemas of `values`; any when left out. */
  readonly names?: Readonly<Record<string, TSchema>>;
  readonly host?: Partial<{ [Part in keyof Host]: object }>;
  readonly run?: Partial<RunFacts>;
  readonly env?: Partial<NodeEnv>;
}

/** What the engine hands to a node: the evaluated config, the compiled part and the scope, by the real language. */
export function contextOf(type: AnyNodeType, config: object, setting: Setting = {}): RunContext<never, never> {
  const language = createLanguage();
  const problems: FormulaProblem[] = [];
  const values: JsonObject = { run: { id: 'r1', starter: STARTER.id }, user: STARTER, ...setting.values };
  const names = { ...Object.fromEntries(Object.keys(values).map((name) => [name, Type.Unsafe({})])), ...setting.names };
  const nodeEnv = env(setting.env);
  const scope = {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, language.fromJson(value, names[name] ?? {})])),
    [SURROUNDINGS]: language.context({ now: NOW, zone: 'Asia/Shanghai' }),
  };
  const formulas = type.ownFormulas === true ? [] : formulasOf(type, config).map((formula) => {
    const locals = formula.format === 'feel' ? {} : (type.locals?.(config, nodeEnv, formula.path.map(String)) ?? {});
    return { ...formula, code: compileFormula(language, formula.source, { ...names, ...locals }, formula.format === 'feel-unary' ? 'unary' : 'expression', problems) };
  });
  const compiled = type.compile?.(config, compileTools(language, names, problems)) as never;
  const wrong = problems.filter((problem) => problem.severity === 'error');
  if (wrong.length > 0) throw new Error(wrong.map((problem) => `${problem.code} ${problem.message.en}`).join('\n'));
  return {
    config: config as never,
    input: type.ownFormulas === true ? {} : planConfig(config as Record<string, unknown>, formulas)(scope),
    compiled,
    scope,
    host: (setting.host ?? {}) as Host,
    run: { id: 'r1', starter: STARTER, startedAt: NOW, now: NOW, asOf: NOW, zone: 'Asia/Shanghai', round: 0, startInput: {}, effectKey: 'r1/self/0/h', ...setting.run },
    env: nodeEnv,
    signal: new AbortController().signal,
    log: () => undefined,
  };
}

export async function runNode(type: AnyNodeType, config: object, setting: Setting = {}): Promise<NodeResult> {
  if (type.effect === 'wait') throw new Error('a waiting node is begun and completed');
  return type.run(contextOf(type, config, setting));
}

export function beginNode(type: AnyNodeType, config: object, setting: Setting = {}): WaitSpec {
  if (type.effect !== 'wait') throw new Error('not a waiting node');
  return type.begin(contextOf(type, config, setting));
}

export function completeNode(type: AnyNodeType, config: object, answers: readonly WaitAnswer[], setting: Setting = {}): NodeResult | 'still-waiting' {
  const answer = answers.at(-1);
  if (type.effect !== 'wait' || answer === undefined) throw new Error('not a waiting node, or no answer');
  return type.complete({ ...contextOf(type, config, setting), answers, answer });
}

/** `[code, details]` of the coded error an act throws. */
export async function refusal(act: () => unknown): Promise<readonly [string, JsonObject] | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (isScenarioError(error)) return [error.code, error.details];
    throw error;
  }
}
