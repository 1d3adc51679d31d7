import type { FormField } from '../../../../runtime/schema/field.ts';
import type { DatasetColumn } from '../panel/dataset-columns.ts';

/** A question that is answered by choosing a row: its key is kept, and the first column that says something else is shown. */
export function referenceField(dataset: string, columns: readonly DatasetColumn[], key: string | undefined): FormField {
  const value = key ?? columns[0]?.id ?? '';
  const label = columns.find(({ id, type = 'string', personal }) => id !== value && type === 'string' && personal !== true)?.id ?? value;
  return { id: 'record', type: 'string', widget: 'select', options: { dataset, value, label } };
}
