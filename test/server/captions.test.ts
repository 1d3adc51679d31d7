import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView, TaskItem } from '../../server/api/portal.ts';
import type { RunItem, Trace } from '../../server/api/scenario.ts';
import { ERASED } from '../../server/services/erasure/mentions.ts';
import { revisedRun, tracePerson } from '../../server/services/erasure/trace-person.ts';
import { createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

const PID = 'CANARY-3301060042';
const scenario = {
  format: 1, id: 'report', title: '报隐患', purpose: '报隐患', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { clerk: '经办' }, pages: {}, layout: {},
  lists: { hazard: { title: '隐患', items: ['cable', 'battery'] } },
  datasets: { person: { own: { title: '人', fields: [{ id: 'pid', type: 'string' }, { id: 'tel', type: 'string' }] }, subject: 'pid' } },
  flows: {
    main: {
      nodes: {
        begin: { type: 'start.form', title: '报', caption: '@begin.caption', config: { fields: [{ id: 'who', type: 'string' }, { id: 'kind', type: 'string', options: { list: 'hazard' } }, { id: 'place', type: 'string' }] } },
        keep: { type: 'data.insert', title: '记', config: { dataset: 'person', values: { pid: 'begin.who', tel: '"1"' } } },
        look: { type: 'human.form', title: '看', caption: '去{begin.place}', config: { assign: { role: 'clerk' }, fields: [], outcomes: [{ port: 'done', title: '好' }] } },
        plain: { type: 'human.form', title: '再看', config: { assign: { role: 'clerk' }, fields: [], outcomes: [{ port: 'done', title: '好' }] } },
        end: { type: 'output.page', title: '完', config: { text: '完' } },
      },
      edges: { a: ['begin.out', 'keep'], b: ['keep.out', 'look'], c: ['look.done', 'plain'], d: ['plain.done', 'end'] },
    },
  },
  texts: { 'begin.caption': { 'zh-CN': '{begin.kind} · {begin.place}', en: '{begin.kind} at {begin.place}' }, 'hazard.cable': { 'zh-CN': '飞线充电', en: 'Hanging cable' }, 'hazard.battery': { 'zh-CN': '电池入户', en: 'Battery at home' } },
};

let studio: TestStudio;
let clerk: Person;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  expect((await studio.designer.send('POST', '/api/scenarios/report/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  clerk = await studio.member('jing', { duties: ['clerk'] });
  for (const [n, kind, place] of [[1, 'cable', '滨河 3 幢'], [2, 'battery', '云溪 9 幢'], [3, 'cable', '云溪 9 幢']] as const) {
    const begun = await studio.user.send<RunView>('POST', '/api/portal/apps/report/runs', { clientKey: `key-caption-${n}`, input: { who: `${PID}-${n}`, kind, place } });
    expect([begun.status, begun.body.subject]).toEqual([expect.any(Number), `${kind === 'cable' ? '飞线充电' : '电池入户'} · ${place}`]);
  }
});
afterAll(() => studio.close());

const ENGLISH = { 'accept-language': 'en' };
const inbox = async (query = '', headers = {}) => (await clerk.send<{ items: TaskItem[] }>('GET', `/api/portal/tasks?order=oldest${query}`, undefined, headers)).body.items;

describe('reports of one kind that their author gave titles', () => {
  it('are told apart in the inbox, in “my matters” and in the list of runs, in the reader’s language', async () => {
    expect((await inbox()).map(({ subject }) => subject)).toEqual(['去滨河 3 幢', '去云溪 9 幢', '去云溪 9 幢']);
    const mine = await studio.user.send<{ items: RunView[] }>('GET', '/api/portal/runs', undefined, ENGLISH);
    expect(new Set(mine.body.items.map(({ subject }) => subject))).toEqual(new Set(['Battery at home at 云溪 9 幢', 'Hanging cable at 云溪 9 幢', 'Hanging cable at 滨河 3 幢']));
    const runs = await studio.designer.send<{ items: RunItem[] }>('GET', '/api/scenarios/report/runs');
    expect(new Set(runs.body.items.map(({ subject }) => subject))).toEqual(new Set(['电池入户 · 云溪 9 幢', '飞线充电 · 云溪 9 幢', '飞线充电 · 滨河 3 幢']));
    const trace = await studio.designer.send<Trace>('GET', `/api/runs/${runs.body.items[0]?.id ?? ''}`, undefined, ENGLISH);
    expect(trace.body.subject).toMatch(/ at /);
  });

  it('keep what an answer says of a person out of lists', async () => {
    const lists = [await inbox(), (await studio.user.send('GET', '/api/portal/runs')).body, (await studio.designer.send('GET', '/api/scenarios/report/runs')).body];
    expect(JSON.stringify(lists)).not.toContain(PID);
  });

  it('are found by the words of their titles, in whichever language', async () => {
    expect(await inbox(`&q=${encodeURIComponent('滨河')}`)).toHaveLength(1);
    const [first] = await inbox(`&q=${encodeURIComponent('滨河')}`);
    await clerk.send('POST', `/api/portal/tasks/${encodeURIComponent(first?.id ?? '')}/submit`, { clientKey: 'key-caption-done', outcome: 'done', data: {} });
    // The step after it has no words of its own and is called as its matter.
    expect((await inbox(`&q=${encodeURIComponent('飞线')}`)).map(({ title, subject }) => [title, subject])).toEqual([['再看', '飞线充电 · 滨河 3 幢']]);
    expect((await inbox('&q=hanging')).map(({ subject }) => subject)).toEqual(['飞线充电 · 滨河 3 幢']);
    expect((await inbox('&q=飞线', ENGLISH)).map(({ subject }) => subject)).toEqual(['Hanging cable at 滨河 3 幢']);
  });

  it('lose what their titles say of a person with an erasure', async () => {
    const { store } = studio.app.studio;
    const [run] = (await store.runs.list({ scenario: 'report', limit: 1 })).items;
    if (!run) throw new Error('no run');
    const called = { 'zh-CN': `${PID} 的事`, en: `of ${PID}` };
    const traces = await tracePerson(studio.app.studio, PID);
    const tasks = (await store.tasks.list({ candidates: ['r:clerk'], status: 'open', limit: 9 })).items.map((task) => ({ ...task, subject: called }));
    const { run: left, tasks: leftTasks } = await revisedRun(store, { ...run, subject: called }, { names: traces.names, tasks: new Map([[run.id, tasks]]) });
    expect([left.subject, leftTasks[0]?.subject]).toEqual([{ 'zh-CN': ERASED, en: ERASED }, { 'zh-CN': ERASED, en: ERASED }]);
  });
});
