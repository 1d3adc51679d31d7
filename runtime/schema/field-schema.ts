import { Type, type TSchema } from 'typebox';
import { answerKind } from './answer-kind.ts';
import type { FormColumn, FormField } from './field.ts';
import { label } from './property-text.ts';
import { rowSchema, valueSchema } from './value-schema.ts';

const closed = (properties: Readonly<Record<string, TSchema>>) => Type.Unsafe({ ...rowSchema(properties), nullable: true });
const text = valueSchema('string');
const number = valueSchema('number');

/** A member of an answer that has several, as people call it. */
const called = (schema: TSchema, zh: string, en: string): TSchema => Type.Unsafe({ ...schema, ...label(zh, en) });

const GROUPS: Readonly<Record<string, TSchema>> = {
  region: closed({ code: called(text, '地区代码', 'Region code'), name: called(text, '地区名称', 'Region name') }),
  location: closed({ name: called(text, '地点名称', 'Name of the place'), lng: called(number, '经度', 'Longitude'), lat: called(number, '纬度', 'Latitude'), accuracy: called(number, '定位误差（米）', 'Accuracy (m)') }),
  person: closed({ id: called(text, '人员账号', 'Id of the person'), name: called(text, '人员姓名', 'Name of the person') }),
  unit: closed({ id: called(text, '单位编号', 'Id of the unit'), name: called(text, '单位名称', 'Name of the unit') }),
};

/** A row of a table of answers. */
export function columnsSchema(columns: readonly FormColumn[]): TSchema {
  return rowSchema(Object.fromEntries(columns.map((column) => [column.id, valueSchema(column.type, { enum: column.enum })])));
}

/** One of the choices that are written down with the question; of a list or a dataset it can be any value. */
function choiceSchema({ enum: choices }: FormField): TSchema {
  if (choices === undefined) return valueSchema('any');
  const types = new Set(choices.map((choice) => typeof choice));
  return types.size > 1 ? Type.Unsafe({ enum: [...choices] }) : valueSchema(types.has('number') ? 'number' : 'string', { enum: choices, nullable: false });
}

/** JSON Schema of the answer of a field; null when it is empty or not shown. */
export function fieldSchema(field: FormField): TSchema {
  const kind = answerKind(field);
  if (kind === 'table') return Type.Unsafe({ type: 'array', items: columnsSchema(field.columns ?? []), nullable: true });
  if (kind === 'choices') return Type.Unsafe({ type: 'array', items: choiceSchema(field), nullable: true });
  return GROUPS[kind] ?? valueSchema(field.type, { enum: field.enum });
}
