import { gzipSync } from 'node:zlib';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../../server/api/portal.ts';
import { saveDraft } from '../../../server/services/portal-drafts.ts';
import type { Store } from '../../../server/stores/store.ts';
import { createTestStudio } from '../support/studio.ts';

/** A person who will be erased. None of these may be left anywhere. */
export const CANARY = { pid: 'CANARY-3301060042', name: '金丝雀三号', phone: '13877770042' };
export const WORDS = Object.values(CANARY);

const PATIENT = {
  id: 'health/patient', title: '病人', key: ['pid'], subject: 'pid', sharing: 'unconditional',
  fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string', personal: true }, { id: 'phone', type: 'string', personal: true }],
};

/** Without a key: whom a row is about can change. */
const VISIT = { id: 'health/visit', title: '就诊', subject: 'pid', sharing: 'unconditional', fields: PATIENT.fields };

const scenario = (id: string, query: object) => ({
  format: 1, id, title: id, purpose: '核对', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
  datasets: { patient: { use: 'health/patient', subject: 'pid', fields: ['pid', 'name', 'phone'] } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'pid', type: 'string', title: '编号' }] } },
      found: { type: 'data.query', title: '查病人', config: { dataset: 'patient', ...query } },
      end: { type: 'output.page', title: '结果', config: { text: '好了' } },
    },
    edges: { e1: ['ask.out', 'found'], e2: ['found.out', 'end'] },
  } },
});

export interface Traces {
  /** A run about the person, and one that saw them in a list. */
  readonly about: string;
  readonly list: string;
  readonly mark: string;
}

/** Leaves traces of the person in every part of a store, as the product does it. */
export async function leaveTraces(store: Store): Promise<Traces> {
  const studio = await createTestStudio({ store, nodeTypes: builtIns });
  const { admin, designer, user, app } = studio;
  const want = (answer: { readonly status: number; readonly body: unknown }) => {
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  };
  want(await admin.send('PUT', '/api/datasets', { definition: PATIENT }));
  const other = { pid: 'P-1', name: '李四', phone: '13900000001' };
  for (const data of [CANARY, other]) want(await admin.send('POST', '/api/datasets/rows', { dataset: 'health/patient', data }));
  want(await admin.send('PUT', '/api/datasets/rows', { dataset: 'health/patient', id: CANARY.pid, version: 1, data: { ...CANARY } }));
  want(await admin.send('PUT', '/api/datasets', { definition: VISIT }));
  // One row became another person's step by step, and one is deleted.
  const visits = await Promise.all([1, 2].map(() => admin.send<{ id: string }>('POST', '/api/datasets/rows', { dataset: VISIT.id, data: CANARY })));
  const [id, gone] = visits.map(({ body }) => body.id);
  want(await admin.send('PUT', '/api/datasets/rows', { dataset: VISIT.id, id, version: 1, data: { ...CANARY, pid: other.pid } }));
  want(await admin.send('PUT', '/api/datasets/rows', { dataset: VISIT.id, id, version: 2, data: other }));
  want(await admin.send('DELETE', `/api/datasets/rows?dataset=${encodeURIComponent(VISIT.id)}&id=${gone ?? ''}&version=1`));
  for (const [id, query] of [['one', { where: 'row.pid = ask.pid', one: true }], ['all', {}]] as const) {
    want(await designer.send('POST', '/api/scenarios', { scenario: scenario(id, query) }));
    want(await designer.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 }));
  }
  const run = async (id: string, pid: string) => {
    const started = await user.send<RunView>('POST', `/api/portal/apps/${id}/runs`, { clientKey: `key-of-${id}`, input: { pid } });
    want(started);
    return started.body.id;
  };
  const [about, list] = [await run('one', CANARY.pid), await run('all', 'nobody')];
  await saveDraft(app.studio, user.id, 'app:one', { pid: CANARY.pid, remark: CANARY.name });
  want(await user.send('POST', '/api/portal/uses/objection', { text: `我是 ${CANARY.pid}，没有办过这件事` }));
  const part = gzipSync(JSON.stringify([{ id: CANARY.pid, data: CANARY }])).toString('base64');
  await store.documents.put('import', 'health/patient#i1', { id: 'i1', dataset: 'health/patient', at: '2026-01-01T00:00:00Z', by: 'x', mode: 'replace', written: 1, bad: 0, parts: 1 }, { expectedVersion: 0, by: 'x' });
  await store.documents.put('import-part', 'health/patient#i1.0', part, { expectedVersion: 0, by: 'x' });
  const mark = app.studio.markSubject(CANARY.pid);
  await studio.close();
  return { about, list, mark };
}
