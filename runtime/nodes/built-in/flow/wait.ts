import { Type } from 'typebox';
import { orNull, rowSchema } from '../../../schema/value-schema.ts';
import { anything, closed, instantOrNull, textOrNull } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { problem } from '../../problem.ts';
import { untilProblems } from '../../until-problems.ts';
import { untilList, untilPorts, untilSpecs } from '../../until.ts';

/** Waits for a time, a while, some working days or an event; the first that leaves wins. Output: `{port, at, event}`. */
export const flowWait = defineNode({
  type: 'flow.wait',
  version: 1,
  category: 'flow',
  title: { 'zh-CN': '等待', en: 'Wait' },
  summary: { 'zh-CN': '等到某个时刻、过几天，或等一个事件', en: 'Wait for a time, a while, or an event' },
  help: {
    'zh-CN': '可以同时等几样，先到的算。工作日按方案的日历算，含调休。停机期间到点的，开机后按先后补上，只补一次。',
    en: 'It may wait for several things; the first wins. Working days follow the scenario’s calendar, make-up days included. What came due while the system was off happens once, in order, after the start.',
  },
  icon: 'timer',
  keywords: ['wait', 'delay', '定时', '等待', '工作日', 'event'],
  config: Type.Object({ until: untilList('等什么', 'Wait for') }, closed),
  example: { until: [{ after: 'duration("PT1H")' }] },
  output: rowSchema({ port: textOrNull, at: instantOrNull, event: orNull(anything) }),
  ports: (config) => {
    const ports = untilPorts(config.until);
    return ports.length === 0 ? [OUT] : ports;
  },
  fact: (config) => ({ 'zh-CN': `${config.until.length} 样，先到为准`, en: `${config.until.length} to wait for, the first wins` }),
  check: (config) => [
    ...untilProblems({ until: config.until, outcomes: [], fields: [] }),
    ...(config.until.some((entry) => (entry.do ?? 'leave') === 'leave')
      ? []
      : [problem('SCN_NODE_WAITS_FOREVER', '/until', '没有一样能离开，会一直等下去。请加一个“离开”', 'Nothing lets it leave, so it waits for ever. Add an entry that leaves')]),
  ],
  effect: 'wait',
  begin: ({ input }) => ({ until: untilSpecs(input['until']) }),
  complete: ({ answer }) => {
    const port = answer.port ?? 'out';
    return { output: { port, at: answer.at, event: answer.kind === 'event' ? (answer.data ?? null) : null }, port };
  },
});
