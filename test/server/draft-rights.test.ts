import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Draft } from '../../server/api/scenario.ts';
import { start } from '../support/draft-deeds.ts';
import { createTestStudio, type TestStudio } from './support/studio.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio();
  expect((await studio.admin.send('POST', '/api/scenarios', { scenario: start })).status).toBe(201);
});
afterAll(() => studio.close());

it.each([
  ['viewer', { edit: false, try: false, publish: false, runs: false, operate: false }],
  ['editor', { edit: true, try: true, publish: false, runs: true, operate: false }],
  ['publisher', { edit: false, try: true, publish: true, runs: true, operate: false }],
  ['owner', { edit: true, try: true, publish: true, runs: true, operate: true }],
] as const)('whoever has the right %s is told with the draft what they may do', async (right, may) => {
  const person = await studio.member(`rights-${right}`);
  const path = `/api/scenarios/${start.id}/place`;
  const { unit, version } = (await studio.admin.send<{ unit: string; version: number }>('GET', path)).body;
  expect((await studio.admin.send('PUT', path, { unit, rights: [{ who: `u:${person.id}`, right }], baseVersion: version })).status).toBe(200);
  expect((await person.send<Draft>('GET', `/api/scenarios/${start.id}`)).body.may).toEqual(may);
});
