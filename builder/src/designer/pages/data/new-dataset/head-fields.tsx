import { useTexts } from '../../../../text/locale.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { dataTexts } from '../data-text.ts';
import { newDatasetTexts } from './new-dataset-text.ts';
import { UnitPicker } from './unit-picker.tsx';
import type { DatasetWish } from './plan-dataset.ts';

export interface HeadFieldsProps {
  readonly wish: DatasetWish;
  readonly onChange: (next: Partial<DatasetWish>) => void;
  /** What is wrong with the title and with the address, once somebody tried. */
  readonly title: string | undefined;
  readonly address: string | undefined;
}

/** What a new dataset is called, whose it is and who may read it. */
export function HeadFields({ wish, onChange, title, address }: HeadFieldsProps) {
  const text = useTexts(newDatasetTexts);
  const data = useTexts(dataTexts);
  return (
    <>
      <TextField label={text.datasetTitle} value={wish.title} onChange={(next) => onChange({ title: next })} error={title} />
      <TextField label={text.address} mono hint={text.addressHint} value={wish.id} onChange={(id) => onChange({ id: id.trim() })} error={address} />
      <UnitPicker value={wish.unit} onChange={(unit) => onChange({ unit })} />
      <Select label={text.sharing} value={wish.sharing} options={(['unconditional', 'restricted', 'none'] as const).map((id) => ({ id, label: data[`sharing_${id}`] }))} onChange={(sharing) => onChange({ sharing: sharing as DatasetWish['sharing'] })} />
    </>
  );
}
