import { describe, expect, it } from 'vitest';
import { fileRefusal } from '../../../builder/src/designer/home/file-refusal.ts';
import { homeTexts } from '../../../builder/src/designer/home/home-text.ts';
import { readScenarioUpload } from '../../../builder/src/designer/home/read-scenario-file.ts';
import { SCENARIO_BYTES } from '../../../runtime/schema/limits.ts';

const file = (source: string, size = source.length) => ({ size, text: () => Promise.resolve(source) });

describe('a scenario file', () => {
  it.each([
    ['broken', '{\n  "format": 1,\n  "id"', '第 3 行'],
    ['with an id twice', '{\n  "format": 1, "id": "a",\n  "flows": {"main": {"nodes": {"x": {}, "y": {}, "x": {}}}}\n}', '第 3 行第 50 列：同一个对象里已经有 x'],
    ['something else', '[]', '不是场景'],
    ['of a newer format', '{"format": 2, "id": "a"}', '格式是 2'],
  ])('%s is refused in words', async (_name, source, words) => {
    expect(fileRefusal(await readScenarioUpload(file(source)), homeTexts['zh-CN'])).toContain(words);
  });

  it('is not taken for one with an id twice when two objects have the same, or when it nests deeper than any server takes', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const more of ['{"x": {"a": 1}, "y": {"a": 1}}', '[{"a": 1}, {"a": 1}]', deep]) expect((await readScenarioUpload(file(`{"format": 1, "id": "a", "more": ${more}}`))).kind).toBe('scenario');
  });

  it('that no server takes is refused by its size, unread', async () => {
    const large = { size: SCENARIO_BYTES + 1, text: () => Promise.reject(new Error('read')) };
    const reading = await readScenarioUpload(large);
    expect([reading.kind, fileRefusal(reading, homeTexts['zh-CN']), fileRefusal(reading, homeTexts.en)]).toEqual(['too-large', expect.stringContaining('最多 5 MB'), expect.stringContaining('may have 5 MB')]);
  });

  it('is taken whole, with or without a byte order mark', async () => {
    const reading = await readScenarioUpload(file('\uFEFF{"format": 1, "id": "a"}'));
    expect([reading, fileRefusal(reading, homeTexts.en)]).toEqual([{ kind: 'scenario', scenario: { format: 1, id: 'a' } }, undefined]);
  });
});
