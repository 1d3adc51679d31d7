import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Release } from '../../../server/api/scenario.ts';
import type { AppOptions } from '../../../server/app.ts';
import { createTestStudio, type Person, type TestStudio } from '../support/studio.ts';

export interface VersionsStudio {
  readonly studio: TestStudio;
  /** Made the scenario and owns it. */
  readonly ada: Person;
  /** May look at it and has the duty `legal`. */
  readonly lin: Person;
  /** May publish it. */
  readonly pub: Person;
  readonly setNow: (at: string) => void;
}

export const scenarioCalled = (title: string) => ({
  format: 1, id: 'bike', title, purpose: '登记', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { legal: '法制审核' }, lists: {}, pages: {}, layout: {}, texts: {}, datasets: {},
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'plate', type: 'string', title: '车牌' }] } },
      end: { type: 'output.page', title: '结果', config: { text: '好了' } },
    },
    edges: { e1: ['ask.out', 'end'] },
  } },
});

/** A scenario `bike` with one release, an owner, somebody who may look and is of the law, and a publisher. */
export async function createVersionsStudio(start = '2026-03-02T02:00:00Z', options: Partial<AppOptions> = {}): Promise<VersionsStudio> {
  let now = new Date(start);
  const studio = await createTestStudio({ nodeTypes: builtIns, now: () => now, ...options });
  const [ada, lin, pub] = [await studio.member('ada', { spaces: [{ unit: 'H-B', role: 'designer' }] }), await studio.member('lin', { duties: ['legal'] }), await studio.member('pub')];
  const made = await ada.send('POST', '/api/scenarios', { scenario: scenarioCalled('登记'), unit: 'H-B' });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const { store, places } = studio.app.studio;
  const place = await store.documents.get<{ unit: string; rights: { who: string; right: string }[] }>('place', 'scenario:bike');
  await store.documents.put('place', 'scenario:bike', { unit: 'H-B', rights: [...(place?.body.rights ?? []), { who: `u:${lin.id}`, right: 'viewer' }, { who: `u:${pub.id}`, right: 'publisher' }] }, { expectedVersion: place?.version ?? 0, by: 'test' });
  await places.reload();
  await publish({ ada }, 1);
  return { studio, ada, lin, pub, setNow: (at) => (now = new Date(at)) };
}

export async function publish({ ada }: Pick<VersionsStudio, 'ada'>, baseVersion: number, by: Person = ada) {
  return by.send<Release & { code?: string; details?: { objections?: string[]; duties?: string[]; given?: number } }>('POST', '/api/scenarios/bike/publish', { note: `从 ${baseVersion}`, baseVersion });
}

export async function save({ ada }: Pick<VersionsStudio, 'ada'>, title: string, baseVersion: number): Promise<number> {
  const saved = await ada.send<{ version: number }>('PUT', '/api/scenarios/bike', { scenario: scenarioCalled(title), baseVersion });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  return saved.body.version;
}

export const releases = async (person: Person): Promise<readonly Release[]> => (await person.send<{ items: Release[] }>('GET', '/api/scenarios/bike/releases')).body.items;
