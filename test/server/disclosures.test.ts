import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { AuditItem } from '../../server/api/data.ts';
import type { PortalAppDetail, RunView, TaskView } from '../../server/api/portal.ts';
import { createSubjectMark } from '../../server/services/subjects.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const people = { id: 'lab/person', title: 'People', key: ['pid'], unique: [['pid']], subject: 'pid', fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string' }, { id: 'card', type: 'string' }] };
const reports = {
  id: 'lab/report', title: 'Reports', key: ['id'], subject: 'pid',
  fields: [{ id: 'id', type: 'string' }, { id: 'pid', type: 'string', title: 'Person', ref: 'lab/person' }, { id: 'status', type: 'string', enum: ['final', 'draft'] }, { id: 'result_ref', type: 'string' }],
};
const scenario = {
  format: 1, id: 'care', title: 'Care', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {},
  datasets: {
    person: { use: 'lab/person', subject: 'pid', fields: ['pid', 'name', 'card'] },
    report: { use: 'lab/report', subject: 'pid', fields: ['id', 'pid', 'status', 'result_ref'] },
    mark: { own: { title: 'Marks', fields: [{ id: 'pid', type: 'string' }, { id: 'state', type: 'string' }] }, subject: 'pid' },
  },
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'pid', type: 'string', title: 'Person', options: { dataset: 'person', value: 'pid', label: 'name', detail: 'card' } }] } },
        found: { type: 'data.query', title: 'Found', config: { dataset: 'report', where: 'row.pid = ask.pid', fields: ['status', 'result_ref'], one: true, join: { who: { dataset: 'person', on: ['pid'], fields: ['name'] } } } },
        look: { type: 'human.form', title: 'Look', config: { assign: { user: 'run.starter' }, mode: 'inline', fields: [{ id: 'seen', type: 'boolean', optional: true, title: 'Seen', widget: 'open', of: 'found.row.result_ref' }], outcomes: [{ port: 'yes', title: 'Yes' }] } },
        save: { type: 'data.insert', title: 'Save', config: { dataset: 'mark', values: { pid: 'ask.pid', state: '"open"' } } },
        close: { type: 'data.update', title: 'Close', config: { dataset: 'mark', where: 'row.pid = ask.pid', set: { state: '"closed"' } } },
        end: { type: 'output.page', title: 'End', config: { text: 'Done' } },
      },
      edges: { e1: ['ask.out', 'found'], e2: ['found.out', 'look'], e3: ['look.yes', 'save'], e4: ['save.out', 'close'], e5: ['close.out', 'end'] },
    },
  },
  texts: { 'report.status.final': { 'zh-CN': '已审核', en: 'Checked' }, 'report.status.draft': { 'zh-CN': '草稿', en: 'Draft' } },
};

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  for (const definition of [people, reports]) await studio.designer.send('PUT', '/api/datasets', { definition });
  const { store } = studio.app.studio;
  await store.datasets.write(Array.from({ length: 60 }, (_, i) => ({ kind: 'insert' as const, dataset: 'lab/person', id: `P-${i}`, data: { pid: `P-${i}`, name: `张三${i}`, card: `card no ${i}` } })), 'x');
  await store.datasets.write([7, 8].map((i) => ({ kind: 'insert' as const, dataset: 'lab/report', id: `R-${i}`, data: { id: `R-${i}`, pid: `P-${i}`, status: 'draft', result_ref: `ref-${i}` } })), 'x');
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  const published = await studio.designer.send('POST', '/api/scenarios/care/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
});
afterAll(() => studio.close());

const audit = async () => (await studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=200')).body.items;
const disclosed = async () => (await audit()).filter((entry) => entry.action === 'data.disclose').map(({ by, target, details }) => ({ by, target, details }));
const marks = (...pids: string[]) => pids.map((pid) => studio.app.studio.markSubject(pid));
const start = (pid: string) => studio.user.send<RunView>('POST', '/api/portal/apps/care/runs', { clientKey: `key-care-${pid}`, input: { pid } });
const taskOf = (view: RunView) => (view.next.kind === 'task' ? view.next.taskId : '');

/** What a piece of work adds to the record, oldest first. */
async function newly(work: () => Promise<unknown>) {
  const before = (await disclosed()).length;
  await work();
  const all = await disclosed();
  return all.slice(0, all.length - before).reverse();
}

describe('disclosures of data about persons', () => {
  it('records a look-up while typing: which columns, about whom, for which field', async () => {
    const entries = await newly(() => studio.user.send('GET', `/api/portal/options?app=care&field=pid&q=${encodeURIComponent('张三5')}`));
    const expected = ['P-5', ...Array.from({ length: 10 }, (_, i) => `P-${50 + i}`)];
    expect(entries).toEqual([{ by: studio.user.id, target: 'lab/person', details: { fields: ['pid', 'name', 'card'], node: 'ask', scenario: 'care', use: 'options', subjects: marks(...expected) } }]);
  });

  it('records nothing for a form that only offers a look-up', async () => {
    expect(await newly(() => studio.user.send<PortalAppDetail>('GET', '/api/portal/apps/care'))).toEqual([]);
  });

  it('records the rows of a query, of its join, and of an update, each with the persons they are about', async () => {
    let view: RunView | undefined;
    const queried = await newly(async () => { view = (await start('P-7')).body; });
    const run = view?.id ?? '';
    expect(queried).toEqual([
      { by: studio.user.id, target: 'lab/report', details: { fields: ['status', 'result_ref'], node: 'found', scenario: 'care', run, subjects: marks('P-7') } },
      { by: studio.user.id, target: 'lab/person', details: { fields: ['name'], node: 'found', scenario: 'care', run, subjects: marks('P-7') } },
    ]);
    const id = taskOf(view as RunView);
    const finished = await newly(() => studio.user.send('POST', `/api/portal/tasks/${encodeURIComponent(id)}/submit`, { clientKey: 'key-care-end', outcome: 'yes', data: {} }));
    expect(finished[0]).toEqual({ by: studio.user.id, target: 'care/mark', details: { fields: ['pid', 'state'], node: 'close', scenario: 'care', run, subjects: marks('P-7') } });
  });

  it('shows names and words instead of codes, and records whose they are', async () => {
    const id = taskOf((await start('P-8')).body);
    let task: TaskView | undefined;
    const entries = await newly(async () => { task = (await studio.user.send<TaskView>('GET', `/api/portal/tasks/${encodeURIComponent(id)}`)).body; });
    expect(task?.form.fields[0]?.open?.facts).toEqual([{ label: 'id', value: 'R-8' }, { label: 'Person', value: '张三8' }, { label: 'status', value: '草稿' }]);
    expect(entries.map(({ target, details }) => [target, (details as { fields: string[] }).fields, (details as { subjects: string[] }).subjects])).toEqual([
      ['lab/report', ['id', 'pid', 'status'], marks('P-8')], ['lab/person', ['name'], marks('P-8')],
    ]);
    const end = await studio.user.send<RunView>('POST', `/api/portal/tasks/${encodeURIComponent(id)}/submit`, { clientKey: 'key-care-end8', outcome: 'yes', data: {} });
    expect(end.body.result?.facts).toEqual([{ label: 'Person', value: '张三8' }]);
  });

  it('records the persons of a page of rows in the designer', async () => {
    await studio.designer.send('GET', '/api/datasets/rows?dataset=lab/report&field=pid&value=P-7');
    const entry = (await audit()).find((item) => item.action === 'dataset.read');
    expect(entry?.details).toMatchObject({ rows: 1, by: 'pid', subjects: marks('P-7') });
  });

  it('keeps no value of a person in the audit', async () => {
    const text = JSON.stringify(await audit());
    expect(['P-7', 'P-8', 'P-5"', '张三', 'card no'].filter((value) => text.includes(value))).toEqual([]);
  });

  it('marks a person the same everywhere with one key, and otherwise with another', () => {
    const [a, again, b] = [1, 1, 2].map((byte) => createSubjectMark(Buffer.alloc(32, byte)));
    expect([a?.('P-7') === again?.('P-7'), a?.('P-7') === b?.('P-7'), a?.('P-7') === a?.('P-8'), a?.('P-7').length]).toEqual([true, false, false, 22]);
  });
});
