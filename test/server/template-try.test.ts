import { expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { TemplateOptions, TemplateView, TryTemplateAnswer } from '../../server/api/templates.ts';
import { createTestStudio } from './support/studio.ts';

it('a template says what it brings and is tried through to its result, with its own rows, and nothing stays', async () => {
  const studio = await createTestStudio({ nodeTypes: builtIns });
  const { designer, app } = studio;
  const before = JSON.stringify([await app.studio.store.datasets.list(), await app.studio.store.documents.list('scenario'), (await app.studio.store.audit.list({ limit: 100 })).items.length]);
  const { body } = await designer.send<TemplateView>('GET', '/api/templates/ebike-safety');
  expect(body).toMatchObject({ item: { slug: 'ebike-safety' }, sample: 'register-ok', form: { fields: expect.arrayContaining([expect.objectContaining({ id: 'frame_no', value: 'VH-000001' })]) } });
  expect([body.forms > 0, body.rules > 0, body.bases.length > 0, body.datasets.some(({ own }) => own), body.datasets.some(({ own }) => !own), body.samples.length > 10]).toEqual([true, true, true, true, true, true]);

  const start = Object.fromEntries((body.form?.fields ?? []).flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]])));
  const tried = await designer.send<TryTemplateAnswer>('POST', '/api/templates/ebike-safety/try', { sample: 'register-ok', start });
  expect(tried.body).toMatchObject({ status: 'completed', waiting: [] });
  expect([tried.body.result?.title !== '', (tried.body.result?.reasons ?? []).length > 0, tried.body.steps.length > 3]).toEqual([true, true, true]);
  const refused = await designer.send<TryTemplateAnswer>('POST', '/api/templates/ebike-safety/try', { start: {} });
  expect([refused.status, refused.body.status, refused.body.error !== undefined]).toEqual([200, 'refused', true]);
  // Another sample, another language, and without its answers the step that waits.
  const english = await designer.send<TemplateView>('GET', `/api/templates/ebike-safety?sample=${body.samples[1]?.id}`, undefined, { 'accept-language': 'en' });
  expect([english.body.sample, /[a-z]/i.test(english.body.form?.title ?? '')]).toEqual([body.samples[1]?.id, true]);
  expect((await designer.send('GET', '/api/templates/ebike-safety?sample=none')).status).toBe(404);
  expect((await designer.send('GET', '/api/templates/none')).status).toBe(404);
  expect((await studio.user.send('GET', '/api/templates/ebike-safety')).status).toBe(403);
  expect((await designer.send('GET', '/api/templates/ebike-safety/options?field=none')).status).toBe(404);
  const options = await designer.send<TemplateOptions>('GET', '/api/templates/exam-recognition/options?field=item_code&q=CT');
  expect(options.status).toBe(200);
  expect(JSON.stringify([await app.studio.store.datasets.list(), await app.studio.store.documents.list('scenario'), (await app.studio.store.audit.list({ limit: 100 })).items.length])).toBe(before);
  for (const slug of ['exam-recognition', 'land-performance']) {
    const view = await designer.send<TemplateView>('GET', `/api/templates/${slug}`);
    expect([slug, view.status, view.body.form === undefined || view.body.samples.length > 0]).toEqual([slug, 200, true]);
    if (view.body.form === undefined) continue;
    const answer = await designer.send<TryTemplateAnswer>('POST', `/api/templates/${slug}/try`, { sample: view.body.sample, start: Object.fromEntries(view.body.form.fields.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]))) });
    expect([slug, answer.body.status, answer.body.error]).toEqual([slug, expect.stringMatching(/completed|waiting/), undefined]);
  }
  await studio.close();
}, 120_000);
