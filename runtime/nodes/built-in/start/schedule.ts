import { Type } from 'typebox';
import { cronProblem } from '../../../schema/cron.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { choice, closed, feelRow } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { problem } from '../../problem.ts';

const output = rowSchema({ at: Type.Unsafe({ type: 'string', format: 'date-time' }), missed: Type.Integer() });

/** A date from which every cron expression that ever fires has a next time. */
const FROM = '2024-01-01T00:00:00Z';

/** Begins at the times of a cron expression on the clocks of the scenario's zone. Output: `{at, missed}`. */
export const startSchedule = defineNode({
  type: 'start.schedule',
  version: 1,
  category: 'start',
  title: { 'zh-CN': '定时开始', en: 'On a schedule' },
  summary: { 'zh-CN': '到点自动开始，例如每个工作日早上八点', en: 'Begins by itself at set times, such as every weekday at eight' },
  help: {
    'zh-CN': '时间用 cron 写：分 时 日 月 星期，按方案的时区。`0 8 * * 1-5` 是周一到周五 8:00，`0 9 1 * *` 是每月 1 日 9:00。停机时错过的，可以补办一次或跳过。管理员可以暂停。',
    en: 'Times are written as cron: minute hour day month weekday, on the clocks of the scenario’s zone. `0 8 * * 1-5` is Monday to Friday at 8:00, `0 9 1 * *` the first of each month at 9:00. What was missed while the system was off is made up for once or left out. An administrator can pause it.',
  },
  icon: 'calendar-clock',
  keywords: ['schedule', 'cron', '定时', '每天', '每周', '开始', 'timer'],
  config: Type.Object(
    {
      cron: Type.String({ minLength: 1, maxLength: 100, format: 'cron', ...label('什么时候', 'When', 'cron：分 时 日 月 星期', 'Cron: minute hour day month weekday') }),
      missed: Type.Optional(choice({ once: ['补办一次（默认）', 'Once, later (default)'], skip: ['跳过', 'Skip'] }, '错过了怎么办', 'When missed', '停机期间到点的', 'What came due while the system was off')),
      asOf: Type.Optional(feelRow('按哪天的规则', 'Rules as of', '用本节点的名称读时刻', 'Reads the time by this node’s own name')),
    },
    closed,
  ),
  example: { cron: '0 8 * * 1-5' },
  output,
  ports: [OUT],
  locals: (_config, env) => ({ [env.node]: output }),
  fact: (config) => ({ 'zh-CN': config.cron, en: config.cron }),
  check: (config, env) => {
    const found = cronProblem(config.cron, env.scenario.zone, FROM);
    if (found === 'syntax') return [problem('SCN_START_CRON', '/cron', `“${config.cron}”不是 cron。请写五段：分 时 日 月 星期，例如 0 8 * * 1-5`, `"${config.cron}" is no cron expression. Write five parts: minute hour day month weekday, such as 0 8 * * 1-5`)];
    if (found === 'never') return [problem('SCN_START_CRON_NEVER', '/cron', `“${config.cron}”永远不会到：没有这样的日子。请改日期`, `"${config.cron}" never comes: there is no such day. Change the date`)];
    return [];
  },
  effect: 'pure',
  run: ({ run }) => {
    const { at, missed } = run.startInput;
    return { output: { at: typeof at === 'string' ? at : run.now, missed: typeof missed === 'number' ? missed : 0 } };
  },
});
