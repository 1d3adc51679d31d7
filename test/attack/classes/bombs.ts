import { deflateRawSync, gzipSync } from 'node:zlib';
import { readSheets } from '../../../builder/src/designer/table/import/read-sheets.ts';
import { readDmn } from '../../../runtime/dmn/read-dmn.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';

const MOST_MS = 5000;
const MOST_MB = 300;

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const dmn = (inside: string) => `<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">${inside}</definitions>`;
const XML: readonly (readonly [string, string])[] = [
  ['a thousand million laughs', `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">${laughs}]>${dmn('&l9;').slice(21)}`], ['a file as an entity', `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${dmn('<description>&x;</description>').slice(21)}`], ['a web address as an entity', `<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://127.0.0.1:1/x">${dmn('').slice(21)}`], ['a parameter entity', `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>${dmn('').slice(21)}`], ['quadratic growth', `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "${'x'.repeat(50_000)}">]>${dmn(`<description>${'&a;'.repeat(5000)}</description>`).slice(21)}`],
  ['depth', dmn('<decision>'.repeat(20_000))], ['100,000 attributes', dmn(`<decision ${Array.from({ length: 100_000 }, (_, i) => `a${i}="x"`).join(' ')}/>`)], ['an inclusion', dmn('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')], ['a style sheet', `<?xml-stylesheet href="file:///etc/passwd"?>${dmn('')}`], ['half', '<definitions'], ['no XML', 'PK\u0003\u0004'], ['a circle', dmn('<decision id="a" name="a"><informationRequirement><requiredDecision href="#a"/></informationRequirement><literalExpression><text>a</text></literalExpression></decision>')], ['__proto__ as a name', dmn('<decision id="__proto__" name="constructor"><literalExpression><text>1</text></literalExpression></decision>')], ['an element called __proto__', dmn('<__proto__ polluted="1"/>')],
];

interface Member { readonly name: string; readonly data: Buffer; readonly says?: number }

/** An archive as an attacker writes it: names and sizes are whatever they like. */
function zip(members: readonly Member[]): Uint8Array {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, data, says } of members) {
    const packed = deflateRawSync(data);
    const title = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(says ?? data.length, 18);
    head.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head, title, packed]);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(offset, 12);
    list.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), head.subarray(0, 24), Buffer.from([0, 0]), Buffer.alloc(2), tail.subarray(2), title]));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, directory, end]));
}

const BOOK: readonly Member[] = [
  { name: '[Content_Types].xml', data: Buffer.from('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>') },
  { name: '_rels/.rels', data: Buffer.from('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>') },
  { name: 'xl/workbook.xml', data: Buffer.from('<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>') },
  { name: 'xl/_rels/workbook.xml.rels', data: Buffer.from('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>') },
];
const sheet = (rows: string): Member => ({ name: 'xl/worksheets/sheet1.xml', data: Buffer.from(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`) });
const cell = (at: string, row: number) => `<row r="${row}"><c r="${at}" t="inlineStr"><is><t>x</t></is></c></row>`;
const BOOKS: readonly (readonly [string, () => Uint8Array])[] = [
  ['a cell at the far corner', () => zip([...BOOK, sheet(cell('XFD1048576', 1_048_576))])], ['a cell beyond all columns', () => zip([...BOOK, sheet(cell('ZZZZZZ1', 1))])], ['a row beyond all rows', () => zip([...BOOK, sheet(cell('A999999999', 999_999_999))])], ['a sheet of 200 MB', () => zip([...BOOK, { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(200 * 1_048_576, ' ') }])], ['a size that lies', () => zip([...BOOK, { ...sheet(' '.repeat(60 * 1_048_576)), says: 10 }])], ['a name that climbs', () => zip([...BOOK, sheet(cell('A1', 1)), { name: '../../../tmp/evil', data: Buffer.from('x') }])],
  ['laughs in a sheet', () => zip([...BOOK, { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(`<!DOCTYPE w [<!ENTITY l0 "ha">${laughs}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>`) }])], ['5,000 members', () => zip([...BOOK, sheet(cell('A1', 1)), ...Array.from({ length: 5000 }, (_, i) => ({ name: `x${i}`, data: Buffer.from('x') }))])], ['no archive', () => new Uint8Array(1000)], ['half an archive', () => zip([...BOOK, sheet(cell('A1', 1))]).slice(0, 700)], ['merged cells without end', () => zip([...BOOK, { name: 'xl/worksheets/sheet1.xml', data: Buffer.from('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>') }])],
];

/** Blocked: over soon and without filling the memory, whether refused or read as what little it holds. */
async function bounded(work: () => Promise<unknown>): Promise<true | string> {
  const began = process.cpuUsage();
  const before = process.memoryUsage.rss();
  const text = await work().then((value) => JSON.stringify(value ?? null).slice(0, 2_000_000), () => '');
  const used = process.cpuUsage(began);
  const took = (used.user + used.system) / 1000;
  const grown = (process.memoryUsage.rss() - before) / 1_048_576;
  if (/root:x:|hahahahahahahahahaha/.test(text)) return 'it was expanded';
  if (took > MOST_MS) return `took ${Math.round(took)} ms`;
  return grown > MOST_MB ? `took ${Math.round(grown)} MB` : true;
}

/** What the server gets to see of them: it answers soon, unpacks nothing, and gives back what it took as something to be saved. */
async function uploaded(ground: Ground, name: string, bytes: Uint8Array): Promise<true | string> {
  const began = performance.now();
  const { status, text } = await ground.send({ method: 'POST', path: `/api/portal/files?name=${name}`, as: ground.people.user, body: Buffer.from(bytes), headers: { 'content-type': 'application/octet-stream' } });
  const took = performance.now() - began;
  if (took > MOST_MS) return `took ${Math.round(took)} ms`;
  if (status >= 400) return status < 500 ? true : `${status}`;
  const { headers } = await ground.send({ path: `/api/portal/files/${(JSON.parse(text) as { readonly id: string }).id}`, as: ground.people.user });
  return String(headers['content-disposition']).startsWith('attachment') && headers['x-content-type-options'] === 'nosniff' ? true : JSON.stringify(headers);
}

/** Bodies that say they are packed, or are in a language that grows. */
const BODIES: readonly (readonly [string, () => Buffer, Readonly<Record<string, string>>])[] = [
  ...['gzip', 'deflate', 'br', 'identity, gzip', 'gzip, gzip'].map((coding) => [`zeros packed as ${coding}`, () => gzipSync(Buffer.alloc(64 * 1_048_576)), { 'content-encoding': coding }] as const),
  ['zeros packed and not told of', () => gzipSync(Buffer.alloc(64 * 1_048_576)), {}], ['laughs as XML', () => Buffer.from(XML[0]?.[1] ?? ''), { 'content-type': 'application/xml' }], ['laughs as a feed', () => Buffer.from(XML[0]?.[1] ?? ''), { 'content-type': 'application/atom+xml' }],
  ['JSON in JSON', () => Buffer.from(JSON.stringify({ dataset: 'lab/x', format: 'json', mode: 'append', text: `${'['.repeat(300_000)}${']'.repeat(300_000)}` })), {}], ['JSON that is all quotes', () => Buffer.from(JSON.stringify({ dataset: 'lab/x', format: 'json', mode: 'append', text: '"'.repeat(400_000) })), {}], ['JSON of half surrogates', () => Buffer.from(`{"dataset":"lab/x","format":"csv","mode":"append","text":"${'\\ud800'.repeat(150_000)}`), {}],
];

async function packed(ground: Ground, bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<true | string> {
  const began = performance.now();
  const replies = await Promise.all([ground.send({ method: 'POST', path: '/api/datasets/import', as: ground.people.designer, body: bytes, headers }), ground.send({ method: 'POST', path: '/api/login', body: bytes, headers: { origin: ground.url, ...headers } })]);
  const took = performance.now() - began;
  const wrong = replies.find(({ status }) => status < 400 || status >= 500);
  return wrong ? `${wrong.status} ${wrong.text.slice(0, 80)}` : took > MOST_MS ? `took ${Math.round(took)} ms` : true;
}

export const bombs: AttackClass = {
  name: 'bombs',
  inputs: async (ground) => {
    /** What takes everything as it comes. */
    const greedy = async (): Promise<unknown> => 'ha'.repeat(100);
    return [
      ...XML.map(([title, xml]): Hostile => ({ title: `a decision model with ${title}`, try: () => bounded(ground.guarded ? () => readDmn(xml) : greedy) })),
      ...BOOKS.map(([title, make]): Hostile => ({ title: `a workbook with ${title}`, try: () => {
        const bytes = make();
        return bounded(ground.guarded ? () => readSheets({ name: 'a.xlsx', bytes }) : greedy);
      } })),
      ...BOOKS.flatMap(([title, make]) => ['a.xlsx', 'a.docx'].map((name): Hostile => ({ title: `an upload of ${name}, ${title}`, try: () => uploaded(ground, name, make()) }))),
      ...BODIES.map(([title, make, headers]): Hostile => ({ title: `a body of ${title}`, try: () => packed(ground, make(), headers) })),
    ];
  },
};
