import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { keyTexts } from './key-text.ts';

const DAYS = [30, 90, 180, 365];

/** How long a key is to work. */
export function DaysField({ days, onChange }: { readonly days: number; readonly onChange: (days: number) => void }) {
  const text = useTexts(keyTexts);
  return <Select label={text.days} options={DAYS.map((count) => ({ id: String(count), label: text.daysOf(count) }))} value={String(days)} onChange={(id) => onChange(Number(id))} />;
}
