import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { RunStateTag } from '../../../builder/src/portal/mine/run-state-tag.tsx';
import { Progress } from '../../../builder/src/portal/run/progress.tsx';
import type { RunView } from '../../../server/api/portal.ts';

const view = (status: string, next: RunView['next']): RunView => ({ id: 'r1', app: { id: 'a', title: '登记' }, status, startedAt: '2022-01-20T01:42:00Z', stages: [], next, timeline: [] }) as unknown as RunView;
const waits = { kind: 'progress', waitingFor: '运维人员处理' } as const;
const over = (phase: string) => ({ kind: 'failed', code: `SCN_RUN_${phase.toUpperCase()}`, message: phase }) as const;

it.each([
  ['stopped at an error', view('incident', waits), 'tag err', 'note err', '停下了'],
  ['failed', view('failed', over('failed')), 'tag err', 'note err', '停下了'],
  ['taken back', view('cancelled', over('cancelled')), 'tag', 'note', '已撤回'],
  ['out of time', view('expired', over('expired')), 'tag', 'note', '过期了'],
])('a matter has one tone in the list and on its own page: %s', (_, run, tag, note, words) => {
  const [list, page] = [renderToStaticMarkup(createElement(RunStateTag, { run })), renderToStaticMarkup(createElement(Progress, { run }))];
  for (const [html, tone] of [[list, tag], [page, note]] as const) {
    expect(html).toContain(`class="${tone}"`);
    expect(html).toContain(words);
  }
  expect(page).not.toContain('SCN_RUN_');
  expect(page.includes('<p class="code">r1</p>')).toBe(run.status === 'failed');
});
