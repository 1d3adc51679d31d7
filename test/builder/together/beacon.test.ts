import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBeacon } from '../../../builder/src/designer/together/beacon.ts';
import { createDocumentStore } from '../../../builder/src/designer/document/store.ts';
import { start } from '../../support/draft-deeds.ts';

const told: string[] = [];
let answers: (() => void)[];
beforeEach(() => {
  told.length = 0;
  answers = [];
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('window', { dispatchEvent: () => true });
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    told.push((JSON.parse(body) as { nodes: string[] }).nodes.join());
    return new Promise<Response>((resolve) => answers.push(() => resolve(new Response('{}', { headers: { 'content-type': 'application/json' } }))));
  });
});
afterEach(() => vi.unstubAllGlobals());

function beaconAt(): { readonly beacon: ReturnType<typeof createBeacon>; readonly choose: (node: string) => void } {
  const { get } = createDocumentStore(start);
  let nodes: readonly string[] = [];
  return { beacon: createBeacon('a', 'p', { get: () => ({ ...get(), selection: { nodes, edges: [] } }) }), choose: (node) => { nodes = [node]; } };
}

it('says one thing at a time, and last where the page is now', async () => {
  const { beacon, choose } = beaconAt();
  for (const node of ['a', 'b', 'c']) {
    choose(node);
    beacon.send();
  }
  await vi.waitFor(() => expect(told).toEqual(['a']));
  answers[0]?.();
  await vi.waitFor(() => expect(told).toEqual(['a', 'c']));
  answers[1]?.();
  choose('d');
  await vi.waitFor(() => {
    beacon.send();
    expect(told[2]).toBe('d');
  });
  beacon.stop();
});

it('says nothing more once it has stopped', async () => {
  const { beacon } = beaconAt();
  beacon.send();
  beacon.send();
  beacon.stop();
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toHaveLength(1);
});
