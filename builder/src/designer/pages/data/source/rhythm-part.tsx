import type { Source } from '../../../../../../server/api/sources.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { RadioGroup } from '../../../../ui/choice.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { sourceTexts } from './source-text.ts';

export interface Rhythm {
  readonly every: Source['every'];
  readonly at: string;
}

export const isBadTime = ({ every, at }: Rhythm): boolean => every === 'day' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(at);

/** How often rows are fetched. */
export function RhythmPart({ rhythm, onChange, error }: { readonly rhythm: Rhythm; readonly onChange: (next: Rhythm) => void; readonly error: string | undefined }) {
  const text = useTexts(sourceTexts);
  const { every, at } = rhythm;
  return (
    <div className="source-rhythm">
      <RadioGroup label={text.every} flow="row" hint={text.rule} value={every} options={(['never', 'hour', 'day'] as const).map((id) => ({ id, label: text[`every_${id}`] }))} onChange={(id) => onChange({ ...rhythm, every: id as Rhythm['every'] })} error={error} />
      {every === 'day' ? <TextField label={text.at} mono placeholder="03:00" value={at} onChange={(next) => onChange({ ...rhythm, at: next.trim() })} error={isBadTime(rhythm) ? text.atBad : undefined} /> : null}
    </div>
  );
}
