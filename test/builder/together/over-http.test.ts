import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { changesOf, differences } from '../../../builder/src/designer/document/diff.ts';
import { sameJson } from '../../../builder/src/designer/document/equal.ts';
import { mergeInto } from '../../../builder/src/designer/document/merge-into.ts';
import { createSaver, theirsOf, type SaveAnswer, type Theirs } from '../../../builder/src/designer/document/save.ts';
import { createDocumentStore } from '../../../builder/src/designer/document/store.ts';
import type { DraftChange } from '../../../server/api/together.ts';
import { createTestStudio, type TestStudio } from '../../server/support/studio.ts';
import { deeds, isValid, start, typedIn } from '../../support/draft-deeds.ts';
import { seeded } from '../../support/random.ts';

/** `npm run fuzz:drafts` does 10,000. */
const EDITS = Number(process.env['FUZZ_EDITS'] ?? 300);
/** Timers of the page run this much faster. */
const HURRY = 40;

let studio: TestStudio;
let url = '';
beforeAll(async () => {
  studio = await createTestStudio();
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario: start });
  expect(made.status).toBe(201);
  url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => studio.close());

const random = seeded(11);
const deed = deeds(random);
const tally = { lost: 0, invalid: 0, clashes: 0, merges: 0, heard: 0 };
const scenarioUrl = () => `${url}/api/scenarios/${start.id}`;

async function ask(method: string, body?: object): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const answer = await fetch(scenarioUrl(), { method, headers: { cookie: studio.designer.cookie, origin: url, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

/** `own`: what this page sent without an answer, and may have replaced itself since. */
function countLost(base: Scenario, mine: Scenario, theirs: Scenario, now: Scenario, shown: unknown, own: readonly Scenario[]): void {
  const [was, after, kept, sent] = [typedIn(base), typedIn(now), typedIn(shown), typedIn(own)];
  for (const value of typedIn(mine)) if (!was.has(value) && !after.has(value) && !kept.has(value)) tally.lost += 1;
  for (const value of typedIn(theirs)) if (!was.has(value) && !after.has(value) && !kept.has(value) && !sent.has(value)) tally.lost += 1;
  if (!isValid(now)) tally.invalid += 1;
}

/** One open page: the store and saver of the designer over real requests, and the stream of what others save. */
function openPage(number: number) {
  const line = { cut: false };
  const store = createDocumentStore(start);
  const put = async (scenario: Scenario, baseVersion: number): Promise<SaveAnswer> => {
    if (line.cut) return { kind: 'offline' };
    if (!isValid(scenario)) tally.invalid += 1;
    const { status, json } = await ask('PUT', { scenario, baseVersion });
    // The line broke while the answer was on its way.
    if (line.cut || random() < 0.03) return { kind: 'offline' };
    if (status === 200) return { kind: 'saved', version: Number(json['version']), at: String(json['updatedAt']) };
    const theirs = theirsOf(json['details']);
    return theirs === undefined ? { kind: 'refused', code: String(json['code']), detail: String(json['detail']) } : { kind: 'conflict', theirs };
  };
  const get = async (): Promise<Theirs | null | undefined> => (line.cut ? undefined : (theirsOf((await ask('GET')).json) ?? null));
  const saver = createSaver({
    base: { scenario: start, version: 1, at: '' },
    present: () => store.get().history.present,
    put,
    get,
    merge: (base, { scenario }, unanswered) => {
      const mine = store.get().history.present;
      const arrived = mergeInto(store, base, scenario, unanswered);
      if (arrived === undefined) return false;
      tally.merges += 1;
      tally.clashes += arrived.clashes.length;
      countLost(base, mine, scenario, arrived.after, arrived.clashes, unanswered);
      return true;
    },
    backup: () => undefined,
    later: (task, ms) => {
      const timer = setTimeout(task, ms / HURRY);
      return () => clearTimeout(timer);
    },
  });
  store.subscribe(saver.touch);
  const end = new AbortController();
  const listen = async (): Promise<void> => {
    const answer = await fetch(`${scenarioUrl()}/draft/live?page=page-${number}-0000`, { headers: { cookie: studio.designer.cookie, accept: 'text/event-stream' }, signal: end.signal });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const part of answer.body ?? []) {
      rest += decoder.decode(part, { stream: true });
      const whole = rest.split('\n\n');
      rest = whole.pop() ?? '';
      for (const event of whole) {
        const data = /^data: (.*)$/mu.exec(event)?.[1];
        if (data === undefined || line.cut) continue;
        const { version, people } = JSON.parse(data) as DraftChange;
        tally.heard += 1;
        if (people === undefined) saver.hear(version);
      }
    }
  };
  const heard = listen().catch(() => undefined);
  return { store, saver, line, stop: async () => (end.abort(), saver.stop(), heard) };
}

describe('five pages at one draft, over HTTP', () => {
  it(`${EDITS} edits with cuts, lost answers and reconnects end in equal documents, each valid, and lose nothing that is not shown`, async () => {
    const pages = Array.from({ length: 5 }, (_, number) => openPage(number));
    for (let edits = 0; edits < EDITS; edits += 1) {
      const page = pages[Math.floor(random() * pages.length)] as (typeof pages)[number];
      const { present } = page.store.get().history;
      const back = random();
      if (back < 0.1) page.store.undo();
      else if (back < 0.14) page.store.redo();
      else page.store.edit({ label: '', changes: changesOf(differences(present, deed(present))) });
      if (random() < 0.05) page.line.cut = !page.line.cut;
      if (random() < 0.3) await sleep(Math.floor(random() * 12));
    }
    for (const { line, saver } of pages) {
      line.cut = false;
      // A page that is online again looks for what it missed.
      saver.hear();
    }
    const isSettled = async (): Promise<boolean> => {
      const server = (await ask('GET')).json['scenario'] as Scenario;
      return pages.every(({ store, saver }) => saver.state().kind === 'saved' && sameJson(store.get().history.present, server));
    };
    await expect.poll(isSettled, { timeout: 120_000, interval: 100 }).toBe(true);
    await Promise.all(pages.map(({ stop }) => stop()));
    expect(tally).toEqual({ lost: 0, invalid: 0, clashes: expect.any(Number), merges: expect.any(Number), heard: expect.any(Number) });
    expect([tally.merges > 10, tally.clashes > 0, tally.heard > 10]).toEqual([true, true, true]);
  }, 900_000);
});
