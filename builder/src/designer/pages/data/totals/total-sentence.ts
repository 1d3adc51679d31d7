import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetTotal } from '../../../../../../runtime/schema/total.ts';
import { fieldTitle } from '../dataset-title.ts';

interface Words {
  readonly sentence: (by: string, what: string, limit: string) => string;
  readonly sumOf: (field: string) => string;
  readonly rows: string;
  readonly least: (n: string) => string;
  readonly most: (n: string) => string;
  readonly and: string;
  readonly list: string;
}

/** A total in words. */
export function totalSentence({ fields }: DatasetDefinition, { sum, by, min, max }: DatasetTotal, text: Words): string {
  const titleOf = (id: string): string => {
    const field = fields.find((one) => one.id === id);
    return field === undefined ? id : fieldTitle(field);
  };
  const limits = [...(min === undefined ? [] : [text.least(String(min))]), ...(max === undefined ? [] : [text.most(String(max))])];
  return text.sentence(by.map(titleOf).join(text.list), sum === undefined ? text.rows : text.sumOf(titleOf(sum)), limits.join(text.and));
}
