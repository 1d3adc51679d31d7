import assert from 'node:assert/strict';
import { test } from 'vitest';
import plugin from '../index.js';
import { findSimilar, sharedPassages } from '../lib/similarity.js';

const [node] = plugin.nodes;
const run = (text, others, threshold = 0.3) => node.run({ input: { text, others, threshold } });
const ONE = '建设全市统一的检验检查结果互认平台，实现各级医院之间数据共享，减少重复检查。';
const OTHER = '本项目拟建立电动自行车全生命周期管理系统，覆盖销售、登记、维修与回收环节。';
const row = (id, text) => ({ id, title: id, text });

test('the same text is all the same', () => assert.deepEqual(findSimilar(ONE, [row('a', ONE)], { least: 0, told: 9 }).matches.map(({ score, jaccard }) => [score, jaccard]), [[1, 1]]));
test('another subject is far away', () => assert.ok(findSimilar(ONE, [row('a', OTHER)], { least: 0, told: 9 }).matches[0].score < 0.05));
test('spaces, punctuation, width and case change nothing', () => assert.equal(findSimilar('ABC平台建设方案，第１期', [row('a', 'ａｂｃ 平台 建设方案:第1期')], { least: 0, told: 9 }).matches[0].jaccard, 1));
test('a passage copied into a longer text is found, with the passage', () => {
  const { output, port } = run(ONE, [row('long', `${OTHER}${OTHER.slice(0, 20)}另外，${ONE.slice(0, 24)}。${OTHER.toUpperCase()}资金来源为财政资金，建设周期两年。`), row('far', OTHER)]);
  assert.deepEqual([port, output.matches.map(({ id }) => id)], ['similar', ['long']]);
  assert.ok(output.matches[0].passages[0].text.startsWith('建设全市统一的检验检查结果互认平台'));
});
test('passages are told as they were written, longest first', () => assert.deepEqual(sharedPassages('甲乙丙丁，戊己庚辛！壬癸子丑寅卯辰巳午未', '前面甲乙丙丁戊己庚辛后面。壬癸子丑寅卯辰巳午未', { least: 8 }).map(({ text }) => text), ['壬癸子丑寅卯辰巳午未', '甲乙丙丁，戊己庚辛']));
test('an emoji is not cut in two', () => assert.deepEqual(sharedPassages('👍一二三四五六七八👍', '一二三四五六七八').map(({ text }) => text), ['一二三四五六七八']));
test('the best comes first, ties by id, ten at most are told', () => {
  const { output } = run(ONE, Array.from({ length: 12 }, (_, at) => row(`p${String(11 - at).padStart(2, '0')}`, ONE.slice(0, 30))).concat(row('best', ONE)));
  assert.deepEqual([output.found, output.matches.length, output.matches[0].id, output.matches[1].id], [13, 10, 'best', 'p00']);
});
test('nothing to compare with is distinct', () => assert.equal(run(ONE, []).port, 'distinct'));
test.each([['too short a text', '太短', [], 0.3, 'text'], ['no text', null, [], 0.3, 'text'], ['too long a text', 'x'.repeat(20_001), [], 0.3, 'long'], ['no list', ONE, 'x', 0.3, 'others'], ['rows without id', ONE, [{ text: 'x' }], 0.3, 'others'], ['too many', ONE, Array.from({ length: 2001 }, (_, at) => row(String(at), 'x')), 0.3, 'many'], ['too much', ONE, Array.from({ length: 11 }, (_, at) => row(String(at), 'x'.repeat(20_000))), 0.3, 'many'], ['no threshold', ONE, [], null, 'threshold'], ['a threshold of 2', ONE, [], 2, 'threshold']])('%s is not compared', (_title, text, others, threshold, problem) => {
  const { output, port } = run(text, others, threshold);
  assert.deepEqual([port, output.problem], ['unknown', problem]);
});
test('one word over and over is done soon', () => {
  const began = performance.now();
  run('重复'.repeat(10_000), Array.from({ length: 10 }, (_, at) => row(String(at), '重复'.repeat(10_000))));
  assert.ok(performance.now() - began < 4000);
});
