import { describe, expect, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { NodeTypeItem } from '../../../server/api/scenario.ts';
import { fieldsOf, helpEntries, nodeTopic } from '../../../builder/src/designer/help/find-help.ts';
import { HELP_TOPICS, TOPIC_OF_TAB } from '../../../builder/src/designer/help/help-topics.ts';
import { CANVAS_KEYS, findKeys, KEY_GROUPS, shownKey } from '../../../builder/src/text/keys.ts';

const types = builtIns.map(({ type, version, title, summary, help, keywords, config, example }) => ({ type, version, title, summary, ...(help ? { help } : {}), ...(keywords ? { keywords } : {}), config, example, ports: [] }) as unknown as NodeTypeItem);

describe('help', () => {
  it('has a topic for every tab, and every link leads to one', () => {
    const ids = HELP_TOPICS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of Object.values(TOPIC_OF_TAB)) expect(ids).toContain(id);
    for (const { more = [] } of HELP_TOPICS) for (const id of more) expect(ids).toContain(id);
    for (const { title, lines } of HELP_TOPICS) for (const words of [title, ...lines]) expect([words['zh-CN'].trim() !== '', words.en.trim() !== '', /\p{Script=Han}/u.test(words.en)]).toEqual([true, true, false]);
  });

  it('tells about every node type and its settings, in both languages', () => {
    const all = helpEntries(types, '', 'zh-CN').map(({ id }) => id);
    for (const { type } of types) expect(all).toContain(nodeTopic(type));
    const page = types.find(({ type }) => type === 'output.page');
    expect(page && fieldsOf(page, 'zh-CN').find(({ id }) => id === 'figures')).toEqual({ id: 'figures', title: '数字', about: '大字显示，例如节省多少元' });
    expect(page && fieldsOf(page, 'en').find(({ id }) => id === 'figures')?.title).toBe('Figures');
  });

  it('is found by any word of it, the topics named so first', () => {
    expect(helpEntries(types, '决策表', 'zh-CN').slice(0, 2).map(({ title }) => title)).toEqual(['决策表', '决策表']);
    expect(helpEntries(types, 'certificates', 'en').map(({ id }) => id)).toEqual(['pages']);
    expect(helpEntries(types, '没有这样的词', 'zh-CN')).toEqual([]);
  });
});

describe('the table of keys', () => {
  it('names each key of a place once', () => {
    for (const { id, rows } of KEY_GROUPS) {
      const keys = rows.flatMap((row) => row.keys);
      expect([id, keys.filter((key, at) => keys.indexOf(key) !== at)]).toEqual([id, []]);
    }
  });

  it('prints keys as machines have them', () => {
    expect(['Mod+Shift+z', 'Alt+ArrowUp', '/', '+', 'Mod+ ', 'Escape', 'F8'].map((key) => shownKey(key, '⌘'))).toEqual(['⌘⇧Z', 'Alt ↑', '/', '+', '⌘Space', 'Esc', 'F8']);
    expect(shownKey('Mod+c', 'Ctrl ')).toBe('Ctrl C');
  });

  it('is searched by what keys do and by the keys', () => {
    expect(findKeys(CANVAS_KEYS, '分组', 'zh-CN', '⌘').map(({ keys }) => keys)).toEqual([['Mod+g', 'Mod+Shift+g']]);
    expect(findKeys(CANVAS_KEYS, '⌘d', 'en', '⌘').map(({ words }) => words.en)).toEqual(['Duplicate']);
  });
});
