import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { dataTexts } from './data-text.ts';
import { fieldTitle } from './dataset-title.ts';

/** The order of rows where they are cards and have no heads to press; `''` is as they were written, `-field` downwards. */
export function RowOrder({ definition, sort, onSort }: { readonly definition: DatasetDefinition; readonly sort: string | undefined; readonly onSort: (sort: string | undefined) => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const fields = definition.fields.flatMap((one) => [{ id: one.id, label: text.upwards(fieldTitle(one, locale)) }, { id: `-${one.id}`, label: text.downwards(fieldTitle(one, locale)) }]);
  return (
    <div className="row-order">
      <Select label={text.order} value={sort ?? ''} options={[{ id: '', label: text.asWritten }, ...fields]} onChange={(next) => onSort(next === '' ? undefined : next)} />
    </div>
  );
}
