import { defineError } from '../errors.ts';

/** Coded errors of tables and scorecards while they run. Texts in both languages; the API picks by locale. */
export const ruleErrors = {
  SCN_RULE_NOT_UNIQUE: defineError<{ rules: readonly string[]; index: number }>(
    'SCN_RULE_NOT_UNIQUE',
    ({ rules, index }) =>
      `第 ${index + 1} 条同时命中 ${rules.join('、')}，而这张表只许命中一条。请收紧其中一条的条件，或改命中方式。` +
      ` / Item ${index + 1} hits ${rules.join(', ')} but this table allows one. Narrow a rule or change the hit policy.`,
  ),
  SCN_RULE_NOT_SAME: defineError<{ rules: readonly string[]; index: number }>(
    'SCN_RULE_NOT_SAME',
    ({ rules, index }) =>
      `第 ${index + 1} 条同时命中 ${rules.join('、')}，结果却不一样。ANY 方式要求结果相同：请改成相同，或改命中方式。` +
      ` / Item ${index + 1} hits ${rules.join(', ')} with different results. ANY needs equal results: make them equal or change the hit policy.`,
  ),
  SCN_RULE_NOT_A_LIST: defineError<{ source: string }>(
    'SCN_RULE_NOT_A_LIST',
    ({ source }) => `“逐条判断”的 ${source} 不是列表。请改成列表，例如 查询.rows。 / "${source}" is not a list. Give a list, such as query.rows.`,
  ),
  SCN_RULE_TOO_MANY_ITEMS: defineError<{ count: number; limit: number }>(
    'SCN_RULE_TOO_MANY_ITEMS',
    ({ count, limit }) => `要判断 ${count} 条，最多 ${limit} 条。请先在查询里收窄。 / ${count} items to judge, at most ${limit}. Narrow the query first.`,
  ),
  SCN_RULE_ROWS_LIMIT: defineError<{ dataset: string; count: number; limit: number }>(
    'SCN_RULE_ROWS_LIMIT',
    ({ dataset, count, limit }) => `数据集“${dataset}”有 ${count} 行，当规则表最多 ${limit} 行。请拆成几个数据集，或先用“查数据”收窄。 / Dataset "${dataset}" has ${count} rows; a table of rules may have ${limit}. Split it, or narrow it with a query first.`,
  ),
  SCN_RULE_AGGREGATE: defineError<{ output: string; rule: string }>(
    'SCN_RULE_AGGREGATE',
    ({ output, rule }) => `规则 ${rule} 的“${output}”不是数，无法汇总。 / "${output}" of rule ${rule} is not a number, so it cannot be aggregated.`,
  ),
};
