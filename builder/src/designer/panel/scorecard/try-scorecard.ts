import type { TSchema } from 'typebox';
import { compileScorecard, scoreCard, type ScorecardResult } from '../../../../../runtime/rules/scorecard.ts';
import type { ScorecardConfig } from '../../../../../runtime/rules/scorecard-schema.ts';
import type { RuleTools } from '../../../../../runtime/rules/rule-tools.ts';
import { schemaOfFormula } from '../../formula/check-formula.ts';
import type { FormulaScope } from '../../formula/formula-scope.ts';
import { evaluatorOf, pathsOf, scopeValues, type TriedValues, type TrySurroundings } from '../../formula/try-formula.ts';

/** The rules' own scoring with formulas run by the eval-free interpreter; a formula that does not compile gives nothing. */
function toolsOf(scope: FormulaScope, around: TrySurroundings): RuleTools {
  const formula = (source: string, kind: 'expression' | 'unary', input?: unknown) => {
    return { source, schema: schemaOfFormula(source, scope) as TSchema, ...evaluatorOf(source, kind, input === undefined ? scope : { ...scope, input }, around) };
  };
  return {
    names: scope.names as Readonly<Record<string, TSchema>>,
    expression: (source) => formula(source, 'expression'),
    unaryTests: (source, input) => formula(source, 'unary', input),
  };
}

/** Paths whose values the factors read, each once. */
export function scorecardPaths(config: ScorecardConfig, scope: FormulaScope): readonly string[] {
  const bands = config.factors.flatMap((factor) => (factor.bands ?? []).map((band) => ({ source: band.when, kind: 'unary' as const })));
  const read = [...config.factors.map((factor) => ({ source: factor.expr, kind: 'expression' as const })), ...bands].flatMap(({ source, kind }) => pathsOf(source, kind, scope) ?? []);
  return [...new Set(read)].filter((path) => path !== '?');
}

/** The score of a sample: samples of the scope with typed values laid over them. */
export function tryScorecard(config: ScorecardConfig, scope: FormulaScope, typed: TriedValues, around: TrySurroundings): ScorecardResult {
  return scoreCard(compileScorecard(config, toolsOf(scope, around)), { scope: scopeValues(scope, typed), asOf: around.now, zone: around.zone ?? 'Asia/Shanghai' });
}
