import type { ScorecardConfig } from '../../../../../runtime/rules/scorecard-schema.ts';

/**
 * The least and most a scorecard can give: of each factor its lowest and highest band, or the points for a missing value, times its weight. Undefined
 * when a factor counts its own value, which nothing bounds.
 */
export function scoreRange(config: ScorecardConfig): readonly [least: number, most: number] | undefined {
  if (config.factors.some((factor) => factor.bands === undefined)) return undefined;
  const parts = config.factors.map((factor) => {
    const points = [...(factor.bands ?? []).map((band) => band.points * (factor.weight ?? 1)), ...(factor.missing === undefined ? [] : [factor.missing])];
    return [Math.min(...points), Math.max(...points)] as const;
  });
  const sum = (at: 0 | 1) => Number(parts.reduce((all, part) => all + part[at], config.start ?? 0).toFixed(10));
  return [sum(0), sum(1)];
}
