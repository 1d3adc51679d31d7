import type { FastifyInstance, InjectOptions } from 'fastify';
import { createApp } from '../../../server/app.ts';
import type { User } from '../../../server/api/account.ts';
import type { AppOptions } from '../../../server/app.ts';
import { offerSetup } from '../../../server/services/setup.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';

export const HOST = '127.0.0.1:4600';
export const ORIGIN = `http://${HOST}`;
export const PASSWORD = 'correct horse 9';

export interface Answer<Body = Record<string, never>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends JSON as one person: keeps the cookie, sends our origin. */
export interface Person {
  readonly id: string;
  readonly cookie: string;
  readonly send: <Body = Record<string, never>>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: unknown, headers?: Record<string, string>) => Promise<Answer<Body>>;
}

export interface TestStudio {
  readonly app: FastifyInstance;
  readonly admin: Person;
  readonly designer: Person;
  readonly user: Person;
  readonly anyone: Person;
  readonly login: (name: string) => Promise<Person>;
  /** A new account without a role in the whole house, logged in; what is not said is 富阳医院B without duties. */
  readonly member: (login: string, more?: Partial<Pick<User, 'unit' | 'duties' | 'further' | 'spaces' | 'role'>>) => Promise<Person>;
  readonly close: () => Promise<void>;
}

function answerOf<Body>(reply: { statusCode: number; body: string; headers: Readonly<Record<string, unknown>> }): Answer<Body> {
  const json = /json/.test(typeof reply.headers['content-type'] === 'string' ? reply.headers['content-type'] : '');
  return { status: reply.statusCode, body: (json && reply.body !== '' ? JSON.parse(reply.body) : reply.body) as Body, headers: reply.headers };
}

export function personOf(app: FastifyInstance, id: string, cookie: string): Person {
  return {
    id,
    cookie,
    send: async <Body>(method: InjectOptions['method'] & string, url: string, payload?: unknown, headers: Record<string, string> = {}) => {
      const reply = await app.inject({
        method: method as 'GET',
        url,
        headers: { host: HOST, origin: ORIGIN, ...(cookie ? { cookie } : {}), ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      });
      return answerOf<Body>(reply);
    },
  };
}

export function cookieOf(answer: Answer<unknown>): string {
  const header = answer.headers['set-cookie'];
  return String(Array.isArray(header) ? header[0] : header).split(';')[0] ?? '';
}

export async function createTestApp(options: Partial<AppOptions> = {}): Promise<FastifyInstance> {
  return createApp({ store: createMemoryStore(), version: '0.0.0-test', templatesFolder: 'templates', nodeTypes: [], generate: () => [], log: false, passwords: 'quick', checkAnswers: true, ...options });
}

export async function loginAs(app: FastifyInstance, login: string): Promise<Person> {
  const answer = await personOf(app, '', '').send<{ user: { id: string } }>('POST', '/api/login', { login, password: PASSWORD });
  if (answer.status !== 200) throw new Error(`log-in of ${login}: ${JSON.stringify(answer.body)}`);
  return personOf(app, answer.body.user.id, cookieOf(answer));
}

/** An application with an administrator `root`, a designer `dora` and a user `he` (doctor at 富阳 hospital B). */
export async function createTestStudio(options: Partial<AppOptions> = {}): Promise<TestStudio> {
  const app = await createTestApp(options);
  const anyone = personOf(app, 'anonymous', '');
  const token = (await offerSetup(app.studio)) ?? '';
  const setup = await anyone.send<{ user: { id: string } }>('POST', '/api/setup', { token, login: 'root', name: '管理员', password: PASSWORD });
  const admin = personOf(app, setup.body.user.id, cookieOf(setup));
  for (const [login, name, role, duties] of [['dora', '设计员', 'designer', ['doctor']], ['he', '何医师', 'user', ['doctor']]] as const) {
    await admin.send('POST', '/api/users', { login, name, password: PASSWORD, role, duties, unit: { id: 'H-B', name: '富阳医院B', attributes: { inst_id: 'H-B' } } });
  }
  const login = (name: string) => loginAs(app, name);
  const member: TestStudio['member'] = async (name, more = {}) => {
    const made = await admin.send('POST', '/api/users', { login: name, name, password: PASSWORD, role: 'user', duties: [], unit: { id: 'H-B', name: '富阳医院B', attributes: { inst_id: 'H-B' } }, ...more });
    if (made.status !== 201) throw new Error(`account of ${name}: ${JSON.stringify(made.body)}`);
    return login(name);
  };
  return { app, admin, anyone, member, designer: await login('dora'), user: await login('he'), login, close: () => app.close() };
}
