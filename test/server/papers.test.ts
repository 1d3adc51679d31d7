import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { AuditItem } from '../../server/api/data.ts';
import type { Paper, Verified } from '../../server/api/paper.ts';
import type { RunView, TaskItem, TaskView } from '../../server/api/portal.ts';
import { palettePng } from '../../server/services/public/png.ts';
import { createTestStudio, HOST, ORIGIN, type Person, type TestStudio } from './support/studio.ts';

const text = (zh: string, en = zh) => ({ 'zh-CN': zh, en });
const document = {
  type: 'document', title: '@slip', roles: [], when: 'check.outcome = "yes"', footer: '@t',
  parts: [
    { id: 'head', block: 'heading', text: '@slip' },
    { id: 'words', block: 'text', text: '@words', values: { twice: 'apply.amount * 2' } },
    { id: 'facts', block: 'fields', rows: [{ title: '@apply.name', value: 'apply.name' }, { title: '@apply.kind', value: 'apply.kind' }, { title: '@apply.amount', value: 'apply.amount', unit: 'yuan' }, { title: '@apply.day', value: 'apply.day' }, { title: '@none', value: 'apply.note' }] },
    { id: 'lines', block: 'list', rows: 'apply.lines', columns: [{ title: '@what', value: 'row.what' }, { title: '@count', value: 'row.count' }] },
    { id: 'inner', block: 'text', text: '内部意见：{check.opinion}', roles: ['clerk'] },
    { id: 'never', block: 'text', text: '不该出现', when: 'apply.amount > 1000000' },
    { id: 'sign', block: 'picture', value: 'apply.sign', width: 30 },
    { id: 'law', block: 'basis', bases: ['law'] },
    { id: 'code', block: 'qr' },
    { id: 'seal', block: 'seal', text: '某某局', date: 'apply.day' },
  ],
};
const scenario = {
  format: 1, id: 'slips', title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', bases: { law: { title: '示例办法', article: '第三条', level: 'national' } }, parameters: {}, roles: { clerk: '@clerk' }, lists: {}, datasets: {}, layout: {},
  flows: { main: {
    nodes: {
      apply: { type: 'start.form', config: { fields: [
        { id: 'name', type: 'string', title: '@apply.name' }, { id: 'kind', type: 'string', title: '@apply.kind', enum: ['new', 'old'] }, { id: 'amount', type: 'number', title: '@apply.amount' }, { id: 'day', type: 'date', title: '@apply.day' }, { id: 'note', type: 'string', optional: true, title: '@none' },
        { id: 'lines', type: 'list', widget: 'table', title: '@lines', optional: true, columns: [{ id: 'what', type: 'string', title: '@what' }, { id: 'count', type: 'integer', title: '@count' }] },
        { id: 'sign', type: 'list', widget: 'signature', title: '@sign', optional: true },
      ] } },
      check: { type: 'human.form', config: { assign: { role: 'clerk' }, fields: [{ id: 'opinion', type: 'string', title: '@opinion' }], outcomes: [{ port: 'yes' }, { port: 'no' }] } },
      end: { type: 'output.page', config: { text: '@t' } },
    },
    edges: { e1: ['apply.out', 'check'], e2: ['check.yes', 'end'], e3: ['check.no', 'end'] },
  } },
  pages: { slip: document, accepted: { type: 'document', title: '@accepted', roles: [], from: 'start', parts: [{ id: 'a', block: 'text', text: '受理 {apply.name}' }] }, inner: { type: 'document', title: '@inner', roles: ['clerk'], parts: [{ id: 'a', block: 'text', text: '{check.opinion}' }] }, endless: { type: 'document', title: '@endless', roles: [], from: 'start', when: 'count(for i in 1..100000000 return i) > 0', parts: [{ id: 'a', block: 'text', text: '@endless' }] } },
  texts: {
    t: text('办证', 'Permits'), slip: text('许可凭证', 'Permit'), accepted: text('受理回执', 'Receipt'), inner: text('内部审批单', 'Internal form'), endless: text('算不完', 'Endless'), clerk: text('经办'), words: text('兹证明{apply.name}，两倍是{twice}。', 'This is to certify {apply.name}, twice {twice}.'),
    'apply.name': text('姓名', 'Name'), 'apply.kind': text('类型', 'Kind'), 'apply.kind.new': text('新办', 'New'), 'apply.kind.old': text('换证', 'Renewal'), 'apply.amount': text('金额', 'Amount'), 'apply.day': text('日期', 'Day'), none: text('备注', 'Note'), lines: text('明细', 'Lines'), what: text('事项', 'Item'), count: text('数量', 'Count'), sign: text('签名', 'Signature'), opinion: text('意见', 'Opinion'), yes: text('同意'), no: text('不同意'), 'check.yes': text('同意', 'Yes'), 'check.no': text('不同意', 'No'),
  },
};

let studio: TestStudio;
let clerk: Person;
let stranger: Person;
let now = new Date('2026-11-30T01:00:00Z');
let count = 0;
type Coded = { readonly code?: string };
const INPUT = { name: '王{小}明𠮷', kind: 'new', amount: 180, day: '2026-11-20', lines: [{ what: '甲', count: 2 }, { what: '乙', count: 3 }] };
const start = async (input: object = INPUT) => (await studio.user.send<RunView>('POST', '/api/portal/apps/slips/runs', { clientKey: `key-paper-${(count += 1)}`, release: 'slips@1', input })).body;
async function decide(run: string, outcome: string): Promise<void> {
  const { body } = await clerk.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks');
  const task = body.items.find((item) => item.runId === run)?.id ?? '';
  expect((await clerk.send<TaskView>('GET', `/api/portal/tasks/${task}`)).body.documents.map(({ id }) => id)).toEqual(['accepted']);
  expect((await clerk.send('POST', `/api/portal/tasks/${task}/submit`, { clientKey: `key-paper-${(count += 1)}`, outcome, data: { opinion: '材料属实' } })).status).toBe(200);
}
const documents = async (person: Person, run: string) => (await person.send<RunView>('GET', `/api/portal/runs/${run}`)).body.documents;
const read = (person: Person, run: string, id: string, locale = 'zh-CN') => person.send<Paper & Coded>('GET', `/api/portal/runs/${run}/documents/${id}`, undefined, { 'accept-language': locale });
const verify = (number: string, code: string, address = '10.0.0.1') => studio.app.inject({ method: 'POST', url: '/api/public/documents/verify', headers: { host: HOST, origin: ORIGIN }, payload: { number, code }, remoteAddress: address }).then((reply) => ({ status: reply.statusCode, body: reply.json<Verified & Coded>(), cache: reply.headers['cache-control'] }));
async function file(person: Person, run: string, id: string, query: string) {
  const reply = await studio.app.inject({ method: 'GET', url: `/api/portal/runs/${run}/documents/${id}/file?${query}`, headers: { host: HOST, cookie: person.cookie } });
  return { status: reply.statusCode, headers: reply.headers, bytes: new Uint8Array(reply.rawPayload) };
}
const textOf = async (bytes: Uint8Array) => (await extractText(await getDocumentProxy(bytes), { mergePages: true })).text.replaceAll(/\s+/g, '');
const wordsOf = (paper: Paper) => JSON.stringify(paper.blocks);

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.body]).toMatchObject([201, {}]);
  const published = await studio.designer.send('POST', '/api/scenarios/slips/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.body]).toMatchObject([201, {}]);
  clerk = await studio.member('clerk', { duties: ['clerk'] });
  stranger = await studio.member('stranger');
}, 60_000);
afterAll(() => studio.close());

describe('documents of a run', () => {
  it('are there when their time has come and their condition holds, for whom they are', async () => {
    const run = await start();
    expect(await documents(studio.user, run.id)).toEqual([{ id: 'accepted', title: '受理回执' }]);
    expect((await read(studio.user, run.id, 'slip')).status).toBe(404);
    await decide(run.id, 'yes');
    expect((await documents(studio.user, run.id)).map(({ id }) => id)).toEqual(['slip', 'accepted']);
    expect((await documents(clerk, run.id)).map(({ id }) => id)).toEqual(['slip', 'accepted', 'inner']);
    const refused = await start();
    await decide(refused.id, 'no');
    expect((await documents(studio.user, refused.id)).map(({ id }) => id)).toEqual(['accepted']);
    expect((await studio.user.send<{ items: RunView[] }>('GET', '/api/portal/runs')).body.items.map(({ documents: some }) => some.length)).toContain(2);
  });

  it('whose condition cannot be told are left out where documents are named, and say why when they are asked for', async () => {
    const run = await start();
    expect((await documents(studio.user, run.id)).map(({ id }) => id)).toEqual(['accepted']);
    const { status, body } = await read(studio.user, run.id, 'endless');
    expect([status, body.code]).toEqual([422, 'SCN_RULE_BUDGET']);
  });

  it('say values in words, in both languages, and what is for some roles only to them', async () => {
    const run = await start();
    await decide(run.id, 'yes');
    const { body: paper } = await read(studio.user, run.id, 'slip');
    const fields = paper.blocks.find((block) => block.block === 'fields');
    expect(fields).toMatchObject({ rows: [{ label: '姓名', value: '王{小}明𠮷' }, { label: '类型', value: '新办' }, { label: '金额', value: '180.00 元' }, { label: '日期', value: '2026年11月20日' }, { label: '备注', value: '—' }] });
    expect(paper.blocks).toContainEqual({ block: 'text', text: '兹证明王{小}明𠮷，两倍是360。' });
    expect(paper.blocks).toContainEqual({ block: 'list', columns: [{ title: '事项', width: 1, figures: false }, { title: '数量', width: 1, figures: true }], rows: [['甲', '2'], ['乙', '3']] });
    expect(paper.blocks).toContainEqual({ block: 'picture', width: 30 });
    expect(paper.blocks).toContainEqual({ block: 'basis', items: ['示例办法 第三条'] });
    expect(paper.blocks).toContainEqual({ block: 'qr', value: paper.verify, width: 30 });
    expect(paper.verify).toBe(`http://${HOST}/portal/verify#${paper.number}.${paper.code}`);
    expect(wordsOf(paper)).not.toMatch(/内部意见|不该出现/);
    expect(wordsOf((await read(clerk, run.id, 'slip')).body)).toContain('内部意见：材料属实');
    const { body: english } = await read(studio.user, run.id, 'slip', 'en');
    expect([english.title, english.locale, wordsOf(english).includes('This is to certify 王{小}明𠮷, twice 360.'), english.digest === paper.digest]).toEqual(['Permit', 'en', true, false]);
  });

  it('bear name, logo and colour of the space they come from, and are the same document with another logo', async () => {
    const run = await start();
    await decide(run.id, 'yes');
    const before = (await read(studio.user, run.id, 'slip')).body;
    const logo = palettePng(64, ['#0B6B72', '#FFFFFF'], new Uint8Array(64 * 64)).toString('base64');
    const place = (await studio.admin.send<{ unit: string }>('GET', '/api/scenarios/slips/place')).body.unit;
    expect((await studio.admin.send('PUT', `/api/units/${place}/theme`, { name: text('富阳区门户', 'Fuyang'), accent: '#0B6B72', logo, baseVersion: 0 })).status).toBe(200);
    const after = (await read(studio.user, run.id, 'slip')).body;
    expect([before.letterhead, after.letterhead?.name, after.letterhead?.colour, after.letterhead?.logo?.endsWith(logo), after.digest, after.number]).toEqual([undefined, '富阳区门户', '#0B6B72', true, before.digest, before.number]);
    const pdf = await file(studio.user, run.id, 'slip', 'format=pdf');
    expect([pdf.status, (await textOf(pdf.bytes)).includes('富阳区门户'), (await file(studio.user, run.id, 'slip', 'format=docx')).status]).toEqual([200, true, 200]);
    await studio.admin.send('PUT', `/api/units/${place}/theme`, { baseVersion: 1 });
    expect((await read(studio.user, run.id, 'slip')).body.letterhead).toBeUndefined();
  });

  it('are nobody else’s, in words or as a file', async () => {
    const run = await start();
    await decide(run.id, 'yes');
    expect([(await read(stranger, run.id, 'slip')).status, (await file(stranger, run.id, 'slip', 'format=pdf')).status, (await file(studio.anyone, run.id, 'slip', 'format=pdf')).status]).toEqual([404, 404, 401]);
    expect([(await read(studio.user, run.id, 'inner')).status, (await read(studio.user, run.id, 'gone')).status, (await read(studio.user, run.id, '__proto__')).status]).toEqual([404, 404, 404]);
    expect([(await file(studio.user, run.id, 'slip', 'format=exe')).status, (await file(studio.user, run.id, 'slip', 'format=pdf&lang=fr')).status]).toEqual([400, 400]);
  });

  it('are files that say the same, kept by nobody on the way, and leave an entry of the audit', async () => {
    const run = await start();
    await decide(run.id, 'yes');
    const pdf = await file(studio.user, run.id, 'slip', 'format=pdf&lang=zh-CN');
    expect([pdf.status, pdf.headers['content-type'], pdf.headers['cache-control']]).toEqual([200, 'application/pdf', 'private, no-store']);
    expect(decodeURIComponent(String(pdf.headers['content-disposition']))).toMatch(/^attachment; filename\*=UTF-8''许可凭证-2026\d{4}-\w{8}\.pdf$/);
    const { body: paper } = await read(studio.user, run.id, 'slip');
    const said = await textOf(pdf.bytes);
    for (const words of ['许可凭证', '兹证明王{小}明〔U+20BB7〕，两倍是360。', '新办', '180.00元', '示例办法第三条', '某某局', `编号${paper.number}`, `校验码${paper.code}`]) expect(said).toContain(words);
    const docx = await file(studio.user, run.id, 'slip', 'format=docx');
    expect([docx.status, Buffer.from(docx.bytes.subarray(0, 2)).toString('latin1')]).toEqual([200, 'PK']);
    expect(String((await file(studio.user, run.id, 'slip', 'format=pdf&open=true')).headers['content-disposition'])).toMatch(/^inline/);
    const taken = (await studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=100')).body.items.filter((entry) => entry.action === 'paper.take' && entry.target === run.id);
    expect(taken.map(({ details }) => (details as { as: string }).as).sort()).toEqual(['docx', 'pdf', 'pdf', 'view']);
    expect(JSON.stringify(taken)).not.toContain('王');
  }, 60_000);

  it('are files whatever was typed: what the typeface does not have stands there by its number', async () => {
    const run = await start({ ...INPUT, name: 'א\u202Eب👨‍👩‍👧🏽\uD83D，ＡＢ①' });
    await decide(run.id, 'yes');
    const pdf = await file(studio.user, run.id, 'slip', 'format=pdf&lang=zh-CN');
    expect(await textOf(pdf.bytes)).toContain('兹证明〔U+05D0〕〔U+0628〕〔U+1F468〕〔U+1F469〕〔U+1F467〕〔U+1F3FD〕');
    const docx = await file(studio.user, run.id, 'slip', 'format=docx');
    expect([pdf.status, docx.status]).toEqual([200, 200]);
  }, 60_000);
});

describe('verifying a document', () => {
  it('says that it is genuine and nothing of what it says; the same contents keep their number', async () => {
    const run = await start();
    const { body: first } = await read(studio.user, run.id, 'accepted');
    now = new Date(now.getTime() + 60_000);
    const { body: again } = await read(clerk, run.id, 'accepted');
    expect([again.number, again.digest, again.issuedAt]).toEqual([first.number, first.digest, first.issuedAt]);
    const answer = await verify(` ${first.number.toLowerCase().replaceAll('0', 'o')} `, first.code.toLowerCase());
    expect(answer).toEqual({ status: 200, cache: 'no-store', body: { number: first.number, app: '办证', title: '受理回执', issuedAt: first.issuedAt, digest: first.digest, status: 'underway', synthetic: false } });
    await decide(run.id, 'yes');
    expect((await verify(first.number, first.code)).body.status).toBe('done');
  });

  it('says so when the matter was withdrawn', async () => {
    const run = await start();
    const { body: paper } = await read(studio.user, run.id, 'accepted');
    expect((await studio.user.send('POST', `/api/portal/runs/${run.id}/withdraw`, { reason: '填错了' })).status).toBe(200);
    expect((await verify(paper.number, paper.code)).body.status).toBe('void');
  });

  it('gives one answer to wrong numbers and wrong codes, and stops whoever tries many', async () => {
    const run = await start();
    const { body: paper } = await read(studio.user, run.id, 'accepted');
    const [code, number] = [await verify(paper.number, 'AAAAAAAAAA', '10.0.0.2'), await verify('20261130-AAAAAAAA', paper.code, '10.0.0.2')];
    const { requestId: _one, ...said } = code.body as Coded & { requestId?: string };
    expect([code.status, said.code]).toEqual([422, 'SCN_PAPER_UNKNOWN']);
    expect(number.body).toMatchObject(said);
    const codes = [];
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as somebody who guesses would
    for (let tries = 0; tries < 10; tries += 1) codes.push((await verify(paper.number, `${tries}AAAAAAAAA`, '10.0.0.2')).body.code);
    expect(codes.at(-1)).toBe('SCN_PUBLIC_RATE');
    expect((await verify(paper.number, paper.code, '10.0.0.2')).body.code).toBe('SCN_PUBLIC_RATE');
    expect((await verify(paper.number, paper.code, '10.0.0.3')).status).toBe(200);
  });

  it('takes no code of a receipt for that of a document', async () => {
    const { publicDesk } = studio.app.studio;
    expect(publicDesk.paperCode('20261130-ABCD1234')).not.toBe(publicDesk.codeFor('20261130-ABCD1234'));
  });
});
