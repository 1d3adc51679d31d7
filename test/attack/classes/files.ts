import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const NAMES = ['../../etc/passwd.txt', '..\\..\\win.ini.txt', '/etc/passwd.txt', 'C:\\x.txt', 'a\u0000.txt', 'a\r\nSet-Cookie: x=y.txt', 'a"; filename="b.html.txt', '\u202Etxt.exe.txt', `${'x'.repeat(190)}.txt`, '.txt', '..txt', 'con.txt', 'a|b.txt', '<img src=x onerror=alert(1)>.txt', 'a%2f..%2fb.txt', '${7*7}.txt', '=1+1.csv', 'a;b.csv', '\u{1F4A9}.txt'];
const WRONG: readonly (readonly [string, string, Buffer | string])[] = [
  ['a page as a picture', 'a.png', '<html><script>alert(1)</script>'], ['a page', 'a.html', '<html></html>'], ['a drawing', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], ['a drawing as text', 'a.txt', '<svg onload=alert(1)>'], ['a page as text', 'a.txt', '  <!DOCTYPE html><script>alert(1)</script>'], ['a script', 'a.js', 'alert(1)'], ['a program', 'a.exe', 'MZ\u0000\u0000'], ['a program as text', 'a.txt', Buffer.from('4d5a900003000000', 'hex')], ['a program as a document', 'a.docx', Buffer.from('4d5a900003000000', 'hex')], ['an archive as a document', 'a.docx', Buffer.concat([Buffer.from('504b0304140000000000', 'hex'), Buffer.alloc(16), Buffer.from([4, 0, 0, 0]), Buffer.from('evil')])],
  ['an archive', 'a.zip', Buffer.from('504b0304', 'hex')], ['a picture with two endings', 'a.png.html', PNG], ['a picture under a wrong ending', 'a.pdf', PNG], ['no ending', 'a', 'x'], ['nothing', 'a.txt', ''], ['XML as text', 'a.txt', '<?xml version="1.0"?><!DOCTYPE a>'], ['a shell script as text', 'a.txt', '#!/bin/sh\nrm -rf /'], ['a shortcut', 'a.url', '[InternetShortcut]'], ['a page of old', 'a.mht', 'MIME-Version: 1.0'], ['a macro', 'a.docm', Buffer.from('504b0304', 'hex')], ['zeros as text', 'a.csv', Buffer.alloc(100)],
];

const upload = (ground: Ground, name: string, body: Buffer | string, headers: Record<string, string> = {}) => ground.send({ method: 'POST', path: `/api/portal/files?name=${encodeURIComponent(name)}`, as: ground.people.user, body, headers: { 'content-type': 'application/octet-stream', ...headers } });

/** Taken: then its name is harmless, and no browser runs it. */
async function named(ground: Ground, name: string): Promise<true | string> {
  const taken = await upload(ground, name, 'plain words');
  if (taken.status >= 400) return taken.status < 500 ? true : String(taken.status);
  const file = JSON.parse(taken.text) as { id: string; name: string };
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[/\\\u0000-\u001f"<>|:*?\u202e]/.test(file.name)) return `kept ${JSON.stringify(file.name)}`;
  const got = await ground.send({ path: `/api/portal/files/${file.id}`, as: ground.people.user });
  const { headers } = got;
  const safe = String(headers['content-disposition']).startsWith('attachment') && headers['x-content-type-options'] === 'nosniff' && String(headers['content-security-policy']).includes('sandbox') && headers['set-cookie'] === undefined;
  return safe ? true : JSON.stringify(headers);
}

/** A busy machine included. */
const MOST_MS = 15_000;
const IMPORTS: readonly (readonly [string, 'csv' | 'json', string])[] = [
  ['a quote that never ends', 'csv', 'id,n\n"1,2\n3,4'], ['too many cells', 'csv', 'id,n\n1,2,3,4'], ['the same column twice', 'csv', 'id,id\n1,2'], ['__proto__ as a column', 'csv', '__proto__,n\n1,2'], ['constructor as a column', 'csv', 'constructor,n\n1,2'], ['zeros', 'csv', 'id,n\n\u0000,1'], ['one line of 2 MB', 'csv', `id,n\n${'x'.repeat(2_000_000)},1`], ['100,000 columns', 'csv', `${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',')}\n1`], ['words for numbers', 'csv', 'id,n\n1,many'], ['only a title', 'csv', 'id,n'], ['nothing', 'csv', ''], ['HTML', 'csv', '<html><body>error</body></html>'],
  ['__proto__ as a key', 'json', '[{"__proto__":{"polluted":1},"id":"1","n":1}]'], ['the same key twice', 'json', '[{"id":"1","id":"2","n":1}]'], ['nesting', 'json', `${'['.repeat(5000)}${']'.repeat(5000)}`], ['half a JSON', 'json', '[{"id":"1"'], ['an object in a cell', 'json', '[{"id":{"a":1},"n":1}]'], ['a number beyond all', 'json', '[{"id":"1","n":1e999}]'], ['no list', 'json', '{"id":"1"}'], ['HTML for JSON', 'json', '<html></html>'],
];

async function imported(ground: Ground, format: 'csv' | 'json', text: string): Promise<true | string> {
  const began = performance.now();
  const reply = await ground.send({ method: 'POST', path: '/api/datasets/import', as: ground.people.designer, body: { dataset: 'lab/x', format, text, mode: 'append' } });
  const took = performance.now() - began;
  if (reply.status >= 500) return `${reply.status}`;
  const rows = await ground.send({ path: '/api/datasets/rows?dataset=lab/x', as: ground.people.designer });
  const kept = (JSON.parse(rows.text) as { rows?: { id: string }[] }).rows ?? [];
  if (took > MOST_MS) return `took ${Math.round(took)} ms`;
  return kept.length === 1 && kept[0]?.id === 'kept' ? true : `rows are now ${rows.text.slice(0, 120)}`;
}

export const files: AttackClass = {
  name: 'files',
  inputs: async (ground) => {
    const definition = { id: 'lab/x', title: 'X', key: ['id'], unique: [['id']], fields: [{ id: 'id', type: 'string' }, { id: 'n', type: 'integer' }] };
    const defined = await ground.send({ method: 'PUT', path: '/api/datasets', as: ground.people.designer, body: { definition } });
    const kept = await ground.send({ method: 'POST', path: '/api/datasets/rows', as: ground.people.designer, body: { dataset: 'lab/x', data: { id: 'kept', n: 1 } } });
    // Only the first import waits for a thread to start.
    await ground.send({ method: 'POST', path: '/api/datasets/import', as: ground.people.designer, body: { dataset: 'lab/x', format: 'csv', text: 'id', mode: 'append' } });
    if (defined.status >= 400 || kept.status >= 400) throw new Error(`${defined.text} ${kept.text}`);
    ground.unguarded(() => ({ body: { id: 'x', name: '../x' } }));
    const large: Hostile = { title: 'a file of 21 MB', try: async () => {
      const { status } = await upload(ground, 'a.txt', Buffer.alloc(21 * 1_048_576, 'x'));
      return status === 413 || status === 0 ? true : String(status);
    } };
    const lying: Hostile = { title: 'a length that lies', try: async () => {
      const answer = await ground.raw(`POST /api/portal/files?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1:${ground.port}\r\nOrigin: ${ground.url}\r\nCookie: ${ground.people.user}\r\nContent-Type: application/octet-stream\r\nContent-Length: 99999999\r\n\r\nx`, 3000);
      return /HTTP\/1.1 (2|5)/.test(answer) ? answer.slice(0, 40) : true;
    } };
    return [
      ...NAMES.map((name): Hostile => ({ title: `the name ${JSON.stringify(name).slice(0, 40)}`, try: () => named(ground, name) })),
      ...WRONG.map(([title, name, body]): Hostile => ({ title, try: async () => {
        const { status } = await upload(ground, name, body);
        return status >= 400 && status < 500 ? true : String(status);
      } })),
      large, lying,
      ...IMPORTS.map(([title, format, text]): Hostile => ({ title: `an import of ${title}`, try: () => imported(ground, format, text) })),
    ];
  },
};
