import type { TableConfig } from '../../../../../runtime/rules/table-schema.ts';
import { nextColumnId } from '../table-edits.ts';

/** Words of the language, of the table and of scopes: no column is called so. */
const RESERVED = new Set(['rule', 'rules', 'incomplete', 'hits', 'count', 'item', 'row', 'param', 'run', 'user', 'constructor', '__proto__', 'prototype', 'and', 'or', 'not', 'if', 'then', 'else', 'in', 'for', 'return', 'some', 'every', 'satisfies', 'between', 'true', 'false', 'null', 'function']);
const LONGEST = 40;

/** A name of the language made of what people call a thing; empty when nothing of it can be used. */
export function nameFrom(title: string): string {
  const name = title.replace(/[（(].*?[)）]/g, '').replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^[\d_]+|_+$/g, '').slice(0, LONGEST);
  return RESERVED.has(name.toLowerCase()) ? '' : name;
}

/** A free column id, after the title where that can be. @param taken columns it must differ from */
export function columnIdFrom(title: string, config: Pick<TableConfig, 'inputs' | 'outputs' | 'rules' | 'hitPolicy'>, stem: string, taken: readonly { readonly id: string }[] = [...config.inputs, ...config.outputs]): string {
  const id = nameFrom(title);
  return id === '' || taken.some((one) => one.id === id) ? nextColumnId(config, id === '' ? stem : `${id}_`) : id;
}
