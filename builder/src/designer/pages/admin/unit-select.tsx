import { ComboBox, Select, type Option } from '../../../ui/select.tsx';

export interface UnitSelectProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly placeholder: string;
  readonly error?: string | undefined;
  readonly onChange: (id: string) => void;
}

/** One of the units: a list while they are few, found by typing when they are many. */
export function UnitSelect({ onChange, ...field }: UnitSelectProps) {
  return field.options.length > 12 ? <ComboBox {...field} onChange={(id) => (id === null ? undefined : onChange(id))} /> : <Select {...field} onChange={onChange} />;
}
