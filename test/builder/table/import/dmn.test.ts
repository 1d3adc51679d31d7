import { describe, expect, it } from 'vitest';
import { fromDmn, renamed, tablesIn } from '../../../../builder/src/designer/table/import/from-dmn.ts';
import { testableValues } from '../../../../builder/src/designer/table/import/guess-mapping.ts';
import { toDmn } from '../../../../builder/src/designer/table/import/to-dmn.ts';
import { readDmn } from '../../../../runtime/dmn/read-dmn.ts';
import { writeDmn } from '../../../../runtime/dmn/write-dmn.ts';
import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';

const scope = { names: { apply: { type: 'object', properties: { age: { type: 'integer', title: 'Applicant Age' }, day: { type: 'string', format: 'date' }, marks: { type: 'array', items: { type: 'string' } } } } } };
const context = { scope, values: testableValues(scope, 'en'), locale: 'en' as const };
const config: TableConfig = {
  hitPolicy: 'PRIORITY',
  let: { old: 'apply.age > 60' },
  inputs: [{ id: 'age', expr: 'apply.age', title: '年龄' }, { id: 'isOld', expr: 'old', title: 'Old' }],
  outputs: [{ id: 'level', type: 'string', enum: ['full', 'half'], title: '档次' }, { id: 'fee', type: 'integer', default: '0' }],
  rules: [{ id: 'R1', when: { age: '< 6' }, then: { level: '"full"', fee: '10' }, basis: ['law'], from: '2022-01-01' }, { id: 'R2', when: { isOld: 'true' }, then: { level: '"half"' } }],
};
const facts = { config, scenario: 'judge', title: '补贴判定', scope, titleOf: (column: { readonly id: string }) => column.id, noteOf: () => '示例办法', annotation: '依据' };

async function modelOf(xml: string) {
  const { model, problems } = await readDmn(xml);
  if (model === null) throw new Error(JSON.stringify(problems));
  return model;
}

const table = (body: string, names = ''): string => `<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n"><inputData id="i" name="Applicant Age"><variable name="Applicant Age"/></inputData>${names}<decision id="d" name="Risk"><variable name="Risk"/>${body}</decision></definitions>`;

describe('a table as DMN', () => {
  it('is a decision that is read back as the same table, with its values as typed input data', async () => {
    const { model, lost } = toDmn(facts);
    const back = await modelOf(await writeDmn(model));
    const [found] = tablesIn(back);
    expect(back.inputData.map(({ name, variable }) => [name, variable.typeRef])).toEqual([['apply', 't_apply']]);
    expect(back.itemDefinitions[0]?.components.map(({ name, typeRef, isCollection }) => [name, typeRef, isCollection])).toEqual([['age', 'number', undefined], ['day', 'date', undefined], ['marks', 'string', true]]);
    expect(lost).toEqual(['dates', 'nulls']);
    const again = found && fromDmn(back, found, { ...context, scope: { names: { ...scope.names, old: { type: 'boolean' } } } });
    expect(again?.problems).toEqual([]);
    expect(again?.config).toMatchObject({
      hitPolicy: 'PRIORITY', nulls: 'dmn',
      inputs: [{ expr: 'apply.age' }, { expr: 'old' }],
      outputs: [{ id: 'level', type: 'string', enum: ['full', 'half'] }, { id: 'fee', type: 'number', default: '0' }],
      rules: [{ when: { age: '< 6' }, then: { level: '"full"', fee: '10' }, note: '示例办法' }, { when: { isOld: 'true' }, then: { level: '"half"', fee: '0' } }],
    });
  });

  it('maps names with spaces to values of that title, and tells what is missing and what is wrong per cell', async () => {
    const model = await modelOf(table('<decisionTable hitPolicy="COLLECT" aggregation="SUM"><input label="Age"><inputExpression typeRef="number"><text>Applicant Age</text></inputExpression></input><input><inputExpression><text>Credit Score</text></inputExpression></input><output name="risk" typeRef="tRisk"/><rule><inputEntry><text>&lt; 18</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>Applicant Age + 1</text></outputEntry></rule><rule><inputEntry><text>&gt; (</text></inputEntry><inputEntry><text>1</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>', '<itemDefinition name="tRisk"><typeRef>number</typeRef></itemDefinition>'));
    const [found] = tablesIn(model);
    const { config: made, problems } = fromDmn(model, found ?? (() => { throw new Error('no table'); })(), context);
    expect(made.inputs.map(({ id, expr }) => [id, expr])).toEqual([['Age', 'apply.age'], ['Credit_Score', 'Credit Score']]);
    expect(made).toMatchObject({ hitPolicy: 'COLLECT', aggregator: 'SUM', outputs: [{ id: 'risk', type: 'number' }], rules: [{ when: { Age: '< 18' }, then: { risk: 'apply.age + 1' } }, { when: { Age: '> (', Credit_Score: '1' } }] });
    expect(problems.map(({ rule, column }) => [rule, column])).toEqual([[undefined, 'Credit Score'], ['R2', 'Age']]);
  });

  it('leaves texts in quotes when it replaces names', () => {
    expect(renamed('"Applicant Age" + Applicant  Age + MyApplicant Age', new Map([['Applicant Age', 'apply.age']]))).toBe('"Applicant Age" + apply.age + MyApplicant Age');
  });

  it.each([
    ['SCN_DMN_DOCTYPE', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>'],
    ['SCN_DMN_XML', '<definitions'],
    ['SCN_DMN_NOT_DMN', '<html/>'],
  ])('is refused with %s', async (code, xml) => {
    const { model, problems } = await readDmn(xml);
    expect([model, problems[0]?.code]).toEqual([null, code]);
  });
});
