import { expect, it } from 'vitest';
import { ownTexts } from '../../../runtime/schema/merge/own-texts.ts';

const page = (title: string, text: string) => ({ type: 'output.page', title, config: { text } });

it('a node owns the texts it alone names, and those under its id', () => {
  const scenario = { title: '@whole', texts: { a: {}, 'a.hint': {}, said: {}, shared: {}, whole: {}, b: {} }, flows: { main: { nodes: { a: page('@a', '@said'), b: page('@shared', '@whole') } } } };
  expect([...ownTexts(scenario, 'main', 'a')].toSorted()).toEqual(['a', 'a.hint', 'said']);
  expect([...ownTexts(scenario, 'main', 'b')].toSorted()).toEqual(['b', 'shared']);
});

it('a text two nodes name belongs to neither, nor do those under an id two flows have', () => {
  const scenario = { texts: { a: {}, 'a.hint': {}, both: {} }, flows: { main: { nodes: { a: page('@both', ''), b: page('@both', '') } }, sub: { nodes: { a: page('', '') } } } };
  expect([...ownTexts(scenario, 'main', 'a')]).toEqual([]);
});
