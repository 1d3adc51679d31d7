import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { createSaver, isSessionOver, type SaveAnswer, type Theirs } from '../../../builder/src/designer/document/save.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';

const first = blankScenario('one', '第一稿');
const second: Scenario = { ...first, icon: 'zap' };
const theirs: Theirs = { scenario: { ...first, zone: 'UTC' }, version: 9, updatedBy: '何医师', updatedAt: '2022-01-20T14:32:00+08:00' };
const saved = (version: number): SaveAnswer => ({ kind: 'saved', version, at: '2022-01-20T10:00:00+08:00' });

/** A saver over a server that gives the answers in turn. Timers run only when told to. */
function desk(answers: readonly SaveAnswer[], merges = false, server: readonly (Theirs | null | undefined)[] = []) {
  const memory = { present: first, sent: [] as { scenario: Scenario; baseVersion: number }[], backups: [] as unknown[], tasks: [] as (() => void)[] };
  const rest = [...answers];
  const looks = [...server];
  const saver = createSaver({
    base: { scenario: first, version: 1, at: '' },
    present: () => memory.present,
    put: async (scenario, baseVersion) => {
      memory.sent.push({ scenario, baseVersion });
      return rest.shift() ?? saved(99);
    },
    get: async () => looks.shift(),
    merge: (_base, { scenario }) => {
      if (!merges) return false;
      memory.present = { ...memory.present, zone: scenario.zone };
      return true;
    },
    backup: (unsaved) => memory.backups.push(unsaved),
    later: (task) => {
      memory.tasks.push(task);
      return () => memory.tasks.splice(memory.tasks.indexOf(task), 1);
    },
  });
  const change = (scenario: Scenario): void => {
    memory.present = scenario;
    saver.touch();
  };
  return { memory, saver, change };
}

describe('autosave', () => {
  it('a change waits for quiet before it is sent', () => {
    const { memory, saver, change } = desk([]);
    change(second);
    expect([saver.state().kind, memory.sent.length, memory.tasks.length]).toEqual(['pending', 0, 1]);
  });
  it('a change is kept on this computer until it is saved', async () => {
    const { memory, saver, change } = desk([saved(2)]);
    change(second);
    await saver.flush();
    expect(memory.backups).toEqual([{ scenario: second, base: first, baseVersion: 1 }, undefined]);
  });
  it('each save names the version it stands on', async () => {
    const { memory, saver, change } = desk([saved(2), saved(3)]);
    change(second);
    await saver.flush();
    change(first);
    await saver.flush();
    expect(memory.sent.map((item) => item.baseVersion)).toEqual([1, 2]);
  });
  it('offline keeps the change and tries again', async () => {
    const { memory, saver, change } = desk([{ kind: 'offline' }, saved(2)]);
    change(second);
    await saver.flush();
    expect([saver.state().kind, memory.tasks.length, memory.backups.length]).toEqual(['offline', 1, 1]);
    await saver.flush();
    expect(saver.state()).toEqual({ kind: 'saved', at: '2022-01-20T10:00:00+08:00' });
  });
  it('what the server had no room for is tried again, and said meanwhile in its own words', async () => {
    const full = { kind: 'refused', code: 'SCN_STORE_FULL', detail: 'full', passes: true } as const;
    const { memory, saver, change } = desk([full, saved(2)]);
    change(second);
    await saver.flush();
    expect([saver.state(), memory.tasks.length, memory.backups.length]).toEqual([full, 1, 1]);
    await saver.flush();
    expect(saver.state()).toEqual({ kind: 'saved', at: '2022-01-20T10:00:00+08:00' });
  });
  it('after a conflict nothing is sent until it is settled', async () => {
    const { memory, saver, change } = desk([{ kind: 'conflict', theirs }]);
    change(second);
    await saver.flush();
    change({ ...second, calendar: 'x' });
    await saver.flush();
    expect([saver.state(), memory.sent.length]).toEqual([{ kind: 'conflict', theirs }, 1]);
  });
  it('what can be merged is merged and saved on their version, and nobody is asked', async () => {
    const { memory, saver, change } = desk([{ kind: 'conflict', theirs }, saved(10)], true);
    change(second);
    expect((await saver.flush()).kind).toBe('saved');
    expect(memory.sent).toEqual([{ scenario: second, baseVersion: 1 }, { scenario: { ...second, zone: 'UTC' }, baseVersion: 9 }]);
  });
  it('a settled conflict saves on their version', async () => {
    const { memory, saver, change } = desk([{ kind: 'conflict', theirs }, saved(10)]);
    change(second);
    await saver.flush();
    memory.present = { ...theirs.scenario, icon: 'zap' };
    saver.settle(theirs);
    await saver.flush();
    expect(memory.sent[1]).toEqual({ scenario: { ...theirs.scenario, icon: 'zap' }, baseVersion: 9 });
  });
  it('taking theirs needs no save', async () => {
    const { memory, saver, change } = desk([{ kind: 'conflict', theirs }]);
    change(second);
    await saver.flush();
    memory.present = structuredClone(theirs.scenario);
    saver.settle(theirs);
    expect([saver.state().kind, memory.sent.length, memory.backups.at(-1)]).toEqual(['saved', 1, undefined]);
  });
  it('a refusal is told and not repeated', async () => {
    const { memory, saver, change } = desk([{ kind: 'refused', code: 'SCN_API_TOO_LARGE', detail: '太大' }]);
    change(second);
    await saver.flush();
    expect([saver.state(), memory.sent.length]).toEqual([{ kind: 'refused', code: 'SCN_API_TOO_LARGE', detail: '太大' }, 1]);
    expect(isSessionOver(saver.state())).toBe(false);
  });
  it('that found nobody logged in goes through when somebody is again', async () => {
    const { memory, saver, change } = desk([{ kind: 'refused', code: 'SCN_AUTH_REQUIRED', detail: '请先登录' }, saved(2)]);
    change(second);
    await saver.flush();
    expect(isSessionOver(saver.state())).toBe(true);
    await saver.flush();
    expect([saver.state().kind, memory.sent.length]).toEqual(['saved', 2]);
  });
});

/** Runs what waits, in order, until nothing does. */
async function settled(tasks: (() => void)[], most = 5): Promise<void> {
  for (let n = 0; n < most && tasks.length > 0; n += 1) {
    tasks.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

describe('what others save', () => {
  it('is fetched when it is heard of, and needs no save of one’s own', async () => {
    const { memory, saver } = desk([], true, [theirs]);
    saver.hear(9);
    await settled(memory.tasks);
    expect([memory.present.zone, saver.base().version, memory.sent.length, saver.state().kind]).toEqual(['UTC', 9, 0, 'saved']);
  });
  it('goes under what is not saved yet, which is then saved on it', async () => {
    const { memory, saver, change } = desk([saved(10)], true, [theirs]);
    change(second);
    saver.hear(9);
    await settled(memory.tasks);
    expect(memory.sent).toEqual([{ scenario: { ...second, zone: 'UTC' }, baseVersion: 9 }]);
  });
  it('is not asked for when it is one’s own save', async () => {
    const { memory, saver, change } = desk([saved(2)], true);
    change(second);
    const saving = saver.flush();
    saver.hear(2);
    await saving;
    expect(memory.tasks.length).toBe(0);
  });
  it('is asked for again while the server cannot be reached, and not when it refuses', async () => {
    const { memory, saver } = desk([], true, [undefined, null]);
    saver.hear();
    await settled(memory.tasks, 1);
    expect(memory.tasks.length).toBe(1);
    await settled(memory.tasks);
    expect([memory.tasks.length, saver.state().kind]).toEqual([0, 'saved']);
  });
});
