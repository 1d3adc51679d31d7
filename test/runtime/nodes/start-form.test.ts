import { describe, expect, it } from 'vitest';
import { startForm } from '../../../runtime/nodes/built-in/start/form.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { refusal, runNode } from './run-kit.ts';

const config = {
  fields: [
    { id: 'name', type: 'string', maxLength: 4 },
    { id: 'at', type: 'date-time', default: 'date and time("2022-01-20T10:00:00+08:00")' },
    { id: 'place', type: 'string', default: 'user.name' },
    { id: 'urgent', type: 'boolean', default: 'false' },
    { id: 'reason', type: 'integer', options: { list: 'reasons' }, visible: 'form.urgent', optional: true },
    { id: 'pay', type: 'decimal', optional: true, min: 1, max: '1000.50' },
    { id: 'kind', type: 'string', optional: true, enum: ['门诊', '急诊'] },
    { id: 'code', type: 'string', optional: true, pattern: '[A-Z]{2}\\d+' },
    { id: 'day', type: 'date', optional: true, check: 'form.day <= date("2022-01-20")' },
  ],
};
const start = async (startInput: JsonObject) => (await runNode(startForm, config, { run: { startInput } })).output;
const refused = async (startInput: JsonObject) => {
  const result = await refusal(() => start(startInput));
  return (result?.[1]['problems'] as readonly JsonObject[] | undefined)?.map((problem) => [problem['field'], problem['kind']]);
};

describe('start.form', () => {
  it('outputs every field, absent ones with their default or null', async () => {
    expect(await start({ name: '张三' })).toEqual({ name: '张三', at: '2022-01-20T10:00:00+08:00', place: '何医师', urgent: false, reason: null, pay: null, kind: null, code: null, day: null });
  });
  it('keeps decimals as text', async () => {
    expect(await start({ name: '张三', pay: 180.5 })).toMatchObject({ pay: '180.5' });
  });
  it('takes no answer of a hidden field', async () => {
    expect(await start({ name: '张三', reason: 2 })).toMatchObject({ reason: null });
  });
  it('takes the answer of a field once it is shown', async () => {
    expect(await start({ name: '张三', urgent: true, reason: 2 })).toMatchObject({ reason: 2 });
  });
  it('empty text is no answer', async () => {
    expect(await refused({ name: '  ' })).toEqual([['name', 'missing']]);
  });
  it.each<[string, JsonObject, unknown]>([
    ['a missing answer', {}, [['name', 'missing']]],
    ['an unknown field', { name: '张三', surprise: 1 }, [['surprise', 'extra']]],
    ['a wrong type', { name: 5 }, [['name', 'type']]],
    ['a day that does not exist', { name: '张三', day: '2022-02-30' }, [['day', 'type']]],
    ['a choice outside the list', { name: '张三', urgent: true, reason: 9 }, [['reason', 'choice']]],
    ['a choice outside the enum', { name: '张三', kind: '住院' }, [['kind', 'choice']]],
    ['too small a decimal', { name: '张三', pay: '0.99' }, [['pay', 'limit']]],
    ['too large a decimal', { name: '张三', pay: '1000.51' }, [['pay', 'limit']]],
    ['too long a text', { name: '欧阳张三丰' }, [['name', 'limit']]],
    ['a wrong format', { name: '张三', code: 'a1' }, [['code', 'pattern']]],
    ['a check that fails', { name: '张三', day: '2022-01-21' }, [['day', 'check']]],
    ['several problems at once', { pay: 'x', kind: '住院' }, [['pay', 'type'], ['name', 'missing'], ['kind', 'choice']]],
  ])('refuses %s', async (_title, input, problems) => {
    expect(await refused(input)).toEqual(problems);
  });
});
