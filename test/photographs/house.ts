import { readdirSync, readFileSync } from 'node:fs';
import { startStudio, type Studio } from '../bench/studio.ts';
import { palettePng } from '../../server/services/public/png.ts';
import { addRareThings, type Ask } from './rare.ts';

const TEMPLATES = new URL('../../templates/', import.meta.url);
const PASSWORD = 'a-long-password-1';
/** Runs of each template, begun as its cases begin. */
const RUNS = 6;

/** Cookies of those who look: the administrator, somebody with every duty, somebody with none, somebody of a space with a look of its own, and a designer of the unit whose data others ask for. */
export interface House {
  readonly studio: Studio;
  readonly cookies: Readonly<Record<'root' | 'clerk' | 'resident' | 'themed' | 'owner', string>>;
  /** Addresses that hang on what was made: `/runs/{done}` and the like. */
  readonly found: Readonly<Record<string, string>>;
}

interface CaseStart {
  readonly start?: Record<string, unknown>;
  readonly flow?: string;
}

type Json = Record<string, unknown>;

async function asPerson(url: string, cookie: string, method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly json: Json; readonly cookie: string }> {
  const answer = await fetch(url + path, { method, headers: { origin: url, 'accept-language': 'zh-CN', prefer: 'wait=5', ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.includes('sid='));
  return { status: answer.status, json: (await answer.json()) as Json, cookie: set ?? cookie };
}

async function publishAll(studio: Studio): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { name } of readdirSync(TEMPLATES, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const made = await studio.call('POST', '/api/scenarios', { template: name });
    const { id } = made.json['scenario'] as { id: string };
    const out = await studio.call('POST', `/api/scenarios/${id}/publish`, { note: '示例数据', baseVersion: made.json['version'] });
    if (out.status !== 201) throw new Error(`publish ${id}: ${out.status} ${JSON.stringify(out.json)}`);
    ids.push(id);
  }
  return ids;
}

/** Waits until the sample data of every app is in. */
async function loaded(url: string, cookie: string, ids: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const details = await Promise.all(ids.map((id) => asPerson(url, cookie, 'GET', `/api/portal/apps/${id}`)));
    if (details.every(({ json }) => json['loading'] === undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the sample data did not come in');
}

/** Asks by a cookie; what is refused stops the walk. */
const askBy = (url: string, cookie: string): Ask => async (method, path, body) => {
  const { status, json } = await asPerson(url, cookie, method, path, body);
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
  return json;
};

async function startRuns(url: string, cookie: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { cases } = JSON.parse(readFileSync(new URL(`${id}/cases.json`, TEMPLATES), 'utf8')) as { readonly cases: readonly CaseStart[] };
    for (const [at, { start }] of cases.filter(({ flow }) => flow === undefined || flow === 'main').slice(0, RUNS).entries()) {
      if (start) await asPerson(url, cookie, 'POST', `/api/portal/apps/${id}/runs`, { clientKey: `photograph-${id}-${at}`, release: `${id}@1`, input: start });
    }
  }
}

async function member(studio: Studio, login: string, more: object): Promise<string> {
  const made = await studio.call('POST', '/api/users', { login, name: { clerk: '章敏（化名）', resident: '戴女士（化名）', themed: '沈工（化名）' }[login] ?? login, password: PASSWORD, role: 'user', duties: [], ...more });
  if (made.status !== 201) throw new Error(`${login}: ${made.status} ${JSON.stringify(made.json)}`);
  return (await asPerson(studio.url, '', 'POST', '/api/login', { login, password: PASSWORD })).cookie;
}

/** Two strokes on a ground: enough to see how a logo of another shape stands. */
function sampleLogo(): string {
  const side = 192;
  const dots = new Uint8Array(side * side);
  for (let y = 40; y < 152; y += 1) for (let x = 40; x < 152; x += 1) if ((x - 96) ** 2 + (y - 96) ** 2 < 54 ** 2 && Math.abs(x - y) > 16) dots[y * side + x] = 1;
  return palettePng(side, ['#0B6B72', '#FFFFFF'], dots).toString('base64');
}

interface Item {
  readonly id: string;
  readonly app?: string | { readonly id: string };
  readonly status?: string;
  readonly next?: { readonly kind: string };
  readonly documents?: readonly { readonly id: string }[];
}

async function find(url: string, cookie: string): Promise<Record<string, string>> {
  const items = async (path: string) => ((await asPerson(url, cookie, 'GET', path)).json['items'] ?? []) as readonly Item[];
  const [runs, tasks] = [await items('/api/portal/runs?limit=50'), await items('/api/portal/tasks?limit=50')];
  const paper = runs.find(({ documents = [] }) => documents.length > 0);
  const found: Record<string, string | undefined> = {
    done: runs.find(({ next }) => next?.kind === 'result')?.id, waits: runs.find(({ next }) => next?.kind === 'task')?.id, stopped: runs.find(({ status }) => status === 'incident')?.id,
    task: tasks[0]?.id, other: tasks.at(-1)?.id, paperRun: paper?.id, paper: paper?.documents?.[0]?.id,
  };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A house with every template published, its sample data in, runs of each, and people of four kinds. Needs `npm run build`. */
export async function openHouse(): Promise<House> {
  const studio = await startStudio({ account: true });
  try {
    return await furnish(studio);
  } catch (error) {
    await studio.stop();
    throw error;
  }
}

async function furnish(studio: Studio): Promise<House> {
  const ids = await publishAll(studio);
  const choices = await studio.call('GET', '/api/users/choices');
  const duties = (choices.json['duties'] as readonly { readonly id: string }[]).map(({ id }) => id);
  const clerk = await member(studio, 'clerk', { duties, unit: { id: 'H002', name: '富春医院（虚构）', attributes: { inst_id: 'H002' } } });
  const resident = await member(studio, 'resident', { unit: { id: 'people', name: '群众' } });
  for (const unit of [{ id: 'hz', name: '杭州市（示例）', level: 'city', parent: 'home' }, { id: 'fy', name: '富阳区（示例）', level: 'county', parent: 'hz' }]) await studio.call('POST', '/api/units', unit);
  const themed = await member(studio, 'themed', { unit: { id: 'fy', name: '富阳区（示例）' } });
  await studio.call('PUT', '/api/units/fy/theme', { name: { 'zh-CN': '富阳区场景门户', en: 'Fuyang scenario portal' }, accent: '#0B6B72', logo: sampleLogo(), footer: { 'zh-CN': '富阳区数据资源管理局（示例）主办', en: 'By the data bureau of Fuyang (example)' }, contact: '0571-12345', filing: '浙ICP备00000000号-1', baseVersion: 0 });
  await loaded(studio.url, clerk, ids);
  await startRuns(studio.url, clerk, ids);
  const cookies: Record<string, string> = {};
  await addRareThings(studio, askBy(studio.url, studio.cookie()), askBy(studio.url, clerk), async (login, name, unit) => askBy(studio.url, (cookies[login] = await member(studio, login, { name, role: 'designer', unit }))));
  return { studio, cookies: { root: studio.cookie(), clerk, resident, themed, owner: cookies['otto'] ?? '' }, found: await find(studio.url, clerk) };
}
