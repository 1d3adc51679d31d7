import { gzipSync } from 'node:zlib';
import type { Hostile } from '../attack.ts';
import { PASSWORD, type Ground } from '../ground.ts';

/** The right words of a real account: whatever a parser takes, logs in. */
const RIGHT = `"login":"he","password":"${PASSWORD}"`;
const right = `{${RIGHT}}`;
/** With U+FFFD in its password: what a lenient decoder makes of broken UTF-8. */
const BROKEN = { login: 'broken', password: 'correct \ufffd( horse' };
const more = (text: string): string => `{${RIGHT},${text}}`;
const deep = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const form = `login=he&password=${encodeURIComponent(PASSWORD)}`;
const type = (value: string): Record<string, string> => ({ 'content-type': value });
const bytes = (before: string, odd: string, after: string): Buffer => Buffer.concat([Buffer.from(before), Buffer.from(odd, 'hex'), Buffer.from(after)]);

const keys = (count: number): string => Array.from({ length: count }, (_, i) => `"k${i}":${i % 9}`).join(',');

type Body = readonly [title: string, body: string | Buffer, headers?: Readonly<Record<string, string>>];

/** Bodies no handler may see, by the code that refuses them. */
const BODIES: Readonly<Record<string, readonly Body[]>> = {
  SCN_API_KEY: [
    ['__proto__', more('"__proto__":{"polluted":1}')], ['__proto__ escaped', more('"\\u005f_proto__":{"polluted":1}')], ['__proto__ nested', more('"x":{"__proto__":{"polluted":1}}')], ['__proto__ in a list', more('"x":[[{"__proto__":1}]]')], ['__proto__ as the only bearer', `{"__proto__":${right}}`],
    ['constructor.prototype', more('"constructor":{"prototype":{"polluted":1}}')], ['constructor.prototype escaped', more('"const\\u0072uctor":{"prototyp\\u0065":{"polluted":1}}')],
  ],
  SCN_API_DUPLICATE_KEY: [
    ['the same key twice', `{"login":"root",${RIGHT}}`], ['the same key twice, escaped', `{"l\\u006fgin":"root",${RIGHT}}`], ['the same key twice, the right one first', more('"login":"root"')], ['the same key twice, the same value', more('"login":"he"')], ['the same key twice, further in', more('"x":[{"a":1,"a":2}]')],
  ],
  SCN_API_DEPTH: [['depth 100', more(`"x":${deep(100)}`)], ['depth 100,000', more(`"x":${deep(100_000)}`)], ['depth of objects', more(`"x":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)], ['depth that is never closed', more(`"x":${'['.repeat(9000)}`)]],
  SCN_API_MANY: [
    ['30,000 keys', more(keys(30_000))], ['30,000 keys further in', more(`"x":{${keys(30_000)}}`)], ['lists without end', more(`"x":[${'[],'.repeat(150_000)}0]`)], ['objects without end', more(`"x":[${'{},'.repeat(150_000)}0]`)], ['numbers without end', more(`"x":[${'1,'.repeat(450_000)}0]`)],
  ],
  SCN_API_ZERO: [['a zero', `{"login":"he","password":"${PASSWORD}\\u0000"}`], ['a zero in a key', more('"\\u0000":1')]],
  SCN_API_TOO_LARGE: [['blanks of nine megabytes', `${' '.repeat(9_000_000)}${right}`], ['a text of nine megabytes', more(`"x":"${'x'.repeat(9_000_000)}"`)]],
  SCN_API_INVALID: [
    ['a field too many', more('"role":"admin"')], ['another field too many', more('"must":null')], ['constructor', more('"constructor":1')], ['prototype', more('"prototype":1')], ['10,000 keys', more(keys(10_000))],
    ['a list in place of an object', `[${right}]`], ['a text in place of an object', JSON.stringify(right)], ['null', 'null'], ['a number', '1'], ['nothing', ''], ['a list for a text', `{"login":["he"],"password":["${PASSWORD}"]}`], ['an object for a text', `{"login":{"toString":"he"},"password":"${PASSWORD}"}`], ['null for a text', '{"login":"he","password":null}'], ['a number for a text', '{"login":"he","password":1e400}'], ['true for a text', '{"login":"he","password":true}'], ['an operator for a text', '{"login":"he","password":{"$ne":""}}'],
    ['a key in other letters', `{"Login":"he","PASSWORD":"${PASSWORD}"}`], ['a key with a blank', `{"login ":"he","password":"${PASSWORD}"}`], ['a key with a path', `{"body.login":"he","password":"${PASSWORD}"}`],
  ],
  SCN_API_JSON: [
    ['half', `{${RIGHT}`], ['two at once', `${right}${right}`], ['more after the end', `${right}x`], ['a comment', `{/**/${RIGHT}}`], ['a comment to the end of the line', `{${RIGHT}}//`], ['single quotes', `{'login':'he','password':'${PASSWORD}'}`], ['bare keys', `{login:"he",password:"${PASSWORD}"}`], ['a comma too many', `{${RIGHT},}`], ['no comma', `{"login":"he" "password":"${PASSWORD}"}`],
    ['NaN', more('"x":NaN')], ['Infinity', more('"x":Infinity')], ['a number in hexadecimal', more('"x":0x1')], ['a number with a zero before it', more('"x":01')], ['a line in a text', more('"x":"\n"')], ['a tab in a text', more('"x":"\t"')], ['an escape that is none', more('"x":"\\q"')], ['a blank that is none', `\u00a0${right}`], ['JSONP', `callback(${right})`], ['a prefix against script tags', `)]}',\n${right}`], ['YAML', `login: he\npassword: ${PASSWORD}`],
    ['a byte order mark', `\ufeff${right}`], ['UTF-16', utf16(right)], ['UTF-16 with its mark', Buffer.concat([Buffer.from('fffe', 'hex'), utf16(right)])], ['bad UTF-8', bytes('{"login":"broken","password":"correct ', 'c328', ' horse"}')], ['UTF-8 that is too long', bytes('{"login":"h', 'c1a5', `","password":"${PASSWORD}"}`)], ['half a surrogate in UTF-8', bytes(`{${RIGHT},"x":"`, 'eda080', '"}')],
    ['a form called JSON', form], ['gzip that is not told of', gzipSync(right)],
  ],
  SCN_API_MEDIA: [
    ['text/plain', right, type('text/plain')], ['text/json', right, type('text/json')], ['JSON behind text/plain', right, type('text/plain; application/json')], ['JSON in a parameter', right, type('text/plain; x=application/json')], ['two types', right, type('text/plain, application/json')], ['a type that goes on', right, type('application/jsonx')], ['a type of that family', right, type('application/vnd.api+json')], ['a type of octets', right, type('application/octet-stream')], ['a type that is none', right, type('json')], ['an empty type', right, type('')],
    ['a form', form, type('application/x-www-form-urlencoded')], ['JSON as a form', right, type('application/x-www-form-urlencoded')], ['multipart', `--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nhe\r\n--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n${PASSWORD}\r\n--x--\r\n`, type('multipart/form-data; boundary=x')], ['XML', `<!DOCTYPE a [<!ENTITY b "he">]><a><login>&b;</login><password>${PASSWORD}</password></a>`, type('application/xml')], ['YAML by its name', `login: he\npassword: ${PASSWORD}`, type('application/yaml')],
    ['gzip', gzipSync(right), { 'content-encoding': 'gzip' }], ['gzip by another name', gzipSync(right), { 'content-encoding': 'x-gzip' }], ['what is said to be gzip', right, { 'content-encoding': 'gzip' }], ['what is said to be packed twice', right, { 'content-encoding': 'identity, br' }], ['another charset', right, type('application/json; charset=utf-16')], ['another charset, kept to', utf16(right), type('application/json; charset=utf-16le')], ['a charset of seven bits', right, type('application/json;charset="utf-7"')],
  ],
};

/** Refused by its code on the way to two routes: neither logs in nor is looked into. */
async function body(ground: Ground, code: string, [, text, headers = {}]: Body, from: string): Promise<true | string> {
  const login = await ground.send({ method: 'POST', path: '/api/login', body: text, headers: { origin: ground.url, ...headers }, from });
  if (login.headers['set-cookie'] !== undefined) return 'it logged in';
  // Whole scenarios may hold more than other bodies.
  const further = code === 'SCN_API_MANY' ? { path: '/api/users', as: ground.people.admin } : { path: '/api/scenarios/check', as: ground.people.designer };
  const other = await ground.send({ method: 'POST', ...further, body: text, headers });
  const wrong = [login, other].find(({ status, text: answer }) => status < 400 || status >= 500 || !answer.includes(`"code":"${code}"`));
  return wrong === undefined ? true : `${wrong.status} ${wrong.text.slice(0, 120)}`;
}

/** More things than any scenario holds, where whole scenarios are taken. */
const CROWDS: Readonly<Record<string, string>> = { lists: '[],'.repeat(450_000), objects: '{},'.repeat(450_000), numbers: '1,'.repeat(900_000) };

async function crowd(ground: Ground, things: string): Promise<true | string> {
  const { status, text } = await ground.send({ method: 'POST', path: '/api/scenarios/check', as: ground.people.designer, body: `{"scenario":[${things}0]}` });
  return status === 413 && text.includes('"code":"SCN_API_MANY"') ? true : `${status} ${text.slice(0, 120)}`;
}

/** Log-ins and questions in encodings that no parser should take. */
export async function bodies(ground: Ground): Promise<readonly Hostile[]> {
  const made = await ground.send({ method: 'POST', path: '/api/users', as: ground.people.admin, body: { ...BROKEN, name: 'x', role: 'user', duties: [], unit: { id: 'U-broken', name: '单位' } } });
  const works = await Promise.all([right, JSON.stringify(BROKEN)].map((text) => ground.send({ method: 'POST', path: '/api/login', body: text, headers: { origin: ground.url, 'content-type': 'application/json; charset=UTF-8' } })));
  if (made.status !== 201 || works.some(({ status }) => status !== 200)) throw new Error(`the right words do not log in, so nothing is proved: ${made.status} ${works.map(({ text }) => text).join(' ')}`);
  let address = 0;
  const crowds = Object.entries(CROWDS).map(([title, things]): Hostile => ({ title: `a scenario of ${title} without end`, try: () => crowd(ground, things) }));
  return [...crowds, ...Object.entries(BODIES).flatMap(([code, all]) => all.map((one): Hostile => ({ title: one[0], try: () => body(ground, code, one, `127.0.3.${(address += 1) % 250}`) })))];
}
