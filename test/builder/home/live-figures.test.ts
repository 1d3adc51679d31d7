import { expect, it } from 'vitest';
import { liveFigures } from '../../../builder/src/designer/home/live-figures.ts';
import type { ScenarioItem } from '../../../server/api/scenario.ts';

const RUNS = { days: [1, 0, 0, 0, 0, 2, 4], total: 7, completed: 5, failed: 0, ended: 5, waiting: 2, incidents: 0, overdue: 0, opinions: 3 };

function item(id: string, facts: Partial<ScenarioItem> = {}): ScenarioItem {
  return {
    id, title: { 'zh-CN': id, en: id }, purpose: { 'zh-CN': '', en: '' }, synthetic: false, nodes: 2, version: 1, updatedAt: '2026-11-01T00:00:00Z', updatedBy: 'u', draftChanged: false, unit: '', errors: 0, warnings: 0,
    may: { runs: true, operate: true }, release: 2, runs: RUNS, cases: { total: 1 }, ...facts,
  };
}

it('the figures of what is live are of published scenarios whose runs may be seen, trouble first, and know no trouble of a draft', () => {
  const { release: _, ...drawn } = item('drawn');
  const { runs: __, ...hidden } = item('hidden');
  const found = liveFigures([item('well', { errors: 3, warnings: 1 }), drawn, hidden, item('stopped', { runs: { ...RUNS, incidents: 2, completed: 1 } }), item('late', { runs: { ...RUNS, overdue: 1 } })]);
  expect({ today: found.today, completed: found.completed, stopped: found.stopped }).toEqual({ today: 12, completed: 11, stopped: 2 });
  expect(Object.fromEntries(found.scenarios.map(({ item: { id }, trouble }) => [id, trouble?.kind]))).toEqual({ late: 'overdue', stopped: 'stopped', well: undefined });
  expect(found.scenarios[0]?.item.id).not.toBe('late');
  expect(liveFigures([])).toEqual({ scenarios: [], today: 0, completed: 0, stopped: 0 });
});
