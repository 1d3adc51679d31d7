import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { contextFor, look, PAYLOADS, RUNS_IT } from '../looking.ts';
import { publishScenario, scenarioWith, startRun } from './scenario.ts';

interface Stage { readonly browser: Browser; readonly user: BrowserContext; readonly designer: BrowserContext }

/** Everything a designer and a user can write, with the payload in it. */
async function write(ground: Ground, id: string, payload: string): Promise<string> {
  const words = { 'zh-CN': payload, en: payload };
  const ask = { type: 'start.form', title: '@t', config: { roles: [], fields: [{ id: 'a', type: 'string', title: '@t', hint: '@t', error: '@t' }, { id: 'c', type: 'string', title: '@t', optional: true, enum: [payload, '乙'], widget: 'radio' }] } };
  const end = { type: 'output.page', title: '@t', config: { text: '@t' } };
  await publishScenario(ground, scenarioWith(id, { ask, end }, { e: ['ask.out', 'end'] }, { title: '@t', purpose: '@t', texts: { t: words } }));
  const run = await startRun(ground, id, { a: payload, c: payload });
  await ground.send({ method: 'POST', path: `/api/portal/runs/${run.id}/comments`, as: ground.people.user, body: { text: payload, files: [] } });
  await ground.send({ method: 'POST', path: `/api/portal/apps/${id}/feedback`, as: ground.people.user, body: { text: payload } });
  return run.id;
}

export const scripting: AttackClass = {
  name: 'scripting',
  abreast: 3,
  inputs: async (ground, { short }) => {
    const browser = await launchBrowser();
    ground.afterwards(() => browser.close());
    const stage: Stage = { browser, user: await contextFor(browser, ground, ground.people.user), designer: await contextFor(browser, ground, ground.people.admin) };
    const payloads = short ? PAYLOADS.slice(0, 4) : PAYLOADS;
    const places = (id: string, run: string): readonly (readonly [string, BrowserContext, string])[] => [
      ['the app', stage.user, `/portal/apps/${id}`], ['the result', stage.user, `/portal/runs/${run}`], ['the canvas', stage.designer, `/studio/s/${id}/canvas`], ['the runs', stage.designer, `/studio/s/${id}/runs`],
    ];
    ground.unguarded(() => ({ body: RUNS_IT }));
    const inputs: Hostile[] = [];
    for (const [index, payload] of payloads.entries()) {
      const id = `words-${index}`;
      const run = await write(ground, id, payload);
      if (run === '') throw new Error(`no run with ${payload}`);
      for (const [name, context, path] of places(id, run)) inputs.push({ title: `${name} with ${payload}`, try: async () => (await look(context, ground.url + path)).wrong ?? true });
      await ground.send({ method: 'POST', path: '/api/users', as: ground.people.admin, body: { login: `evil${index}`, name: payload.slice(0, 60), password: 'correct horse 9', role: 'user', duties: [], unit: { id: `E-${index}`, name: payload.slice(0, 60), attributes: {} } } });
    }
    for (const [name, context, path] of [['the catalogue', stage.user, '/portal/'], ['my runs', stage.user, '/portal/runs'], ['the scenarios', stage.designer, '/studio/'], ['the people', stage.designer, '/studio/admin/users'], ['the audit', stage.designer, '/studio/admin/audit']] as const) inputs.push({ title: `${name} with all of them`, try: async () => (await look(context, ground.url + path)).wrong ?? true });
    return inputs;
  },
};
