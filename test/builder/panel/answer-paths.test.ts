import { describe, expect, it } from 'vitest';
import { answerParts, leavesIn, readExample, type AnswerPart } from '../../../builder/src/designer/panel/http/answer-paths.ts';
import { shapeOf, shapeSchema } from '../../../runtime/schema/answer-shape.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import { SURROUNDINGS } from '../../../runtime/engine/formula.ts';

const example = {
  code: 0, 'two words': 'a', if: 1, null: 2, date: '2022-01-20', count: 3, in: 4, 数据: { 行: [{ id: 1, 'e-mail': 'x@y' }, { id: 2, 'e-mail': null }] }, '': 5, 'say "hi"': 6,
};
const all = (part: AnswerPart): readonly AnswerPart[] => [part, ...part.parts.flatMap(all)];
const root = answerParts(shapeOf(example));

/** What the formula of a part gives for the example, by the language of the engine. */
function given(part: AnswerPart): unknown {
  const language = createLanguage();
  const response = { type: 'object', properties: { body: shapeSchema(shapeOf(example)) } };
  const { code, problems } = language.compile(part.formula, { response }, 'expression');
  if (!code) return problems.map((problem) => problem.message.en);
  const context = language.context({ now: '2022-01-20T10:00:00+08:00', zone: 'Asia/Shanghai' });
  return language.toJson(code.evaluate({ response: language.fromJson({ body: example }, response), [SURROUNDINGS]: context }, context));
}

describe('parts of an example', () => {
  it('each formula gives its part, whatever the key is called', () => {
    const wanted: Record<string, unknown> = { ...example };
    expect(Object.fromEntries(root.parts.map((part) => [part.key, given(part)]))).toEqual(wanted);
  });
  it('below a list a formula gives the column of all rows', () => {
    const rows = all(root).filter((part) => ['id', 'e-mail'].includes(part.key));
    expect(rows.map((part) => [part.key, given(part)])).toEqual([['id', [1, 2]], ['e-mail', ['x@y', null]]]);
  });
  it('the whole answer may be taken, and a list as the answer itself', () => {
    expect([root.formula, answerParts(shapeOf([{ id: 1 }])).parts[0]?.formula, answerParts(shapeOf([{ id: 1 }])).name]).toEqual(['response.body', 'response.body.id', 'rows']);
  });
  it('proposes names that formulas can use', () => {
    expect(root.parts.map((part) => part.name)).toEqual(['code', 'value', 'value', 'value', 'date', 'count', 'value', '数据', 'value', 'value']);
  });
  it('ids are distinct and single values are counted', () => {
    const ids = all(root).map((part) => part.id);
    expect([new Set(ids).size === ids.length, leavesIn(root)]).toEqual([true, 11]);
  });
  it('reads what was pasted, or nothing', () => {
    expect([readExample('{"a":1}'), readExample('{"a":')]).toEqual([{ a: 1 }, undefined]);
  });
});
