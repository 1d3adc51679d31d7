import { expect, it } from 'vitest';
import { checkScenario } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';

const registry = createRegistry(builtIns);
const own = (fields: readonly object[], subject?: string) => ({ own: { title: 'd', fields }, ...(subject === undefined ? {} : { subject }) });
const scenario = (captions: Readonly<Record<string, string>>, texts: object = {}) => {
  const captioned = (id: string) => (captions[id] === undefined ? {} : { caption: captions[id] });
  return {
    format: 1, id: 'report', title: 'r', purpose: 'r', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { clerk: 'c' }, lists: {}, pages: {}, layout: {}, texts,
    datasets: { person: own([{ id: 'pid', type: 'string' }, { id: 'tel', type: 'string', personal: true }, { id: 'town', type: 'string' }], 'pid') },
    flows: {
      main: {
        nodes: {
          begin: { type: 'start.form', title: 'b', ...captioned('begin'), config: { fields: [{ id: 'who', type: 'string' }, { id: 'place', type: 'string' }, { id: 'seen', type: 'context', widget: 'person' }] } },
          found: { type: 'data.query', title: 'f', config: { dataset: 'person', where: 'row.town = begin.place', fields: ['pid', 'tel', 'town'], one: true } },
          keep: { type: 'data.insert', title: 'k', ...captioned('keep'), config: { dataset: 'person', values: { pid: 'begin.who', tel: '"1"', town: 'begin.place' } } },
          look: { type: 'human.form', title: 'l', ...captioned('look'), config: { assign: { role: 'clerk' }, fields: [], outcomes: [{ port: 'done' }] } },
          plain: { type: 'human.form', title: 'p', config: { assign: { role: 'clerk' }, fields: [], outcomes: [{ port: 'done' }] } },
          end: { type: 'output.page', title: 'e', config: { text: 'e' } },
        },
        edges: { a: ['begin.out', 'found'], b: ['found.out', 'keep'], c: ['keep.out', 'look'], d: ['look.done', 'plain'], e: ['plain.done', 'end'] },
      },
    },
  };
};

it.each<[string, string, string, readonly string[]]>([
  ['a place and a column of no person', 'look', '{begin.place} · {found.row.town}', []],
  ['a value that is masked', 'look', '{masked(begin.who, 1, 0)}', []],
  ['what a start gives itself', 'begin', '{begin.place} {run.id}', []],
  ['an answer that is written into a column about a person', 'look', '{begin.place} {upper case(begin.who)}', ['warning SCN_NODE_CAPTION_PERSONAL begin.who']],
  ['an answer that is a person', 'look', '{begin.seen}', ['warning SCN_NODE_CAPTION_PERSONAL begin.seen']],
  ['a column marked as personal', 'look', '{found.row.tel}', ['warning SCN_NODE_CAPTION_PERSONAL found.row.tel']],
  ['whom a dataset is about', 'look', '{found.row.pid}', ['warning SCN_NODE_CAPTION_PERSONAL found.row.pid']],
  ['who began the matter', 'begin', '{user.name}', ['warning SCN_NODE_CAPTION_PERSONAL user.name']],
  ['a step that comes later', 'look', '{plain.outcome}', ['error SCN_NODE_NAME_NOT_BEFORE plain']],
  ['a step where no list would use it', 'keep', '{begin.place}', ['warning SCN_NODE_CAPTION_UNUSED keep']],
])('a title with %s', (_what, node, caption, found) => {
  for (const given of [scenario({ [node]: caption }), scenario({ [node]: '@words' }, { words: { 'zh-CN': caption, en: `${caption} {begin.place}` } })]) {
    const { diagnostics } = checkScenario(given, { nodeType: registry.find, catalogue: {}, language: feel });
    const here = diagnostics.filter(({ place }) => place.path === `/flows/main/nodes/${node}/caption`);
    expect(here.map(({ severity, code }) => `${severity} ${code}`)).toEqual(found.map((one) => one.split(' ').slice(0, 2).join(' ')));
    for (const [index, { message }] of here.entries()) expect([message['zh-CN'], message.en].every((words) => words.includes(found[index]?.split(' ')[2] ?? '?'))).toBe(true);
  }
});
