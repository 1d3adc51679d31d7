import { cookieOf, PASSWORD } from '../ground.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';

/** Unsafe routes a logged-in browser could be made to call. */
const UNSAFE = [['POST', '/api/users'], ['PUT', '/api/connections?id=a/b'], ['POST', '/api/logout'], ['PATCH', '/api/me'], ['POST', '/api/scenarios'], ['DELETE', '/api/scenarios/x'], ['POST', '/api/keys'], ['POST', '/api/portal/files?name=a.txt']] as const;
const foreign = (ground: Ground): readonly (readonly [string, Record<string, string>])[] => [
  ['no origin', {}], ['a foreign origin', { origin: 'https://evil.example' }], ['the origin null', { origin: 'null' }], ['our name on another port', { origin: `http://127.0.0.1:${ground.port + 1}` }], ['our name with https', { origin: `https://127.0.0.1:${ground.port}` }], ['our name as a prefix', { origin: `${ground.url}.evil.example` }],
  ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }], ['a same-site fetch', { 'sec-fetch-site': 'same-site' }], ['a form', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
];

async function forged(ground: Ground, cookie: string, method: string, path: string, headers: Record<string, string>): Promise<true | string> {
  const { status } = await ground.send({ method, path, body: {}, headers: { cookie, ...headers } });
  return status === 403 || status === 415 ? true : `${status}`;
}

const isIn = async (ground: Ground, cookie: string) => /"user":/.test((await ground.send({ path: '/api/me', headers: { cookie } })).text);

function forgeries(real: string): readonly string[] {
  const [name = 'sid', value = ''] = real.split('=');
  return [
    `${name}=`, `${name}=${'0'.repeat(value.length)}`, `${name}=${value.slice(0, -1)}`, `${name}=${value}x`, `${name}=${value.toUpperCase()}`, `${name}=../${value}`, `${name}=%00${value}`, `${name}=${'A'.repeat(4000)}`, `${name}=undefined`, `${name}=null`, `${name}=[object Object]`, `${name}=1 OR 1=1`, `${name}={"$ne":null}`, `__Secure-${name}=${value}`, `${name}_=${value}`, `user=root; role=admin`, `${name}=x; __proto__=y`,
  ];
}

/** Planting, replaying and outliving sessions. */
function fixations(ground: Ground): readonly Hostile[] {
  const login = async (headers: Record<string, string> = {}) => ground.send({ method: 'POST', path: '/api/login', body: { login: 'wu', password: PASSWORD }, headers: { origin: ground.url, ...headers }, from: '127.0.0.9' });
  return [
    { title: 'a planted cookie is not taken over', try: async () => {
      const planted = 'sid=attackers-own-value-0123456789';
      const mine = cookieOf(await login({ cookie: planted }));
      return mine !== planted && !(await isIn(ground, planted)) ? true : 'the planted value is logged in';
    } },
    { title: 'a session ends at log-out', try: async () => {
      const mine = cookieOf(await login());
      await ground.send({ method: 'POST', path: '/api/logout', as: mine });
      return (await isIn(ground, mine)) ? 'still logged in' : true;
    } },
    { title: 'the old session ends at a new log-in', try: async () => {
      const old = cookieOf(await login());
      const fresh = cookieOf(await login({ cookie: old }));
      return fresh !== old && !(await isIn(ground, old)) ? true : 'the old one is still logged in';
    } },
    { title: 'other sessions end when the password changes', try: async () => {
      const [here, there] = [cookieOf(await login()), cookieOf(await login())];
      await ground.send({ method: 'PATCH', path: '/api/me', as: here, body: { oldPassword: PASSWORD, password: 'another horse 10' } });
      const still = await isIn(ground, there);
      const back = cookieOf(await ground.send({ method: 'POST', path: '/api/login', body: { login: 'wu', password: 'another horse 10' }, headers: { origin: ground.url }, from: '127.0.0.9' }));
      await ground.send({ method: 'PATCH', path: '/api/me', as: back, body: { oldPassword: 'another horse 10', password: PASSWORD } });
      return still ? 'another session goes on' : true;
    } },
    { title: 'the cookie cannot be read by scripts or sent across sites', try: async () => {
      const set = String((await login()).headers['set-cookie']);
      return /HttpOnly/i.test(set) && /SameSite=(Lax|Strict)/i.test(set) && /Path=\//i.test(set) ? true : set;
    } },
    { title: 'a session in the address is none', try: async () => {
      const mine = cookieOf(await login());
      return /"user":/.test((await ground.send({ path: `/api/me?${mine}` })).text) ? 'logged in' : true;
    } },
  ];
}

/** The same words and about the same time for a name that is known and one that is not; then no more tries. */
function guesses(ground: Ground): readonly Hostile[] {
  const words = ['', ' ', 'password', '123456', 'admin', 'root', `${PASSWORD} `, PASSWORD.toUpperCase(), PASSWORD.slice(0, -1), 'x'.repeat(500), "' OR 1=1 --", '{"$gt":""}', '\u0000', '密码', PASSWORD.normalize('NFD') + '\u0301'];
  const names = ['root', 'ROOT ', 'root\u0000', 'r\u043eot', '%', '*', "root'--", 'root\nroot', '../root', 'constructor', '__proto__', 'toString'];
  const guess = async (login: string, password: string, from: string): Promise<true | string> => {
    const { status, text } = await ground.send({ method: 'POST', path: '/api/login', body: { login, password }, headers: { origin: ground.url }, from });
    return status >= 400 && status < 500 && !/locale|duties/.test(text) ? true : `${status} ${text.slice(0, 80)}`;
  };
  let address = 20;
  const next = () => `127.0.1.${(address += 1)}`;
  return [
    ...words.map((word): Hostile => ({ title: `the password ${JSON.stringify(word).slice(0, 30)}`, try: () => guess('dora', word, next()) })),
    ...names.map((name): Hostile => ({ title: `the name ${JSON.stringify(name)}`, try: () => guess(name, 'wrong horse 1', next()) })),
    { title: 'an unknown name is told from a known one by the answer', try: async () => {
      const [known, unknown] = await Promise.all(['he', 'nobody-here'].map((login) => ground.send({ method: 'POST', path: '/api/login', body: { login, password: 'wrong horse 1' }, headers: { origin: ground.url }, from: next() })));
      const bare = (text = '') => text.replaceAll(/"requestId":"[^"]*"/g, '');
      return known?.status === unknown?.status && bare(known?.text) === bare(unknown?.text) ? true : `${known?.text} ≠ ${unknown?.text}`;
    } },
    { title: '100 guesses from one address', try: async () => {
      const statuses = [];
      for (let n = 0; n < 100; n += 1) statuses.push((await ground.login(`x${n}`, 'wrong horse 1', '127.0.0.77')).status);
      return statuses.at(-1) === 429 && statuses.filter((status) => status !== 429).length <= 40 ? true : `${statuses.filter((status) => status !== 429).length} were answered`;
    } },
    { title: 'a forwarded address does not dodge the limit', try: async () => {
      const statuses = [];
      for (let n = 0; n < 60; n += 1) statuses.push((await ground.send({ method: 'POST', path: '/api/login', body: { login: 'a', password: 'wrong horse 1' }, headers: { origin: ground.url, 'x-forwarded-for': `10.0.0.${n}`, forwarded: `for=10.0.0.${n}` }, from: '127.0.0.78' })).status);
      return statuses.at(-1) === 429 ? true : 'no limit';
    } },
    { title: '30 guesses at one account from 30 addresses, then the right one', try: async () => {
      for (let n = 0; n < 30; n += 1) await ground.login('he', 'wrong horse 1', `127.0.2.${n + 1}`);
      return (await ground.login('he', PASSWORD, '127.0.2.200')).status === 429 ? true : 'not locked';
    } },
  ];
}

export const sessions: AttackClass = {
  name: 'sessions',
  inputs: async (ground) => {
    const real = ground.people.admin;
    const csrf = UNSAFE.flatMap(([method, path]) => foreign(ground).map(([title, headers]): Hostile => ({ title: `${method} ${path} with ${title}`, try: () => forged(ground, real, method, path, headers) })));
    const cookies = forgeries(real).map((cookie): Hostile => ({ title: cookie.slice(0, 50), try: async () => ((await isIn(ground, cookie).catch(() => false)) ? 'logged in' : true) }));
    ground.unguarded(({ body }) => (body.includes('nobody-here') ? { status: 401, body: { code: 'SCN_NOBODY' } } : { body: { user: { login: 'root', locale: 'en', duties: [] } }, headers: { 'set-cookie': 'sid=attackers-own-value-0123456789' } }));
    return [...csrf, ...cookies, ...fixations(ground), ...guesses(ground)];
  },
};
