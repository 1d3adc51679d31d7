import type { AddressInfo } from 'node:net';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStudioClient, StudioError } from '../../examples/clients/typescript/client.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createTestStudio, PASSWORD, type TestStudio } from '../server/support/studio.ts';
import { visitDatasets, visitScenario } from '../server/support/visit-scenario.ts';

/** What programs call: published scenarios, the session, datasets. Screens use the rest. */
const FOR_PROGRAMS = /^\/api\/(?:apps|login|logout|me|datasets)(?:\/|$)/;

let studio: TestStudio;
let url: string;
let described: object;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  // Before anything is published: what every server has.
  const { body } = await studio.admin.send<{ paths: object }>('GET', '/api/openapi');
  described = { ...body, paths: Object.fromEntries(Object.entries(body.paths).filter(([path]) => FOR_PROGRAMS.test(path))) };
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  await studio.designer.send('POST', '/api/scenarios', { scenario: visitScenario });
  await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  await studio.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(studio.app.server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(() => studio.close());

describe('the TypeScript client', () => {
  it('has the types of the API as it is', async () => {
    const types = astToString(await openapiTS(described as Parameters<typeof openapiTS>[0]));
    await expect(`/** Made from /api/openapi by openapi-typescript; see README.md. */\n${types}`).toMatchFileSnapshot('../../examples/clients/typescript/api.generated.ts');
  });

  it('starts a run with an API key, once for each key of the caller, and reads its result', async () => {
    const made = await studio.admin.send<{ token: string }>('POST', '/api/keys', { title: '医院系统', apps: ['visit'], duties: ['doctor'], unit: { id: 'H002', name: '富春医院' }, days: 30 });
    const client = createStudioClient({ url, key: made.body.token });
    const start = () => client.POST('/api/apps/{id}', { params: { path: { id: 'visit' } }, body: { code: 'CT', age: 40 }, headers: { 'Idempotency-Key': 'order-7' } });
    const { data } = await start();
    const again = await start();
    expect([data?.status, again.data?.runId]).toEqual(['completed', data?.runId]);
    const read = await client.GET('/api/apps/{id}/runs/{run}', { params: { path: { id: 'visit', run: data?.runId ?? '' }, query: { explain: true } } });
    expect([read.data?.outputs, (read.data?.reasons?.length ?? 0) > 0]).toEqual([data?.outputs, true]);
  });

  it('logs in, keeps the session, and tells a refusal as an error with its code', async () => {
    const client = createStudioClient({ url, language: 'en' });
    await expect(client.GET('/api/datasets')).rejects.toMatchObject({ problem: { code: 'SCN_AUTH_REQUIRED', status: 401 } });
    await client.POST('/api/login', { body: { login: 'dora', password: PASSWORD } });
    const { data } = await client.GET('/api/datasets');
    expect(data?.items.map(({ definition }) => definition.id)).toContain('lab/item');
    await expect(client.POST('/api/apps/{id}', { params: { path: { id: 'nowhere' } }, body: {} })).rejects.toBeInstanceOf(StudioError);
  });
});
