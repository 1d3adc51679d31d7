import { describe, expect, it } from 'vitest';
import { decision, definitions, evaluate, input } from './dmn-kit.ts';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const cell = (tag: string, text: string): string => `<${tag}><text>${escape(text)}</text></${tag}>`;

interface Table {
  readonly policy?: string;
  readonly outputs?: readonly string[];
  readonly rules: readonly (readonly [test: string, ...results: readonly string[]])[];
  readonly inputValues?: string;
}

const ONE_OUTPUT = '<output/>';

function table({ policy = '', outputs = [ONE_OUTPUT], rules, inputValues }: Table): string {
  const allowed = inputValues === undefined ? '' : cell('inputValues', inputValues);
  const rows = rules.map(([test, ...results]) => `<rule>${cell('inputEntry', test)}${results.map((result) => cell('outputEntry', result)).join('')}</rule>`).join('');
  return definitions(input('a') + decision('r', `<decisionTable ${policy}><input><inputExpression><text>a</text></inputExpression>${allowed}</input>${outputs.join('')}${rows}</decisionTable>`, { needs: ['input:a'] }));
}

const RULES: Table['rules'] = [['>= 1', '10'], ['>= 2', '20'], ['>= 3', '20']];

describe('hit policies of decision tables (DMN 1.5, 8.2.8 to 8.2.11)', () => {
  const ordered = `<output><outputValues><text>30, 20, 10</text></outputValues></output>`;
  it.each([
    ['unique, one', {}, 1, '10', []],
    ['unique, several', {}, 2, 'null', ['SCN_DMN_TABLE']],
    ['unique, none', {}, 0, 'null', []],
    ['first', { policy: 'hitPolicy="FIRST"' }, 3, '10', []],
    ['any, the same', { policy: 'hitPolicy="ANY"', rules: [['>= 2', '20'], ['>= 1', '20']] as const }, 3, '20', []],
    ['any, different', { policy: 'hitPolicy="ANY"' }, 3, 'null', ['SCN_DMN_TABLE']],
    ['priority', { policy: 'hitPolicy="PRIORITY"', outputs: [ordered] }, 3, '20', []],
    ['output order', { policy: 'hitPolicy="OUTPUT ORDER"', outputs: [ordered] }, 3, '[20, 20, 10]', []],
    ['rule order', { policy: 'hitPolicy="RULE ORDER"' }, 3, '[10, 20, 20]', []],
    ['collect', { policy: 'hitPolicy="COLLECT"' }, 2, '[10, 20]', []],
    ['collect, sum', { policy: 'hitPolicy="COLLECT" aggregation="SUM"' }, 3, '50', []],
    ['collect, min', { policy: 'hitPolicy="COLLECT" aggregation="MIN"' }, 3, '10', []],
    ['collect, max', { policy: 'hitPolicy="COLLECT" aggregation="MAX"' }, 3, '20', []],
    ['collect, count', { policy: 'hitPolicy="COLLECT" aggregation="COUNT"' }, 3, '3', []],
    ['a default', { outputs: ['<output><defaultOutputEntry><text>a - 1</text></defaultOutputEntry></output>'] }, 0, '-1', []],
    ['null matches what asks for null', { rules: [['null', '1'], ['-', '2']] as const, policy: 'hitPolicy="FIRST"' }, null, '1', []],
    ['null misses what asks for more', { rules: [['> 1', '1'], ['not(1)', '3'], ['-', '2']] as const, policy: 'hitPolicy="FIRST"' }, null, '3', []],
    ['a value outside of the allowed ones', { inputValues: '[1..2]' }, 3, 'null', ['SCN_DMN_TABLE']],
    ['a type of the output', { outputs: ['<output typeRef="string"/>'] }, 1, 'null', ['SCN_DMN_VALUE']],
  ])('%s', async (_what, parts, a, expected, findings) => {
    expect(await evaluate(table({ rules: RULES, ...parts }), { a })).toEqual({ value: expected, problems: [], findings });
  });

  it('gives a context for several outputs', async () => {
    const outputs = ['<output name="x"/>', '<output name="y z"/>'];
    expect((await evaluate(table({ outputs, rules: [['1', '"a"', 'a + 1']] }), { a: 1 })).value).toBe('{x: "a", y z: 2}');
  });

  it('orders several outputs by the first, then the second', async () => {
    const values = (name: string): string => `<output name="${name}"><outputValues><text>"hi", "lo"</text></outputValues></output>`;
    const rules: Table['rules'] = [['-', '"lo"', '"hi"'], ['-', '"hi"', '"lo"'], ['-', '"hi"', '"hi"']];
    expect((await evaluate(table({ policy: 'hitPolicy="OUTPUT ORDER"', outputs: [values('x'), values('y')], rules }), { a: 1 })).value).toBe('[{x: "hi", y: "hi"}, {x: "hi", y: "lo"}, {x: "lo", y: "hi"}]');
  });

  it('reads cells with ?, functions, lists, ranges and dates', async () => {
    const rules: Table['rules'] = [['starts with(?, "浙")', '1'], ['"x", "y"', '2'], ['not("z")', '3']];
    for (const [value, expected] of [['浙A', '1'], ['y', '2'], ['q', '3'], ['z', 'null']] as const) {
      expect((await evaluate(table({ policy: 'hitPolicy="FIRST"', rules }), { a: value })).value).toBe(expected);
    }
  });

  it('takes the priority from the type of the decision when the column has no values of its own', async () => {
    const type = '<itemDefinition name="t"><typeRef>string</typeRef><allowedValues><text>"best", "worst"</text></allowedValues></itemDefinition>';
    const rows = ['"worst"', '"best"'].map((result) => `<rule>${cell('inputEntry', '-')}${cell('outputEntry', result)}</rule>`).join('');
    const file = definitions(`${type}${decision('r', `<decisionTable hitPolicy="PRIORITY"><input><inputExpression><text>1</text></inputExpression></input><output/>${rows}</decisionTable>`, { typeRef: 't' })}`);
    expect((await evaluate(file)).value).toBe('best');
  });
});
