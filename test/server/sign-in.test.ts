import { Secret, TOTP } from 'otpauth';
import { afterEach, describe, expect, it } from 'vitest';
import type { FactorBegun, Me, SessionItem } from '../../server/api/account.ts';
import { cookieOf, createTestStudio, PASSWORD, personOf } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

let now = new Date('2026-03-02T01:00:00Z');
const opened: TestStudio[] = [];
const open = async (): Promise<TestStudio> => {
  now = new Date('2026-03-02T01:00:00Z');
  const studio = await createTestStudio({ now: () => now });
  opened.push(studio);
  return studio;
};
afterEach(async () => {
  for (const studio of opened.splice(0)) await studio.close();
});

const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const digits = (secret: string, offS = 0) => new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + offS * 1000 });

/** The person sets a second factor up. */
async function enrol(person: Person): Promise<{ secret: string; codes: string[]; person: Person; uri: string }> {
  const begun = await person.send<FactorBegun>('POST', '/api/me/factor/begin', { password: PASSWORD });
  const done = await person.send<{ codes: string[] }>('POST', '/api/me/factor/confirm', { code: digits(begun.body.secret) });
  expect(done.status).toBe(200);
  return { secret: begun.body.secret, uri: begun.body.uri, codes: done.body.codes, person: { ...person, ...personOf(opened[0]!.app, person.id, cookieOf(done)) } };
}

const ticketOf = async (studio: TestStudio, login: string) => (await studio.anyone.send<Me>('POST', '/api/login', { login, password: PASSWORD })).body.second?.ticket ?? '';
const second = (studio: TestStudio, ticket: string, typed: string) => studio.anyone.send<Me>('POST', '/api/login/second', { ticket, code: typed });

describe('a second factor', () => {
  it('agrees with the test vectors of RFC 6238 for SHA-1', () => {
    const secret = Secret.fromUTF8('12345678901234567890');
    const at = (seconds: number) => new TOTP({ algorithm: 'SHA1', digits: 8, period: 30, secret }).generate({ timestamp: seconds * 1000 });
    expect([at(59), at(1111111109), at(1234567890), at(20000000000)]).toEqual(['94287082', '07081804', '89005924', '65353130']);
  });

  it('is asked for after the password, and only then there is a session', async () => {
    const studio = await open();
    const { secret, uri } = await enrol(studio.user);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Scenario%20Studio:he\?issuer=Scenario%20Studio&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/);
    later(30);
    const first = await studio.anyone.send<Me>('POST', '/api/login', { login: 'he', password: PASSWORD });
    expect([first.status, first.body.user, first.headers['set-cookie']]).toEqual([200, undefined, undefined]);
    const done = await second(studio, first.body.second?.ticket ?? '', digits(secret));
    expect([done.body.user?.login, (await personOf(studio.app, '', cookieOf(done)).send('GET', '/api/portal/apps')).status]).toEqual(['he', 200]);
  });

  it('takes each code once, also when it is typed at once by two', async () => {
    const studio = await open();
    const { secret } = await enrol(studio.user);
    expect(code(await second(studio, await ticketOf(studio, 'he'), digits(secret)))).toBe('SCN_AUTH_CODE_USED');
    later(30);
    const [one, two] = [await ticketOf(studio, 'he'), await ticketOf(studio, 'he')];
    const answers = await Promise.all([second(studio, one, digits(secret)), second(studio, two, digits(secret))]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('takes the code of one step before and after, and says how far a clock is off', async () => {
    const studio = await open();
    const { secret } = await enrol(studio.user);
    later(90);
    expect((await second(studio, await ticketOf(studio, 'he'), digits(secret, -30))).status).toBe(200);
    expect((await second(studio, await ticketOf(studio, 'he'), digits(secret, 30))).status).toBe(200);
    later(90);
    const behind = await second(studio, await ticketOf(studio, 'he'), digits(secret, -5 * 60));
    expect([behind.status, code(behind), (behind.body as unknown as { details: object }).details]).toEqual([401, 'SCN_AUTH_CODE_CLOCK', { minutes: 5 }]);
  });

  it('keeps a recovery code good while the clock of the server is behind', async () => {
    const studio = await open();
    const { secret, codes } = await enrol(studio.user);
    later(-3600);
    const ticket = await ticketOf(studio, 'he');
    expect(code(await second(studio, ticket, digits(secret)))).toBe('SCN_AUTH_CODE_USED');
    expect((await second(studio, ticket, codes[0]?.toLowerCase() ?? '')).status).toBe(200);
  });

  it('keeps recovery codes as hashes, and takes each once', async () => {
    const studio = await open();
    const { secret, codes } = await enrol(studio.user);
    const stored = JSON.stringify(await studio.app.studio.store.documents.list('second-factor'));
    expect([codes.length, new Set(codes).size, codes.some((one) => stored.includes(one)), stored.includes(secret)]).toEqual([10, 10, false, false]);
    expect((await second(studio, await ticketOf(studio, 'he'), codes[3] ?? '')).status).toBe(200);
    expect(code(await second(studio, await ticketOf(studio, 'he'), codes[3] ?? ''))).toBe('SCN_AUTH_CODE');
  });

  it('counts wrong codes as wrong passwords: ten lock the account', async () => {
    const studio = await open();
    const { secret } = await enrol(studio.user);
    later(30);
    const ticket = await ticketOf(studio, 'he');
    for (let round = 0; round < 10; round += 1) expect(code(await second(studio, ticket, 'abcdef'))).toBe('SCN_AUTH_CODE');
    const locked = await second(studio, ticket, digits(secret));
    expect([locked.status, code(locked), (locked.body as unknown as { details: { until: string } }).details.until]).toEqual([429, 'SCN_AUTH_LOCKED', new Date(now.getTime() + 15 * 60_000).toISOString()]);
  });

  it('needs the first step within five minutes, and the step only once', async () => {
    const studio = await open();
    const { secret } = await enrol(studio.user);
    later(60);
    const ticket = await ticketOf(studio, 'he');
    expect((await second(studio, ticket, digits(secret))).status).toBe(200);
    later(60);
    expect(code(await second(studio, ticket, digits(secret)))).toBe('SCN_AUTH_TICKET');
    const old = await ticketOf(studio, 'he');
    later(301);
    expect(code(await second(studio, old, digits(secret)))).toBe('SCN_AUTH_TICKET');
  });

  it('is set up only with the password and a right code, within 15 minutes', async () => {
    const studio = await open();
    expect(code(await studio.user.send('POST', '/api/me/factor/begin', { password: 'wrong' }))).toBe('SCN_AUTH_OLD_PASSWORD');
    expect(code(await studio.user.send('POST', '/api/me/factor/confirm', { code: '123456' }))).toBe('SCN_AUTH_ENROL_OVER');
    const begun = await studio.user.send<FactorBegun>('POST', '/api/me/factor/begin', { password: PASSWORD });
    expect(code(await studio.user.send('POST', '/api/me/factor/confirm', { code: 'abcdef' }))).toBe('SCN_AUTH_CODE');
    later(901);
    expect(code(await studio.user.send('POST', '/api/me/factor/confirm', { code: digits(begun.body.secret) }))).toBe('SCN_AUTH_ENROL_OVER');
  });

  it('is reset by an administrator, which is on record and ends the sessions', async () => {
    const studio = await open();
    const { person } = await enrol(studio.user);
    expect((await studio.admin.send('DELETE', `/api/users/${person.id}/factor`)).status).toBe(200);
    const entries = (await studio.admin.send<{ items: { action: string; by: string; target: string }[] }>('GET', '/api/audit?limit=50')).body.items;
    expect(entries.find(({ action }) => action === 'factor.reset')).toMatchObject({ by: studio.admin.id, target: person.id });
    expect([(await person.send('GET', '/api/portal/apps')).status, (await studio.login('he')).id]).toEqual([401, person.id]);
  });

  it('is demanded by role: whoever lacks it can do nothing else until it is set up', async () => {
    const studio = await open();
    expect(code(await studio.admin.send('PUT', '/api/sign-in/rules', { secondFactor: ['admin'], baseVersion: 0 }))).toBe('SCN_AUTH_ENROL_FIRST');
    expect((await studio.admin.send('PUT', '/api/sign-in/rules', { secondFactor: ['designer'], baseVersion: 0 })).status).toBe(200);
    expect((await studio.designer.send('GET', '/api/scenarios')).status).toBe(401);
    const entered = await studio.anyone.send<Me>('POST', '/api/login', { login: 'dora', password: PASSWORD });
    const half = personOf(studio.app, entered.body.user?.id ?? '', cookieOf(entered));
    expect([entered.body.must, code(await half.send('GET', '/api/scenarios')), (await half.send<Me>('GET', '/api/me')).body.must]).toEqual(['enrol', 'SCN_AUTH_ENROL', 'enrol']);
    const { person, secret } = await enrol(half);
    expect([(await person.send('GET', '/api/scenarios')).status, (await half.send('GET', '/api/scenarios')).status]).toEqual([200, 401]);
    later(30);
    expect(code(await person.send('POST', '/api/me/factor/remove', { code: digits(secret) }))).toBe('SCN_AUTH_FACTOR_NEEDED');
    expect((await studio.user.send('GET', '/api/portal/apps')).status).toBe(200);
  });
});

describe('sessions', () => {
  it('are seen with device, address and time, and ended one by one or all but this', async () => {
    const studio = await open();
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
    later(60);
    await studio.anyone.send('POST', '/api/login', { login: 'he', password: PASSWORD }, { 'user-agent': agent });
    const third = await studio.login('he');
    const seen = (await studio.user.send<{ items: SessionItem[] }>('GET', '/api/me/sessions')).body.items;
    expect([seen.length, seen[0]?.current, seen.map(({ device }) => device).includes('Edge · Windows'), seen[1]?.address]).toEqual([3, true, true, '127.0.0.1']);
    const edge = seen.find(({ device }) => device !== '' && device !== seen[0]?.device);
    expect((await studio.user.send('DELETE', `/api/me/sessions/${edge?.id}`)).status).toBe(200);
    expect((await studio.user.send('POST', '/api/me/sessions/end-others')).body).toEqual({ ended: 1 });
    expect([(await third.send('GET', '/api/portal/apps')).status, (await studio.user.send('GET', '/api/portal/apps')).status]).toEqual([401, 200]);
  });

  it('of others cannot be ended, and an administrator ends all of a person', async () => {
    const studio = await open();
    const foreign = (await studio.designer.send<{ items: SessionItem[] }>('GET', '/api/me/sessions')).body.items[0]?.id ?? '';
    expect((await studio.user.send('DELETE', `/api/me/sessions/${foreign}`)).status).toBe(404);
    expect((await studio.admin.send('DELETE', `/api/users/${studio.user.id}/sessions`)).body).toEqual({ ended: 1 });
    expect((await studio.user.send('GET', '/api/portal/apps')).status).toBe(401);
  });

  it('end everywhere else with a new password', async () => {
    const studio = await open();
    const other = await studio.login('he');
    const changed = await studio.user.send('PATCH', '/api/me', { password: 'a quite new one', oldPassword: PASSWORD });
    expect([(await other.send('GET', '/api/portal/apps')).status, (await personOf(studio.app, '', cookieOf(changed)).send('GET', '/api/portal/apps')).status]).toEqual([401, 200]);
  });
});

describe('a link to a new password', () => {
  it('works once, within a day, unlocks, and ends every session', async () => {
    const studio = await open();
    for (let round = 0; round < 10; round += 1) await studio.anyone.send('POST', '/api/login', { login: 'he', password: 'wrong' });
    const made = await studio.admin.send<{ token: string }>('POST', `/api/users/${studio.user.id}/recovery`);
    const { token } = made.body;
    const set = (password: string) => studio.anyone.send('POST', '/api/recover', { token, password });
    expect(code(await set('password1234'))).toBe('SCN_AUTH_PASSWORD_KNOWN');
    expect((await set('brand new words')).status).toBe(200);
    expect([code(await set('brand new words')), (await studio.user.send('GET', '/api/portal/apps')).status]).toEqual(['SCN_AUTH_RECOVERY', 401]);
    expect((await studio.anyone.send('POST', '/api/login', { login: 'he', password: 'brand new words' })).status).toBe(200);
    expect(JSON.stringify(await studio.app.studio.store.documents.list('recovery')).includes(token)).toBe(false);
  });

  it('is taken back by a newer one, and by time', async () => {
    const studio = await open();
    const make = async () => (await studio.admin.send<{ token: string }>('POST', `/api/users/${studio.user.id}/recovery`)).body.token;
    const [first, newer] = [await make(), await make()];
    expect(code(await studio.anyone.send('POST', '/api/recover', { token: first, password: 'brand new words' }))).toBe('SCN_AUTH_RECOVERY');
    later(24 * 3600 + 1);
    expect(code(await studio.anyone.send('POST', '/api/recover', { token: newer, password: 'brand new words' }))).toBe('SCN_AUTH_RECOVERY');
  });
});

describe('passwords', () => {
  it.each(['1234567890', 'Password123', 'qwertyuiop', 'woaini1314520', 'aaaaaaaaaa', 'abababababab', 'abcdefghijkl', '9876543210', 'longlogin', 'longlogin2026', '１２３４５６７８９０'])('refuse what attackers try first: %s', async (password) => {
    const studio = await open();
    const answer = await studio.admin.send('POST', '/api/users', { login: 'longlogin', name: 'x', password: password.padEnd(10, '!'), role: 'user', duties: [], unit: { id: 'home', name: '本单位' } });
    expect([answer.status, code(answer)]).toEqual([422, 'SCN_AUTH_PASSWORD_KNOWN']);
  });

  it.each(['all lower case words', '只有汉字也可以的密码', 'x7 z'.padEnd(10, 'q')])('are not told what they must be made of: %s', async (password) => {
    const studio = await open();
    expect((await studio.admin.send('POST', '/api/users', { login: 'plain', name: 'x', password, role: 'user', duties: [], unit: { id: 'home', name: '本单位' } })).status).toBe(201);
  });
});
