import { compileScorecard, scoreCard, scorecardOutputSchema } from '../../../rules/scorecard.ts';
import { ScorecardConfigSchema } from '../../../rules/scorecard-schema.ts';
import { anything } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { duplicateIds } from '../../problem.ts';
import { counted } from '../../counted.ts';

export const ruleScorecard = defineNode({
  type: 'rule.scorecard',
  version: 1,
  category: 'rule',
  title: { 'zh-CN': '评分卡', en: 'Scorecard' },
  summary: { 'zh-CN': '几项打分，合成总分和等级', en: 'Score several factors into a total and a grade' },
  help: {
    'zh-CN': '每一项取一个值，落在哪一档得哪一档的分，乘权重后相加；不分档的项，取值就是得分。缺值又没写“缺值得分”时，不给总分和等级，并写明缺什么。',
    en: 'Each factor takes the points of the band its value falls in, times its weight; a factor without bands counts its value. With a missing value and no points for it, there is no total and no grade, and the factor is named.',
  },
  icon: 'gauge',
  keywords: ['score', '评分', '打分', '等级', 'grade'],
  config: ScorecardConfigSchema,
  example: {
    factors: [{ id: 'age', expr: '30', bands: [{ when: '< 60', points: 10 }, { when: '-', points: 0 }] }],
    grades: [{ from: 10, grade: 'A' }, { from: 0, grade: 'B' }],
  },
  output: (config) => scorecardOutputSchema(config),
  ports: [OUT],
  locals: (config, env, path) => {
    const factor = config.factors[Number(path[1] ?? 0)];
    return path[2] === 'bands' ? { '?': factor === undefined ? anything : (env.infer?.(factor.expr) ?? anything) } : {};
  },
  fact: (config) => ({ 'zh-CN': `${config.factors.length} 项`, en: counted(config.factors.length, 'factor') }),
  check: (config) => duplicateIds(config.factors, '/factors'),
  effect: 'pure',
  ownFormulas: true,
  compile: (config, tools) => compileScorecard(config, tools),
  run: ({ compiled, scope, run }) => scoreCard(compiled, { scope, asOf: run.asOf, zone: run.zone }),
});
