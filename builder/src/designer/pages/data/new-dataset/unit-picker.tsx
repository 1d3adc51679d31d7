import { useQuery } from '@tanstack/react-query';
import type { NewDatasetUnits } from '../../../../../../server/api/structure.ts';
import { request } from '../../../../client/request.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { ComboBox, Select } from '../../../../ui/select.tsx';
import { newDatasetTexts } from './new-dataset-text.ts';

/** More units than these are found by typing. */
const UNITS_AT_A_GLANCE = 12;

/** Whose a new dataset is to be: one of the units in which the person may make datasets. */
export function UnitPicker({ value, onChange }: { readonly value: string | undefined; readonly onChange: (unit: string) => void }) {
  const text = useTexts(newDatasetTexts);
  const units = useQuery({ queryKey: ['dataset-units'], queryFn: ({ signal }) => request<NewDatasetUnits>('/api/datasets/units', { signal }) }).data?.items ?? [];
  const options = units.map(({ id, name }) => ({ id, label: name }));
  const chosen = value ?? units[0]?.id ?? null;
  return units.length > UNITS_AT_A_GLANCE
    ? <ComboBox key={units.length} label={text.owner} hint={text.ownerHint} value={chosen} options={options} onChange={(id) => (id === null ? undefined : onChange(id))} />
    : <Select label={text.owner} hint={text.ownerHint} value={chosen} options={options} onChange={onChange} />;
}
