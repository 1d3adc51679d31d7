import { describe, expect, it } from 'vitest';
import { fitsHome, troubleFirst, troublesOf } from '../../../builder/src/designer/home/troubles.ts';
import type { ScenarioItem } from '../../../server/api/scenario.ts';

const RUNS = { days: [0, 0, 0, 0, 0, 0, 4], total: 4, completed: 4, failed: 0, ended: 4, waiting: 0, incidents: 0, overdue: 0, opinions: 0 };

function item(id: string, facts: Partial<ScenarioItem> = {}): ScenarioItem {
  return {
    id, title: { 'zh-CN': id, en: id }, purpose: { 'zh-CN': '', en: '' }, synthetic: false, nodes: 2, version: 1, updatedAt: '2026-11-01T00:00:00Z', updatedBy: 'u', draftChanged: false, unit: '', errors: 0, warnings: 0,
    may: { runs: true, operate: true }, runs: RUNS, cases: { total: 1 }, ...facts,
  };
}

describe('the list of scenarios', () => {
  it('has trouble first, of what people use before what is only drawn, and else the newest change', () => {
    const items = [item('new'), item('drawn', { errors: 1 }), item('late', { release: 3, runs: { ...RUNS, overdue: 2 } }), item('stopped', { release: 1, runs: { ...RUNS, incidents: 1 } }), item('old', { release: 1 })];
    expect(troubleFirst(items).map(({ id }) => id)).toEqual(['stopped', 'drawn', 'late', 'new', 'old']);
    expect(items.filter((one) => fitsHome(one, 'trouble')).map(({ id }) => id)).toEqual(['drawn', 'late', 'stopped']);
  });

  it('leads from each trouble to the page that answers it, as far as the reader may go', () => {
    const facts = { runs: { ...RUNS, incidents: 2, overdue: 1, failed: 3, opinions: 2 }, ending: { count: 1, until: '2026-12-09', grant: 'g1' }, cases: { total: 2, failed: 1 } };
    expect(troublesOf(item('a', facts)).map(({ kind, to }) => `${kind} ${to}`)).toEqual(['stopped /s/a/operate', 'overdue /s/a/runs?show=waiting', 'failed /s/a/runs?show=stopped', 'opinions /s/a/feedback', 'failedCases /s/a/cases', 'ending /grants?id=g1']);
    expect(troublesOf(item('a', { ...facts, may: { runs: true, operate: false } }))[0]?.to).toBe('/s/a/runs?show=stopped');
    const { runs: _, ...hidden } = item('a', { may: { runs: false, operate: false } });
    expect(troublesOf(hidden)).toEqual([]);
  });
});
