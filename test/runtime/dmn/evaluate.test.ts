import { describe, expect, it } from 'vitest';
import { readDmn } from '../../../runtime/dmn/read-dmn.ts';
import { decision, definitions, evaluate, input, literal } from './dmn-kit.ts';

const valueOf = async (...args: Parameters<typeof evaluate>): Promise<string> => (await evaluate(...args)).value;
const knowledge = (name: string, parameters: string, body: string, more = ''): string =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}" ${more}/><encapsulatedLogic>${parameters}${body}</encapsulatedLogic></businessKnowledgeModel>`;

describe('the requirements graph (DMN 1.5, 7.2)', () => {
  it('passes input data and decisions on by their names', async () => {
    const file = definitions(decision('r', literal('检查 天数 + b'), { needs: ['input:检查 天数', 'decision:b'] }) + decision('b', literal('检查 天数 * 2'), { needs: ['input:检查 天数'] }) + input('检查 天数', 'number'));
    expect(await evaluate(file, { '检查 天数': 5 })).toEqual({ value: '15', problems: [], findings: [] });
  });

  it('shows a decision only what it requires', async () => {
    const outcome = await evaluate(definitions(decision('r', literal('a')) + input('a')), { a: 1 });
    expect(outcome).toMatchObject({ value: 'null', problems: ['SCN_DMN_FORMULA'] });
  });

  it('shows a business knowledge model its parameters and its own requirements, not those of its caller', async () => {
    const file = definitions(input('a') + decision('r', literal('f(1)'), { needs: ['input:a', 'knowledge:f'] }) + knowledge('f', '<formalParameter name="x"/>', literal('[x, a]')));
    expect((await evaluate(file, { a: 7 })).value).toBe('[1, null]');
  });

  it('follows hrefs that name the own namespace', async () => {
    expect(await valueOf(definitions(decision('r', literal('b + 1'), { needs: ['decision:urn:main#b'] }) + decision('b', literal('1'))))).toBe('2');
  });

  it('lets a business knowledge model call itself, and two each other', async () => {
    const fibonacci = knowledge('f', '<formalParameter name="n" typeRef="number"/>', literal('if n < 2 then n else f(n - 1) + f(n - 2)'));
    expect(await valueOf(definitions(decision('r', literal('f(12)'), { needs: ['knowledge:f'] }) + fibonacci))).toBe('144');
    const requires = (id: string): string => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
    const even = `<businessKnowledgeModel id="even" name="is even"><variable name="is even"/><encapsulatedLogic><formalParameter name="n"/>${literal('if n = 0 then true else is odd(n - 1)')}</encapsulatedLogic>${requires('odd')}</businessKnowledgeModel>`;
    const odd = `<businessKnowledgeModel id="odd" name="is odd"><variable name="is odd"/><encapsulatedLogic><formalParameter name="n"/>${literal('if n = 0 then false else is even(n - 1)')}</encapsulatedLogic>${requires('even')}</businessKnowledgeModel>`;
    expect(await valueOf(definitions(decision('r', literal('is even(7)'), { needs: ['knowledge:even'] }) + even + odd))).toBe('false');
  });

  it('takes a given value in place of a decision, and makes the one that is asked for', async () => {
    const file = definitions(decision('r', literal('b + 1'), { needs: ['decision:b'] }) + decision('b', literal('1')));
    expect(await valueOf(file, { b: 10 })).toBe('11');
    expect(await valueOf(file, { r: 10 })).toBe('2');
  });
});

describe('types (DMN 1.5, 7.3.3 and 10.3.2.9)', () => {
  const item = (name: string, inside: string, more = ''): string => `<itemDefinition name="${name}" ${more}>${inside}</itemDefinition>`;
  const grade = item('t 等级', '<typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues>');
  const typed = (types: string, typeRef: string, text: string): string => definitions(types + decision('r', literal(text), { typeRef }));

  it.each([
    [grade, 't 等级', '"A"', 'A'],
    [grade, 't 等级', '"C"', 'null'],
    [grade, 't 等级', '["B"]', 'B'],
    [grade, 't 等级', '[["B"]]', 'null'],
    ['', 'number', '"1"', 'null'],
    ['', 'date and time', 'date("2026-01-02")', '2026-01-02T00:00:00Z'],
    ['', 'date', 'date and time("2026-01-02T00:00:00")', 'null'],
    ['', 'Any', '[1]', '[1]'],
    [item('ts', '<typeRef>number</typeRef>', 'isCollection="true"'), 'ts', '3', '[3]'],
    [item('ts', '<typeRef>number</typeRef>', 'isCollection="true"'), 'ts', '[3, "x"]', 'null'],
    [item('ts', '<typeRef>number</typeRef><allowedValues><text>[1..9]</text></allowedValues>', 'isCollection="true"'), 'ts', '[3, 10]', 'null'],
    [item('ts', '<typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint>', 'isCollection="true"'), 'ts', '[1, 2, 3]', 'null'],
    [item('ts', '<typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint>', 'isCollection="true"'), 'ts', '[1, 2]', '[1, 2]'],
    [item('p', '<itemComponent name="a"><typeRef>number</typeRef></itemComponent>'), 'p', '{a: 1, b: 2}', '{a: 1, b: 2}'],
    [item('p', '<itemComponent name="a"><typeRef>number</typeRef></itemComponent>'), 'p', '{b: 2}', 'null'],
    [item('p', '<itemComponent name="a"><typeRef>number</typeRef></itemComponent>'), 'p', '{a: null}', '{a: null}'],
    [item('tree', '<itemComponent name="v"><typeRef>number</typeRef></itemComponent><itemComponent name="kids" isCollection="true"><typeRef>tree</typeRef></itemComponent>'), 'tree', '{v: 1, kids: [{v: 2, kids: []}]}', '{v: 1, kids: [{v: 2, kids: []}]}'],
    [item('tree', '<itemComponent name="v"><typeRef>number</typeRef></itemComponent><itemComponent name="kids" isCollection="true"><typeRef>tree</typeRef></itemComponent>'), 'tree', '{v: 1, kids: [{v: "x", kids: []}]}', 'null'],
    [item('f', '<functionItem outputTypeRef="number"><parameters name="x" typeRef="number"/></functionItem>'), 'f', 'function(a, b) 1', 'null'],
  ])('%#: %s as %s: %s → %s', async (types, typeRef, text, expected) => {
    expect(await valueOf(typed(types, typeRef, text))).toBe(expected);
  });

  it.each([
    ['"A" instance of t 等级', 'true'],
    ['"C" instance of t 等级', 'false'],
    ['null instance of t 等级', 'false'],
    ['{a: 1} instance of p', 'true'],
    ['[{a: 1}] instance of list<p>', 'true'],
    ['(function(x: p) x.a)({a: 1})', '1'],
    ['(function(x: p) x)(1)', 'null'],
  ])('%s → %s', async (text, expected) => {
    expect(await valueOf(definitions(grade + item('p', '<itemComponent name="a"><typeRef>number</typeRef></itemComponent>') + decision('r', literal(text))))).toBe(expected);
  });

  it('says which value did not fit', async () => {
    expect(await evaluate(definitions(decision('r', literal('a'), { needs: ['input:a'] }) + input('a', 'number')), { a: 'x' })).toMatchObject({ value: 'null', findings: ['SCN_DMN_VALUE'] });
  });

  it('reports unknown types once taken as any, and types that are themselves', async () => {
    expect(await evaluate(typed('', 'nobody', '1'))).toMatchObject({ value: '1', problems: ['SCN_DMN_UNKNOWN_TYPE'] });
    const circle = item('a', '<typeRef>b</typeRef>') + item('b', '<typeRef>a</typeRef>');
    expect((await evaluate(typed(circle, 'a', '1'))).problems).toContain('SCN_DMN_TYPE_CYCLE');
  });
});

describe('boxed expressions (DMN 1.5, 10.2.2)', () => {
  const entry = (name: string | null, logic: string, typeRef?: string): string => `<contextEntry>${name === null ? '' : `<variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/>`}${logic}</contextEntry>`;
  const definition = (parameters: readonly string[], body: string): string => `<functionDefinition>${parameters.map((name) => `<formalParameter name="${name}"/>`).join('')}${body}</functionDefinition>`;
  const wrap = (name: string, text: string): string => `<${name}>${literal(text)}</${name}>`;
  const numbers = wrap('in', '[1, 2, 3]');

  it.each([
    ['a context', `<context>${entry('a b', literal('1'))}${entry('c', literal('a b + 1'))}</context>`, '{a b: 1, c: 2}'],
    ['a context with a result', `<context>${entry('a', literal('1'))}${entry(null, literal('a + 1'))}</context>`, '2'],
    ['an entry of a type', `<context>${entry('a', literal('"x"'), 'number')}</context>`, '{a: null}'],
    ['a function that is called', `<context>${entry('f', definition(['x'], literal('x * 2')))}${entry(null, literal('f(4)'))}</context>`, '8'],
    ['a function that calls itself', `<context>${entry('f', definition(['n'], literal('if n = 0 then 1 else n * f(n - 1)')))}${entry(null, literal('f(5)'))}</context>`, '120'],
    ['a function that keeps what it saw', `<context>${entry('a', literal('10'))}${entry('f', definition(['x'], literal('x + a')))}${entry(null, literal('f(1)'))}</context>`, '11'],
    ['a list', `<list>${literal('1')}<list>${literal('2')}</list></list>`, '[1, [2]]'],
    ['a relation', `<relation><column name="a"/><column name="b"/><row>${literal('1')}${literal('"x"')}</row><row>${literal('2')}</row></relation>`, '[{a: 1, b: "x"}, {a: 2, b: null}]'],
    ['an invocation of a built-in', `<invocation>${literal('abs')}<binding><parameter name="n"/>${literal('-3')}</binding></invocation>`, '3'],
    ['a conditional, true', `<conditional>${wrap('if', '1 < 2')}${wrap('then', '"y"')}${wrap('else', '"n"')}</conditional>`, 'y'],
    ['a conditional, null', `<conditional>${wrap('if', 'null')}${wrap('then', '"y"')}${wrap('else', '"n"')}</conditional>`, 'n'],
    ['a filter', `<filter>${numbers}${wrap('match', 'item > 1')}</filter>`, '[2, 3]'],
    ['a filter by entries', `<filter>${wrap('in', '[{p q: 1}, {p q: 2}]')}${wrap('match', 'p q > 1')}</filter>`, '[{p q: 2}]'],
    ['a filter of one value', `<filter>${wrap('in', '5')}${wrap('match', 'item > 1')}</filter>`, '[5]'],
    ['a filter by no boolean', `<filter>${numbers}${wrap('match', '"x"')}</filter>`, 'null'],
    ['for', `<for iteratorVariable="i">${numbers}${wrap('return', 'i * i')}</for>`, '[1, 4, 9]'],
    ['for over a range', `<for iteratorVariable="i">${wrap('in', '[1..3]')}${wrap('return', 'i')}</for>`, '[1, 2, 3]'],
    ['for with the results so far', `<for iteratorVariable="i">${numbers}${wrap('return', 'i + count(partial)')}</for>`, '[1, 3, 5]'],
    ['for over nothing', `<for iteratorVariable="i">${wrap('in', 'null')}${wrap('return', 'i')}</for>`, 'null'],
    ['some', `<some iteratorVariable="i">${numbers}${wrap('satisfies', 'i > 2')}</some>`, 'true'],
    ['every', `<every iteratorVariable="i">${numbers}${wrap('satisfies', 'i > 2')}</every>`, 'false'],
    ['every of none', `<every iteratorVariable="i">${wrap('in', '[]')}${wrap('satisfies', 'false')}</every>`, 'true'],
    ['every by no boolean', `<every iteratorVariable="i">${numbers}${wrap('satisfies', '"x"')}</every>`, 'null'],
    ['every that cannot say', `<every iteratorVariable="i">${wrap('in', '[1, null]')}${wrap('satisfies', 'i > 0')}</every>`, 'null'],
  ])('%s', async (_what, logic, expected) => {
    expect(await valueOf(definitions(decision('r', logic)))).toBe(expected);
  });

  it('fits the value of any expression to its type', async () => {
    expect(await valueOf(definitions(decision('r', literal('[7]', 'typeRef="number"'))))).toBe('7');
  });

  it.each([
    ['in order', 'f("a", 1)', '["a", 1]'],
    ['by name', 'f(two: 1, one: "a")', '["a", 1]'],
    ['too few', 'f("a")', 'null'],
    ['too many', 'f("a", 1, 2)', 'null'],
    ['one that does not fit', 'f(1, 1)', 'null'],
    ['of a wrong name', 'f(one: "a", three: 1)', 'null'],
  ])('calls a business knowledge model with arguments %s', async (_what, text, expected) => {
    const file = definitions(decision('r', literal(text), { needs: ['knowledge:f'] }) + knowledge('f', '<formalParameter name="one" typeRef="string"/><formalParameter name="two"/>', literal('[one, two]')));
    expect(await valueOf(file)).toBe(expected);
  });
});

describe('decision services (DMN 1.5, 7.2.5 and 10.4)', () => {
  const service = (inside: string, name = 'r', more = ''): string => `<decisionService id="${name}" name="${name}"><variable name="${name}" ${more}/>${inside}</decisionService>`;
  const inside = '<outputDecision href="#out"/><inputDecision href="#given"/><inputData href="#a"/>';
  const parts = decision('out', literal('[a, given]'), { needs: ['input:a', 'decision:given'] }) + decision('given', literal('"made"')) + input('a');

  it('evaluates one output to its value, and never makes an input decision', async () => {
    expect(await valueOf(definitions(service(inside) + parts), { a: 1, given: 2 }, true)).toBe('[1, 2]');
    expect(await valueOf(definitions(service(inside) + parts), {}, true)).toBe('[null, null]');
  });

  it('evaluates several outputs to a context', async () => {
    expect(await valueOf(definitions(service('<outputDecision href="#x"/><outputDecision href="#y"/>') + decision('x', literal('1')) + decision('y', literal('2'))), {}, true)).toBe('{x: 1, y: 2}');
  });

  it('is a function of its input data, then its input decisions', async () => {
    const file = definitions(service(inside, 's') + parts + decision('r', literal('s(1, 2)'), { needs: ['knowledge:s'] }));
    expect(await valueOf(file, { a: 99 })).toBe('[1, 2]');
    expect(await valueOf(definitions(service(inside, 's') + parts + decision('r', literal('s(given: 2, a: 1)'), { needs: ['knowledge:s'] })))).toBe('[1, 2]');
  });
});

describe('imports (DMN 1.5, 6.3.2)', () => {
  const library = definitions(
    `<itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>>= 0</text></allowedValues></itemDefinition>${decision('base', literal('person age + 1'), { needs: ['input:person age'] })}${input('person age', 'tAge')}${knowledge('twice', '<formalParameter name="x"/>', literal('x * 2'))}`,
    'urn:lib',
  );
  const importing = (name: string): string => `<import name="${name}" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
  const needs = ['decision:urn:lib#base', 'knowledge:urn:lib#twice'];

  it('reads elements and types by the name of the import', async () => {
    const main = definitions(importing('my lib') + decision('r', literal('my lib.twice(my lib.base)'), { needs, typeRef: 'my lib.tAge' }));
    expect(await evaluate([main, library], { 'person age': 4 })).toEqual({ value: '10', problems: [], findings: [] });
    expect((await evaluate([main, library], { 'person age': -4 })).value).toBe('null');
  });

  it('reads them without a prefix when the import has no name', async () => {
    expect(await valueOf([definitions(importing('') + decision('r', literal('twice(base)'), { needs })), library], { 'person age': 4 })).toBe('10');
  });

  it('names a model that is not there', async () => {
    const { problems } = await evaluate(definitions(importing('lib') + decision('r', literal('lib.base'), { needs })));
    expect(problems).toEqual(['SCN_DMN_IMPORT', 'SCN_DMN_UNRESOLVED', 'SCN_DMN_UNRESOLVED', 'SCN_DMN_FORMULA']);
  });
});

describe('models that are wrong', () => {
  it.each([
    ['a circle', definitions(decision('r', literal('b'), { needs: ['decision:b'] }) + decision('b', literal('r'), { needs: ['decision:r'] })), [], ['SCN_DMN_CYCLE']],
    ['two of a name', definitions(decision('r', literal('1')) + input('x') + decision('x', literal('1'))), ['SCN_DMN_DUPLICATE_ID', 'SCN_DMN_DUPLICATE_NAME'], []],
    ['an external function', definitions(decision('r', '<functionDefinition kind="Java"><formalParameter name="x"/></functionDefinition>')), ['SCN_DMN_EXTERNAL'], []],
    ['another language', definitions(decision('r', literal('1', 'expressionLanguage="http://www.python.org"'))), ['SCN_DMN_LANGUAGE'], []],
    ['a formula that cannot be read', definitions(decision('r', literal('1 +'))), ['SCN_DMN_FORMULA'], []],
    ['no decision of the name', definitions(decision('q', literal('1'))), [], ['SCN_DMN_NOT_FOUND']],
    ['an endless recursion', definitions(decision('r', literal('f(1)'), { needs: ['knowledge:f'] }) + knowledge('f', '<formalParameter name="n"/>', literal('f(n + 1) + f(n + 2)'))), [], ['SCN_DMN_EVALUATION']],
    ['an endless loop', definitions(decision('r', literal('count(for i in 1..100000000 return i)'))), [], ['SCN_DMN_EVALUATION']],
    ['a pattern that cannot be read', definitions(decision('r', literal('matches("a", "(")'))), [], ['SCN_DMN_EVALUATION']],
  ])('%s', async (_what, file, problems, findings) => {
    const outcome = await evaluate(file);
    expect([...new Set(outcome.problems)]).toEqual(problems);
    expect([...new Set(outcome.findings)].slice(0, 1)).toEqual(findings);
  });

  it('stops at a chain of requirements without end', async () => {
    const chain = Array.from({ length: 2_000 }, (_, index) => decision(`d${index}`, literal(`d${index + 1}`), { needs: [`decision:d${index + 1}`] })).join('');
    expect((await evaluate(definitions(`${decision('r', literal('d0'), { needs: ['decision:d0'] })}${chain}${decision('d2000', literal('1'))}`))).problems).toContain('SCN_DMN_TOO_DEEP');
  });

  it('takes names of prototypes as names', async () => {
    const names = ['constructor', '__proto__', 'toString', 'a-b', 'hasOwnProperty'];
    const file = definitions(decision('r', literal(`[${names.join(', ')}, {constructor: 1}.toString]`), { needs: names.map((name) => `input:${name}`) }) + names.map((name) => input(name)).join(''));
    const values = Object.fromEntries(names.map((name, index) => [name, index]));
    expect(await valueOf(file, values)).toBe('[0, 1, 2, 3, 4, null]');
    expect(await valueOf(file)).toBe('[null, null, null, null, null, null]');
  });

  it('gives each problem a text in both languages that says what to do', async () => {
    const { problems } = await readDmn('<a/>');
    for (const problem of problems) expect([problem.message.en, problem.message['zh-CN']].every((text) => text.length > 10 && !text.includes('undefined'))).toBe(true);
  });
});
