import { describe, expect, it } from 'vitest';
import type { DmnDecisionTable, DmnModel } from '../../../runtime/dmn/model.ts';
import { readDmn } from '../../../runtime/dmn/read-dmn.ts';
import { writeDmn } from '../../../runtime/dmn/write-dmn.ts';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const definitions = (inside: string, namespace = NAMESPACE): string => `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="${namespace}" name="检查" namespace="urn:check">\n${inside}\n</definitions>`;

async function modelOf(xml: string): Promise<DmnModel> {
  const { model, problems } = await readDmn(xml);
  expect(problems).toEqual([]);
  if (model === null) throw new Error('no model');
  return model;
}

const TABLE = definitions(`<decision id="d" name="结论"><variable name="结论" typeRef="string"/>
  <informationRequirement><requiredInput href="#i"/></informationRequirement>
  <decisionTable id="t" hitPolicy="OUTPUT ORDER">
    <input id="c1" label="天数"><inputExpression typeRef="number"><text>检查.天数</text></inputExpression><inputValues><text>[0..365]</text></inputValues></input>
    <output id="o1" name="结果" typeRef="string"><outputValues><text>"认可","不认可"</text></outputValues><defaultOutputEntry><text>"不认可"</text></defaultOutputEntry></output>
    <annotation name="依据"/>
    <rule id="r1"><inputEntry><text>&lt;= 30</text></inputEntry><outputEntry><text>"认可"</text></outputEntry><annotationEntry><text>第 7 条</text></annotationEntry></rule>
    <rule id="r2"><outputEntry><text>"不认可"</text></outputEntry></rule>
  </decisionTable></decision><inputData id="i" name="检查"/>`);

describe('readDmn', () => {
  it('gives a decision table with its clauses, cells, annotations and ids', async () => {
    const model = await modelOf(TABLE);
    const table = model.decisions[0]?.logic as DmnDecisionTable;
    expect(table).toEqual({
      kind: 'decisionTable',
      id: 't',
      hitPolicy: 'OUTPUT_ORDER',
      inputs: [{ id: 'c1', label: '天数', expression: '检查.天数', typeRef: 'number', allowedValues: '[0..365]' }],
      outputs: [{ id: 'o1', name: '结果', typeRef: 'string', allowedValues: '"认可","不认可"', default: '"不认可"' }],
      annotations: ['依据'],
      rules: [
        { id: 'r1', inputs: ['<= 30'], outputs: ['"认可"'], annotations: ['第 7 条'] },
        { id: 'r2', inputs: ['-'], outputs: ['"不认可"'], annotations: [] },
      ],
    });
    expect(model.decisions[0]).toMatchObject({ name: '结论', variable: { typeRef: 'string' }, requiredInputs: ['#i'] });
  });

  it.each([
    ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
    ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['1.3', 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
    ['1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
    ['1.6', 'https://www.omg.org/spec/DMN/20240513/MODEL/'],
  ])('reads the namespace of DMN %s', async (_version, namespace) => {
    const model = await modelOf(definitions('<decision name="a"><literalExpression><text>1 + 1</text></literalExpression></decision>', namespace));
    expect(model.decisions[0]?.logic).toEqual({ kind: 'literal', text: '1 + 1' });
  });

  it('keeps elements whose ids are Chinese or used twice', async () => {
    const model = await modelOf(definitions('<decision id="决定" name="甲"/><decision id="决定" name="乙"/>'));
    expect(model.decisions.map((decision) => decision.name)).toEqual(['甲', '乙']);
  });

  it('leaves out the elements of tools in silence, and unknown DMN elements with a warning', async () => {
    const { model, problems } = await readDmn(definitions('<x:extra xmlns:x="urn:tool"/><bogus/><decision name="a"/>'));
    expect(model?.decisions).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'SCN_DMN_UNKNOWN_CONTENT', severity: 'warning', line: 3 }]);
  });

  it.each([
    ['nothing', '', 'SCN_DMN_XML', 1],
    ['a text', 'hello', 'SCN_DMN_XML', 1],
    ['a tag that does not end', `<definitions xmlns="${NAMESPACE}"`, 'SCN_DMN_XML', 1],
    ['tags that cross', definitions('<decision name="a">'), 'SCN_DMN_XML', 4],
    ['an external entity', `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${TABLE}`, 'SCN_DMN_DOCTYPE', 2],
    ['a DOCTYPE after a comment', `<!-- > --><!doctype a>`, 'SCN_DMN_DOCTYPE', 1],
    ['another language', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'SCN_DMN_NOT_DMN', undefined],
    ['definitions of no namespace', '<definitions/>', 'SCN_DMN_NOT_DMN', undefined],
    ['100,000 levels', definitions('<context><contextEntry>'.repeat(50_000)), 'SCN_DMN_TOO_DEEP', 3],
    ['6,000,000 characters', definitions(`<!--${'x'.repeat(6_000_000)}-->`), 'SCN_DMN_TOO_LARGE', undefined],
    ['only opening brackets', '<'.repeat(1_000_000), 'SCN_DMN_XML', 1],
  ])('refuses %s with a code', async (_what, xml, code, line) => {
    const { model, problems } = await readDmn(xml);
    expect(model).toBeNull();
    expect(problems).toMatchObject([{ code, severity: 'error', ...(line === undefined ? {} : { line }) }]);
    expect(problems[0]?.message['zh-CN']).toMatch(/请|应是/);
  });

  it('reads an unknown entity as text and fetches nothing', async () => {
    const model = await modelOf(definitions('<decision name="a"><literalExpression><text>"&lt;&secret;"</text></literalExpression></decision>'));
    expect(model.decisions[0]?.logic).toMatchObject({ text: '"<&secret;"' });
  });
});

describe('writeDmn', () => {
  it('writes what reads back equal, with signs escaped', async () => {
    const model = await modelOf(TABLE);
    const xml = await writeDmn({ ...model, description: 'a < b & "c"\n二' });
    expect(xml).toContain(NAMESPACE);
    expect(await modelOf(xml)).toEqual({ ...model, description: 'a < b & "c"\n二' });
  });
});
