import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Dashboard, Notice, PortalForm, RunView, TaskItem } from '../../server/api/portal.ts';
import type { PortalTheme } from '../../server/api/theme.ts';
import { decideForm, startForm } from './fake-portal/forms.ts';
import { countsOf, inboxOf } from './fake-portal/inbox.ts';
import { fakeDelegations, fakePeople, fakeTaskMore } from './fake-portal/people.ts';
import { fakeApp, fakeApps, fakeRun, fakeTasks } from './fake-portal/runs.ts';

/** What a test may change while the server runs. */
export interface FakeState {
  loggedIn: boolean;
  /** Answers for the next requests whose `METHOD path` starts with the key: a status and a problem. */
  readonly refuse: Map<string, { readonly status: number; readonly problem: Record<string, unknown>; times: number }>;
  readonly drafts: Map<string, { values: Record<string, unknown>; savedAt: string }>;
  readonly runs: Map<string, RunView['next']>;
  tasks: TaskItem[];
  /** How the space looks. */
  theme?: PortalTheme;
  /** How the start form is laid out. */
  pages?: PortalForm['pages'];
  readonly notices: Notice[];
  /** Bodies of everything sent, `METHOD path` → bodies. */
  readonly sent: { readonly what: string; readonly body: unknown }[];
}

export interface FakePortal {
  readonly url: string;
  readonly state: FakeState;
  readonly close: () => Promise<void>;
}

const USER = { id: 'u-he', login: 'he', name: '何医师', role: 'user', duties: ['doctor'], unit: { id: 'h2', name: '富春医院（虚构）' }, disabled: false, createdAt: '2022-01-01T00:00:00Z' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };

const PEOPLE = [['P-00418', '戴女士', 'Ms Dai', '女 · 就诊卡 FC00418（合成）'], ['P-00419', '方先生', 'Mr Fang', '男 · 就诊卡 FC00419（合成）'], ['P-00420', '章女士', 'Ms Zhang', '女 · 就诊卡 FC00420（合成）']] as const;
const ITEMS = [['CT-CHEST', '胸部CT平扫', 'Chest CT', '有效期 30 天'], ['CT-ABD', '全腹CT平扫', 'Whole-abdomen CT', '有效期 30 天'], ['LAB-K', '血钾', 'Potassium', '有效期 7 天']] as const;

type Answer = { readonly status?: number; readonly body?: unknown };
type Route = (match: RegExpMatchArray, call: { readonly en: boolean; readonly body: Record<string, unknown>; readonly query: URLSearchParams }, state: FakeState) => Answer;

const problem = (status: number, code: string, detail: string, more: object = {}): Answer => ({ status, body: { type: 'about:blank', title: code, status, code, detail, ...more } });
const runOf = (id: string, en: boolean, state: FakeState): Answer => {
  const next = state.runs.get(id);
  return next ? { body: fakeRun(en, id, next) } : problem(404, 'SCN_API_NOT_FOUND', '没有这件事');
};

function board(en: boolean): Dashboard {
  const t = (zh: string, english: string) => (en ? english : zh);
  return {
    title: t('互认情况', 'Recognition at a glance'), synthetic: true, asOf: '2022-02-28T09:00:00Z', refresh: 60,
    tiles: [
      { id: 'rate', title: t('互认率', 'Recognition rate'), definition: t('互认的件数 ÷ 待医师决定的件数。', 'Recognised ÷ put before a doctor.'), kind: 'number', columns: [{ id: 'rate', title: t('互认率', 'Rate'), unit: 'percent' }], groups: [{ label: t('全部', 'All'), values: { rate: 0.8734 } }] },
      { id: 'saved', title: t('省下的钱', 'Saved'), kind: 'number', columns: [{ id: 'saved', title: t('合计', 'Total'), unit: 'yuan' }], groups: [{ label: t('全部', 'All'), values: { saved: 1_870_412.5 } }] },
      { id: 'count', title: t('互认件数', 'Recognised'), kind: 'number', columns: [{ id: 'n', title: t('件', 'cases'), unit: 'count' }], groups: [{ label: t('全部', 'All'), values: { n: 38_811 } }] },
      { id: 'reason', title: t('不互认的理由', 'Why not recognised'), definition: t('按六种例外统计。', 'By the six exceptions.'), kind: 'bar', columns: [{ id: 'n', title: t('件', 'cases'), unit: 'count' }], groups: [{ label: t('病情变化', 'Condition'), values: { n: 412 } }, { label: t('变化快', 'Fast'), values: { n: 268 } }, { label: t('治疗重大', 'Weighty'), values: { n: 97 } }, { label: t('急诊', 'Emergency'), values: { n: 55 } }, { label: t('鉴定', 'Forensic'), values: { n: null }, hidden: true }] },
      { id: 'month', title: t('每月互认', 'By month'), kind: 'line', columns: [{ id: 'n', title: t('件', 'cases'), unit: 'count' }], groups: ['9', '10', '11', '12', '1', '2'].map((label, index) => ({ label: t(`${label}月`, label), values: { n: 4000 + index * 720 } })) },
    ],
  };
}

const ROUTES: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
  ['GET', /^\/api\/me$/, (_m, _c, state) => ({ body: { ...(state.loggedIn ? { user: USER } : {}), ...(state.theme ? { theme: state.theme } : {}), setupNeeded: false, version: '0.1.0' } })],
  ['GET', /^\/api\/public\/spaces\/[^/]+\/theme$/, (_m, _c, state) => ({ body: state.theme ? { theme: state.theme } : {} })],
  ['POST', /^\/api\/login$/, (_m, { body }, state) => {
    if (body['password'] !== 'correct horse battery') return problem(401, 'SCN_AUTH_FAILED', '账号或密码不对');
    state.loggedIn = true;
    return { body: { user: USER, setupNeeded: false, version: '0.1.0' } };
  }],
  ['POST', /^\/api\/logout$/, (_m, _c, state) => { state.loggedIn = false; return { body: { ok: true } }; }],
  ['GET', /^\/api\/portal\/apps$/, (_m, { en }) => ({ body: { items: fakeApps(en) } })],
  ['GET', /^\/api\/portal\/apps\/([^/]+)$/, ([, id = ''], { en }, state) => {
    const app = fakeApps(en).find((one) => one.id === id);
    const draft = state.drafts.get(`app:${id}`);
    return app ? { body: { app, ...(id === 'exam-recognition' ? { start: { ...startForm(en), ...(state.pages === undefined ? {} : { pages: state.pages }) } } : {}), ...(draft ? { draft } : {}) } } : problem(404, 'SCN_API_NOT_FOUND', '没有这个应用');
  }],
  ['POST', /^\/api\/portal\/apps\/([^/]+)\/runs$/, (_m, { en }, state) => { state.runs.set('run-new', { kind: 'task', taskId: 'T-decide' }); return { body: fakeRun(en, 'run-new', { kind: 'task', taskId: 'T-decide' }) }; }],
  ['GET', /^\/api\/portal\/apps\/([^/]+)\/reports$/, (_m, { en }) => ({ body: { title: en ? 'Chest CT report' : '胸部CT平扫报告', synthetic: true, facts: [{ label: en ? 'Hospital' : '医院', value: en ? 'Yunqi Hospital (fictitious)' : '云栖医院（虚构）' }, { label: en ? 'Taken' : '检查时间', value: '2022-01-05 10:18' }], sections: [{ title: en ? 'Findings' : '检查所见', text: en ? 'Both lungs clear; no nodule seen.' : '双肺纹理清晰，未见结节影；纵隔居中，心影不大。' }, { title: en ? 'Impression' : '诊断意见', text: en ? 'No abnormality.' : '胸部CT平扫未见异常。' }] } })],
  ['GET', /^\/api\/portal\/apps\/([^/]+)\/pages\/([^/]+)$/, (_m, { en }) => ({ body: board(en) })],
  ['POST', /^\/api\/portal\/(runs|apps)\/([^/]+)\/feedback$/, () => ({ body: { ok: true } })],
  ['GET', /^\/api\/portal\/people$/, (_m, { en }) => ({ body: fakePeople(en) })],
  ['GET', /^\/api\/portal\/delegations$/, (_m, { en }) => ({ body: fakeDelegations(en) })],
  ['POST', /^\/api\/portal\/tasks\/([^/]+)\/hand-over$/, (_m, { en }) => ({ body: fakeRun(en, 'run-new', { kind: 'progress', waitingFor: 'x' }) })],
  ['GET', /^\/api\/portal\/runs$/, (_m, { en }, state) => ({ body: { items: [...state.runs].map(([id, next]) => fakeRun(en, id, next)) } })],
  ['GET', /^\/api\/portal\/runs\/([^/]+)$/, ([, id = ''], { en }, state) => runOf(id, en, state)],
  ['GET', /^\/api\/portal\/tasks$/, (_m, { query }, state) => ({ body: { items: inboxOf(state.tasks, query) } })],
  ['GET', /^\/api\/portal\/tasks\/counts$/, (_m, _c, state) => ({ body: countsOf(state.tasks) })],
  ['GET', /^\/api\/portal\/tasks\/([^/]+)$/, ([, id = ''], { en }, state) => {
    const task = state.tasks.find((one) => one.id === id) ?? { id, runId: 'run-new', app: 'exam-recognition', appTitle: fakeApp(en).title, title: decideForm(en).title, subject: en ? 'Chest CT · Ms Dai' : '胸部CT平扫 · 戴女士', createdAt: '2022-01-20T01:40:00Z', status: 'open' };
    const draft = state.drafts.get(`task:${id}`);
    return { body: { task, form: decideForm(en), app: fakeApp(en), ...fakeTaskMore(en), ...(draft ? { draft } : {}) } };
  }],
  ['POST', /^\/api\/portal\/tasks\/([^/]+)\/(claim|release)$/, ([, id = '', act = ''], _c, state) => {
    const task = state.tasks.find((one) => one.id === id);
    if (!task) return { body: { ok: true } };
    const { claimedBy: _by, claimedByName: _name, claimedUntil: _until, ...free } = task;
    const next = act === 'claim' ? { ...free, claimedBy: USER.id, claimedByName: USER.name, claimedUntil: new Date(Date.now() + 600_000).toISOString() } : free;
    state.tasks = state.tasks.map((one) => (one.id === id ? next : one));
    return { body: next };
  }],
  ['POST', /^\/api\/portal\/tasks\/([^/]+)\/submit$/, (_m, { en }, state) => { state.runs.set('run-new', { kind: 'result' }); return { body: fakeRun(en, 'run-new', { kind: 'result' }) }; }],
  ['PUT', /^\/api\/portal\/drafts\/([^/]+)$/, ([, key = ''], { body }, state) => { state.drafts.set(decodeURIComponent(key), { values: body['values'] as Record<string, unknown>, savedAt: new Date().toISOString() }); return { body: { ok: true } }; }],
  ['DELETE', /^\/api\/portal\/drafts\/([^/]+)$/, ([, key = ''], _c, state) => { state.drafts.delete(decodeURIComponent(key)); return { body: { ok: true } }; }],
  ['GET', /^\/api\/portal\/options$/, (_m, { query, en }) => {
    const list = query.get('field') === 'pid' ? PEOPLE : ITEMS;
    const choices = list.map(([value, zh, english, detail]) => ({ value, label: en ? english : zh, detail })).filter((one) => `${one.value}${one.label}${one.detail}`.toLowerCase().includes((query.get('q') ?? '').toLowerCase()));
    return { body: { choices, more: false } };
  }],
  ['GET', /^\/api\/portal\/notice-settings$/, () => ({ body: { mailFor: ['task', 'result'], webhookFor: [], secretSet: false, version: 0 } })],
  ['GET', /^\/api\/portal\/uses\/objections$/, () => ({ body: { items: [] } })],
  ['GET', /^\/api\/portal\/uses$/, (_m, { en }) => ({ body: { more: false, items: [{ seq: 7, at: '2022-01-20T01:42:00Z', by: 'u-zhang', byName: en ? 'Zhang Min' : '章敏', unit: en ? 'Fuchun Hospital (fictitious)' : '富春医院（虚构）', dataset: 'reports', datasetTitle: en ? 'Reports' : '检查报告', fields: [{ id: 'at', title: en ? 'Taken' : '检查时间' }], scenario: 'exam-recognition', scenarioTitle: en ? 'Recognition' : '检查结果互认', run: 'run-done', use: 'rule' }] } })],
  ['GET', /^\/api\/sign-in\/ways$/, () => ({ body: { password: true, providers: [] } })],
  ['GET', /^\/api\/portal\/notices$/, (_m, _c, state) => ({ body: { items: state.notices } })],
  ['POST', /^\/api\/portal\/notices\/([^/]+)\/read$/, ([, id = ''], _c, state) => {
    const index = state.notices.findIndex((notice) => notice.id === id);
    const notice = state.notices[index];
    if (notice) state.notices[index] = { ...notice, readAt: new Date().toISOString() };
    return { body: { ok: true } };
  }],
];

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function answer(state: FakeState, request: IncomingMessage, url: URL, body: Record<string, unknown>): Answer {
  const what = `${request.method ?? 'GET'} ${url.pathname}`;
  if (request.method !== 'GET') state.sent.push({ what, body });
  const refusal = [...state.refuse].find(([start]) => what.startsWith(start));
  if (refusal && refusal[1].times > 0) {
    refusal[1].times -= 1;
    return { status: refusal[1].status, body: refusal[1].problem };
  }
  if (!state.loggedIn && url.pathname.startsWith('/api/portal')) return problem(401, 'SCN_AUTH_NEEDED', '请先登录');
  for (const [method, path, route] of ROUTES) {
    const match = request.method === method ? url.pathname.match(path) : null;
    if (match) return route(match, { en: (request.headers['accept-language'] ?? '').startsWith('en'), body, query: url.searchParams }, state);
  }
  return problem(404, 'SCN_API_NOT_FOUND', what);
}

async function file(dist: string, pathname: string, response: ServerResponse): Promise<void> {
  const wanted = normalize(pathname).replace(/^(\.\.[/\\])+/, '');
  const name = extname(wanted) === '' ? 'portal.html' : wanted;
  try {
    const body = await readFile(join(dist, name));
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

export function createFakeState(now = Date.now()): FakeState {
  return {
    loggedIn: true, refuse: new Map(), drafts: new Map(), sent: [], tasks: fakeTasks(24, now),
    runs: new Map<string, RunView['next']>([['run-done', { kind: 'result' }], ['run-wait', { kind: 'progress', waitingFor: '富春医院医务科（虚构）', dueAt: new Date(now + 3 * 86_400_000).toISOString() }], ['run-failed', { kind: 'failed', message: '质控中心 10 秒没有回应，停在“查质控结果”。', code: 'SCN_NODE_TIMEOUT' }]]),
    notices: [{ id: 'n1', title: '胸部CT已互认', body: '为患者省下 180.00 元。', runId: 'run-done', at: new Date(now - 3_600_000).toISOString() }, { id: 'n2', title: '目录更新', body: '血钾有效期改为 7 天。', at: new Date(now - 90_000_000).toISOString(), readAt: new Date(now - 80_000_000).toISOString() }],
  };
}

/** A portal server with synthetic data: the API of `server/api/portal.ts`, and the built page under the strict policy when `dist` is given. */
export async function startFakePortal(options: { readonly dist?: string; readonly port?: number; readonly state?: FakeState } = {}): Promise<FakePortal> {
  const state = options.state ?? createFakeState();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith('/api/')) {
      if (options.dist === undefined) response.writeHead(404).end();
      else void file(options.dist, url.pathname, response);
      return;
    }
    // No stream here: pages ask by themselves.
    if (url.pathname === '/api/portal/live') {
      response.writeHead(204).end();
      return;
    }
    void bodyOf(request).then((body) => {
      const { status = 200, body: out } = answer(state, request, url, body);
      response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json' }).end(JSON.stringify(out ?? {}));
    });
  });
  await new Promise<void>((resolve) => { server.listen(options.port ?? 0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, state, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
}
