import { describe, expect, it } from 'vitest';
import { readForm } from '../../../runtime/nodes/form-answer.ts';
import type { FormField } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';

const tools = { fromJson: (value: Json) => value, toJson: (value: unknown) => value as Json };
const file = (name: string, type = 'image/jpeg') => ({ id: `f-${name}`, name, type, bytes: 10 });

function read(field: Partial<FormField>, value: Json | undefined): unknown {
  const fields = [{ id: 'photos', type: 'list', widget: 'photo', ...field } as FormField];
  try {
    return readForm({ fields, evaluated: [{}] as never, data: value === undefined ? {} : { photos: value }, tools, scenario: { lists: {}, zone: 'Asia/Shanghai' }, at: '2026-11-28T01:00:00Z', useDefaults: false }).json['photos'];
  } catch (error) {
    return (error as { details: { problems: { kind: string }[] } }).details.problems.map(({ kind }) => kind);
  }
}

describe('files of an answer', () => {
  it('are kept as facts; none are no answer', () => {
    expect(read({}, [file('a.jpg')])).toEqual([file('a.jpg')]);
    expect([read({ optional: true }, []), read({ optional: true }, undefined), read({}, []), read({}, undefined)]).toEqual([null, null, ['missing'], ['missing']]);
  });
  it.each<[string, Partial<FormField>, Json, readonly string[]]>([
    ['something that is no file', {}, ['f-1'], ['type']],
    ['no list', {}, 'f-1', ['type']],
    ['facts that lack one', {}, [{ id: 'f', name: 'a', type: 'image/png' }], ['type']],
    ['more than the author allows', { max: 1 }, [file('a'), file('b')], ['limit']],
    ['more than ten where the author says nothing', {}, Array.from({ length: 11 }, (_, at) => file(String(at))), ['limit']],
    ['fewer than the author asks for', { min: 2 }, [file('a')], ['limit']],
    ['a paper among photos', {}, [file('a'), file('b.pdf', 'application/pdf')], ['choice']],
  ])('are refused: %s', (_title, field, value, kinds) => {
    expect(read(field, value)).toEqual(kinds);
  });
  it('may be papers where any file will do', () => {
    expect(read({ widget: 'file' }, [file('b.pdf', 'application/pdf')])).toHaveLength(1);
  });
});
