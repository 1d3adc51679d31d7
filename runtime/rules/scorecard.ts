import { Type, type TSchema } from 'typebox';
import type { Explanation } from '../schema/explanation.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { rowSchema, valueSchema } from '../schema/value-schema.ts';
import { isAny, testFormula } from './cell.ts';
import type { LocalScope, RuleFacts, RuleFormula, RuleTools } from './rule-tools.ts';
import type { ScorecardConfig } from './scorecard-schema.ts';

type Factor = ScorecardConfig['factors'][number];

interface CompiledFactor {
  readonly factor: Factor;
  readonly value: RuleFormula;
  readonly bands: readonly (RuleFormula | null)[];
}

export interface CompiledScorecard {
  readonly config: ScorecardConfig;
  readonly factors: readonly CompiledFactor[];
}

export function compileScorecard(config: ScorecardConfig, tools: RuleTools): CompiledScorecard {
  const factors = config.factors.map((factor): CompiledFactor => {
    const value = tools.expression(factor.expr);
    return { factor, value, bands: (factor.bands ?? []).map((band) => (isAny(band.when) ? null : tools.unaryTests(band.when, value.schema))) };
  });
  return { config, factors };
}

interface Part {
  readonly id: string;
  readonly points: number | null;
  readonly value: Json;
  readonly test: string;
}

export interface ScorecardResult {
  readonly output: JsonObject;
  readonly explanation: Explanation;
}

/**
 * Adds up the points of the first fitting band of each factor; a factor without bands counts its value. A missing value without `missing` points, or a value
 * no band takes, leaves total and grade null and names the factor in `incomplete`: half a score is no score.
 */
export function scoreCard(card: CompiledScorecard, facts: RuleFacts): ScorecardResult {
  const scope: LocalScope = { ...facts.scope };
  const parts = card.factors.map((factor) => partOf(factor, scope));
  const incomplete = parts.filter((part) => part.points === null).map((part) => part.id);
  const sum = exactSum([card.config.start ?? 0, ...parts.map((part) => part.points ?? 0)]);
  const total = incomplete.length === 0 ? sum : null;
  const points = Object.fromEntries(parts.map((part) => [part.id, part.points]));
  return {
    output: { total, grade: total === null ? null : gradeOf(card.config.grades ?? [], total), points, incomplete },
    explanation: {
      kind: 'score',
      total: sum,
      parts: parts.map((part) => ({ id: part.id, points: part.points ?? 0, value: part.value, test: part.test })),
    },
  };
}

function partOf({ factor, value: formula, bands }: CompiledFactor, scope: LocalScope): Part {
  const value = formula.evaluate(scope);
  const shown = formula.toJson(value ?? null);
  const missing: Part = { id: factor.id, points: factor.missing ?? null, value: shown, test: 'null' };
  if (value === null || value === undefined) return missing;
  if (factor.bands === undefined) return { id: factor.id, points: ownPoints(shown, factor.weight), value: shown, test: '' };
  for (const [index, band] of bands.entries()) {
    const { when, points } = factor.bands[index] ?? { when: '-', points: 0 };
    const met = testFormula(band, value, false, scope);
    // A band that cannot be decided must not hand the value to the next one.
    if (met === null) return { ...missing, test: when };
    if (met) return { id: factor.id, points: exactProduct(points, factor.weight ?? 1), value: shown, test: when };
  }
  return { id: factor.id, points: null, value: shown, test: '' };
}

/** Decimals are text in JSON; what is no number has no points. */
function ownPoints(value: Json, weight = 1): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? exactProduct(number, weight) : null;
}

function gradeOf(grades: readonly { readonly from: number; readonly grade: string }[], total: number): string | null {
  return [...grades].sort((a, b) => b.from - a.from).find((grade) => total >= grade.from)?.grade ?? null;
}

/** Points are short decimals; ten places are enough to undo what binary fractions add. */
const rounded = (value: number): number => Number(value.toFixed(10));
const exactSum = (values: readonly number[]): number => rounded(values.reduce((sum, value) => sum + value, 0));
const exactProduct = (points: number, weight: number): number => rounded(points * weight);

/** `{total, grade, points: {<factor>}, incomplete}` */
export function scorecardOutputSchema(config: ScorecardConfig): TSchema {
  const grades = config.grades?.map((grade) => grade.grade);
  return rowSchema({
    total: valueSchema('number'),
    grade: valueSchema('string', { enum: grades === undefined || grades.length === 0 ? undefined : [...new Set(grades)] }),
    points: rowSchema(Object.fromEntries(config.factors.map((factor) => [factor.id, valueSchema('number')]))),
    incomplete: Type.Array(Type.String()),
  });
}
