import { inflateRawSync, inflateSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { bare, contextFor, look, PAYLOADS, RUNS_IT, type Seen } from '../looking.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

/** All of them in one text. */
const ALL = PAYLOADS.join('\n');
/** Without those that the words of a document take for a value. */
const PLAIN = PAYLOADS.filter((payload) => !payload.includes('{'));
const NAME_LENGTH = 80;
const DAY_MS = 86_400_000;
const dayFrom = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

type Json = Readonly<Record<string, unknown>>;
type Must = (as: string, method: string, path: string, body?: unknown) => Promise<Json>;

interface Written {
  readonly run: string;
  readonly grant: string;
  readonly objection: string;
  readonly opinion: string;
}

const idOf = (of: unknown): string => (of as { readonly id?: string } | undefined)?.id ?? '';

/** Datasets with such titles, columns and cells, and an entry of the catalogue. */
async function writeData(must: Must, owner: string): Promise<void> {
  for (const [index, title] of PAYLOADS.entries()) await must(owner, 'PUT', '/api/datasets', { definition: { id: `said/set-${index}`, title, key: ['pid'], fields: [{ id: 'pid', type: 'string', title }] } });
  await must(owner, 'PUT', '/api/datasets', { definition: { id: 'said/cells', title: 'cells', key: ['pid'], fields: [{ id: 'pid', type: 'string' }, { id: 'words', type: 'string', title: PAYLOADS[0] }] } });
  for (const [index, words] of PAYLOADS.entries()) await must(owner, 'POST', '/api/datasets/rows', { dataset: 'said/cells', data: { pid: `P-${index}`, words } });
  await must(owner, 'PUT', '/api/datasets', { definition: { id: 'said/lent', title: 'lent', key: ['pid'], subject: 'pid', sharing: 'restricted', fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string' }] } });
  await must(owner, 'POST', '/api/datasets/rows', { dataset: 'said/lent', data: { pid: 'P-1', name: 'x' } });
  await must(owner, 'PUT', '/api/catalogue/entry', { dataset: 'said/lent', sharing: 'restricted', entry: { description: ALL, basis: ALL, contact: ALL.slice(0, 200), keywords: PAYLOADS.map((payload) => payload.slice(0, 40)).slice(0, 20) } });
}

/** A grant whose purpose, ground, reasons and conditions are such words, a reading by it, and what the citizen says about that. */
async function writeSharing(ground: Ground, must: Must, owner: string): Promise<{ readonly grant: string; readonly objection: string }> {
  const { admin, designer, user } = ground.people;
  await publishScenario(ground, scenarioWith('words-read', { ask, found: { type: 'data.query', title: '查', config: { dataset: 'people', fields: ['pid', 'name'] } }, end }, { e1: ['ask.out', 'found'], e2: ['found.out', 'end'] }, { datasets: { people: { use: 'said/lent', fields: ['pid', 'name'], subject: 'pid' } } }));
  const fields = [{ id: 'pid', as: 'whole' }, { id: 'name', as: 'whole' }];
  let view = await must(designer, 'POST', '/api/grants', { dataset: 'said/lent', scenario: 'words-read', asked: { fields, purpose: ALL, basis: ALL, from: dayFrom(-1), until: dayFrom(100) } });
  const grant = idOf(view['item']);
  for (const [as, action, more] of [[designer, 'submit', {}], [admin, 'return', { reason: ALL }], [designer, 'submit', {}], [admin, 'pass', { reason: ALL }], [owner, 'agree', { given: { fields, from: dayFrom(-1), until: dayFrom(90), conditions: ALL } }]] as const) view = await must(as, 'POST', `/api/grants/${grant}/actions`, { action, baseVersion: view['version'], ...more });
  const { user: citizen } = (await must(user, 'GET', '/api/me')) as { readonly user: { readonly id: string } };
  await must(admin, 'PUT', `/api/users/${citizen.id}/subjects`, { subjects: ['P-1'] });
  await startRun(ground, 'words-read', { a: 'x' });
  const { items } = (await must(user, 'GET', '/api/portal/uses')) as { readonly items: readonly { readonly seq: number }[] };
  if (items.length === 0) throw new Error('nothing was read, so nothing is proved');
  const objection = idOf(await must(user, 'POST', '/api/portal/uses/objection', { seq: items.at(-1)?.seq, text: ALL }));
  return { grant, objection };
}

/** An application whose answers, pages, documents, comments, versions and opinions are such words. */
async function writeScenario(ground: Ground, must: Must): Promise<{ readonly run: string; readonly opinion: string }> {
  const { admin, designer, user } = ground.people;
  const words = { 'zh-CN': PLAIN.join('\n'), en: PLAIN.join('\n') };
  const rows = { own: { title: '行', fields: [{ id: 'pid', type: 'string' }, { id: 'words', type: 'string' }] } };
  const pages = {
    desk: { type: 'blocks', title: '@t', roles: ['doctor'], blocks: [{ id: 'head', block: 'heading', text: '@t' }, { id: 'text', block: 'text', text: '@t' }, { id: 'list', block: 'list', dataset: 'rows', columns: ['pid', 'words'] }] },
    slip: { type: 'document', title: '@t', roles: [], from: 'start', footer: '@t', parts: [{ id: 'words', block: 'text', text: '@t' }, { id: 'facts', block: 'fields', rows: [{ title: '@t', value: 'ask.a' }] }] },
  };
  await publishScenario(ground, scenarioWith('words', { ask, end }, { e: ['ask.out', 'end'] }, { roles: { doctor: '医生' }, datasets: { rows }, pages, texts: { t: words } }));
  for (const [index, payload] of PAYLOADS.entries()) await must(designer, 'POST', '/api/datasets/rows', { dataset: 'words/rows', data: { pid: `P-${index}`, words: payload } });
  const { id: run } = await startRun(ground, 'words', { a: ALL });
  await must(designer, 'POST', '/api/scenarios/words/comments', { text: ALL });
  const { content } = await must(admin, 'GET', '/api/scenarios/words/review');
  const { user: reviewer } = (await must(admin, 'GET', '/api/me')) as { readonly user: { readonly id: string } };
  await must(designer, 'POST', '/api/scenarios/words/reviews', { who: [`u:${reviewer.id}`], note: ALL });
  await must(admin, 'POST', '/api/scenarios/words/verdict', { verdict: 'change', note: ALL, content });
  await must(user, 'POST', '/api/portal/apps/words/feedback', { text: ALL });
  const { items } = (await must(admin, 'GET', '/api/scenarios/words/feedback')) as { readonly items: readonly unknown[] };
  const opinion = encodeURIComponent(idOf(items[0]));
  await must(admin, 'POST', `/api/scenarios/words/feedback/${opinion}`, { answer: ALL });
  return { run, opinion };
}

async function write(ground: Ground): Promise<Written> {
  const must: Must = async (as, method, path, body) => {
    const { status, text } = await ground.send({ method, path, as, ...(body === undefined ? {} : { body }) });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as Json;
  };
  const { admin } = ground.people;
  for (const [index, payload] of PAYLOADS.entries()) await must(admin, 'POST', '/api/users', { login: `words${index}`, name: payload.slice(0, NAME_LENGTH), password: PASSWORD, role: 'user', duties: [], unit: { id: `W-${index}`, name: payload.slice(0, NAME_LENGTH) } });
  await must(admin, 'POST', '/api/users', { login: 'wilma', name: 'wilma', password: PASSWORD, role: 'designer', duties: [], unit: { id: 'U-words', name: '词' } });
  const owner = cookieOf(await ground.login('wilma', PASSWORD));
  await writeData(must, owner);
  return { ...(await writeSharing(ground, must, owner)), ...(await writeScenario(ground, must)) };
}

interface Place {
  readonly name: string;
  readonly who: BrowserContext;
  readonly path: string;
  readonly press?: readonly RegExp[];
  /** What must be read there as text. */
  readonly shows: readonly string[];
}

const CUT = PAYLOADS.map((payload) => payload.slice(0, NAME_LENGTH));

function placesOf({ user, house, designer }: Readonly<Record<'user' | 'house' | 'designer', BrowserContext>>, { run, grant, objection, opinion }: Written): readonly Place[] {
  return [
    { name: 'titles of datasets', who: house, path: '/studio/datasets', shows: PAYLOADS }, { name: 'cells of a dataset', who: house, path: '/studio/datasets?dataset=said/cells', shows: PAYLOADS },
    { name: 'the catalogue', who: house, path: '/studio/catalogue', shows: PAYLOADS }, { name: 'an entry of the catalogue', who: house, path: '/studio/catalogue?dataset=said/lent', shows: PAYLOADS },
    { name: 'a grant', who: designer, path: `/studio/grants?id=${grant}`, shows: PAYLOADS }, { name: 'an objection', who: house, path: `/studio/objections?id=${objection}`, shows: PAYLOADS }, { name: 'who used my data', who: user, path: '/portal/my-data', shows: PAYLOADS },
    { name: 'comments of a draft', who: designer, path: '/studio/s/words/versions', press: [/批注/], shows: PAYLOADS }, { name: 'a review', who: designer, path: '/studio/s/words/versions', shows: PAYLOADS }, { name: 'an opinion', who: house, path: `/studio/s/words/feedback?item=${opinion}`, press: [/看全部/, /script/], shows: PAYLOADS },
    { name: 'a page', who: user, path: '/portal/apps/words/pages/desk', shows: PAYLOADS }, { name: 'a document', who: user, path: `/portal/runs/${run}/documents/slip`, shows: PAYLOADS }, { name: 'notices', who: user, path: '/portal/notices', shows: PAYLOADS.slice(0, 1) },
    { name: 'the organisation', who: house, path: '/studio/organisation', shows: CUT }, { name: 'people', who: house, path: '/studio/members', shows: CUT },
  ];
}

/** What a reader of the file would unpack, beside its bytes. */
function unpacked(bytes: Buffer): string {
  const parts = [bytes.toString('latin1')];
  for (let at = 0; (at = bytes.indexOf('stream\n', at)) >= 0; at += 7) {
    try {
      parts.push(inflateSync(bytes.subarray(at + 7), { finishFlush: 2 }).toString('latin1'));
    } catch {
      continue;
    }
  }
  for (let at = 0; (at = bytes.indexOf('PK\u0003\u0004', at, 'latin1')) >= 0; at += 4) {
    try {
      parts.push(inflateRawSync(bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)), { finishFlush: 2 }).toString());
    } catch {
      continue;
    }
  }
  return parts.join('\n');
}

/** What acts or leads away; the fields of a document are the numbers of its sheets. */
const ACTS: Readonly<Record<string, RegExp>> = {
  pdf: /\/(?:JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile)\b/,
  docx: /<(?:script|img|svg|iframe|a)[\s>]|TargetMode="External"|vbaProject|<w:instrText[^>]*>\s*(?!PAGE|NUMPAGES)/,
};

/** A file that can be opened, in which nothing acts and nothing leads away. */
async function inertFile(ground: Ground, run: string, format: string): Promise<true | string> {
  const reply = await fetch(`${ground.url}/api/portal/runs/${run}/documents/slip/file?format=${format}`, { headers: { cookie: ground.people.user } });
  if (reply.status !== 200) return `${reply.status}`;
  const text = unpacked(Buffer.from(await reply.arrayBuffer()));
  const found = ACTS[format]?.exec(text);
  if (found) return `the file holds ${found[0]}`;
  return text.length > 1000 ? true : 'the file is empty';
}

/** Words in every text that people write for each other, on the pages that show them. */
export const words: AttackClass = {
  name: 'words',
  abreast: 2,
  inputs: async (ground) => {
    const written = await write(ground);
    const browser = await launchBrowser();
    ground.afterwards(() => browser.close());
    const { admin, designer, user } = ground.people;
    const stage = { user: await contextFor(browser, ground, user), house: await contextFor(browser, ground, admin), designer: await contextFor(browser, ground, designer) };
    ground.unguarded(() => ({ body: RUNS_IT }));
    const looks = new Map<string, Promise<Seen>>();
    /** One look at each page is enough for all that is written there. */
    const seen = ({ name, who, path, press = [], shows }: Place): Promise<Seen> => {
      const key = `${ground.url} ${name}`;
      const before = looks.get(key) ?? look(who, ground.url + path, { press, ...(shows.length > 0 && ground.guarded ? { until: shows.at(-1) ?? '' } : {}) });
      looks.set(key, before);
      return before;
    };
    return [
      ...placesOf(stage, written).flatMap((place) => place.shows.map((payload): Hostile => ({ title: `${place.name} with ${payload}`, try: async () => {
        const { wrong, text } = await seen(place);
        return wrong ?? (bare(text).includes(bare(payload)) ? true : 'it is not to be read there, so nothing is proved');
      } }))),
      ...['pdf', 'docx'].map((format): Hostile => ({ title: `a document as ${format}`, try: () => inertFile(ground, written.run, format) })),
    ];
  },
};
