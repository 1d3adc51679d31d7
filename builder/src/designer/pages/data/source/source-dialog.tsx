import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { Source } from '../../../../../../server/api/sources.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { useListed } from '../../../../text/listed.ts';
import { Button } from '../../../../ui/button.tsx';
import { ConfirmDialog, FormDialog } from '../../shared/ask-dialogs.tsx';
import { datasetTitle, fieldTitle } from '../dataset-title.ts';
import { fillableFields, matchHeads, missingFields } from '../import-columns.ts';
import { ImportMapping } from '../import-mapping.tsx';
import { AskPart } from './ask-part.tsx';
import { isBadTime, RhythmPart, type Rhythm } from './rhythm-part.tsx';
import { sourceTexts } from './source-text.ts';
import { askOf, useSample } from './use-sample.ts';
import { useRemoveSource, useSaveSource, useSource } from './use-source.ts';

interface FormProps {
  readonly definition: DatasetDefinition;
  readonly kept: Source | undefined;
  readonly onClose: () => void;
}

/** Columns that are kept stay so when a new sample has them; others go by name. */
function placesOf(definition: DatasetDefinition, kept: Source | undefined, froms: readonly (readonly string[])[], heads: readonly string[]): readonly number[] {
  const byName = matchHeads(definition, heads);
  return fillableFields(definition).map(({ id }, index) => {
    const from = kept?.columns.find(({ field }) => field === id)?.from;
    const at = from === undefined ? -1 : froms.findIndex((one) => one.join('\n') === from.join('\n'));
    return at >= 0 ? at : (byName[index] ?? -1);
  });
}

function SourceForm({ definition, kept, onClose }: FormProps) {
  const text = useTexts(sourceTexts);
  const { locale } = useLocale();
  const listed = useListed();
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [stopping, setStopping] = useState(false);
  const [rhythm, setRhythm] = useState<Rhythm>({ every: kept?.every ?? (definition.key ? 'day' : 'never'), at: kept?.at ?? '03:00' });
  const sampling = useSample(kept, ({ sheet, froms }) => setPlaces(placesOf(definition, kept, froms, sheet.rows[0] ?? [])));
  const save = useSaveSource(definition.id, onClose);
  const remove = useRemoveSource(definition.id, onClose);
  const { sample, draft, list } = sampling;
  const isSame = kept !== undefined && JSON.stringify([kept.connection, kept.ask]) === JSON.stringify([draft.connection, askOf(draft, list)]);
  const mapped = sample === undefined ? (isSame ? kept.columns : []) : fillableFields(definition).flatMap(({ id }, index) => { const from = sample.froms[places[index] ?? -1]; return from === undefined ? [] : [{ field: id, from: [...from] }]; });
  const missing = sample === undefined ? [] : missingFields(definition, places);
  const mapWords = sample === undefined ? (isSame ? undefined : text.needSample) : missing.length > 0 ? text.mapMissing(listed(missing.map((field) => fieldTitle(field, locale)))) : mapped.length === 0 ? text.mapNone : undefined;
  const rhythmWords = rhythm.every !== 'never' && definition.key === undefined ? text.needKeyOf : isBadTime(rhythm) ? text.atBad : undefined;
  return (
    <FormDialog
      title={text.title(datasetTitle(definition, locale))} size="wide" saving={save} onClose={onClose} action={text.save} wrong={{ map: mapWords, rhythm: rhythmWords }}
      onSave={() => save.mutate({ connection: draft.connection, ask: askOf(draft, list), columns: [...mapped], every: rhythm.every, ...(rhythm.every === 'day' ? { at: rhythm.at } : {}) })}
    >
      {(say) => (
        <>
          <p className="ui-quiet">{text.dialogIntro}</p>
          <AskPart sampling={sampling} error={say(mapWords)} />
          {sample === undefined ? null : <ImportMapping definition={definition} sheet={sample.sheet} places={places} onChange={setPlaces} of={text.ofAnswer} />}
          <RhythmPart rhythm={rhythm} onChange={setRhythm} error={say(rhythmWords)} />
          {kept === undefined ? null : <div><Button look="quiet" onPress={() => setStopping(true)}>{text.stop}</Button></div>}
          {stopping ? <ConfirmDialog title={text.stop} action={text.stop} doing={remove} onDo={() => remove.mutate()} onClose={() => setStopping(false)}>{text.stopAsk}</ConfirmDialog> : null}
        </>
      )}
    </FormDialog>
  );
}

/** Sets or changes where the rows of a dataset come from. */
export function SourceDialog({ definition, onClose }: Omit<FormProps, 'kept'>) {
  const read = useSource(definition.id);
  if (read.isPending) return null;
  return <SourceForm definition={definition} kept={read.data?.source} onClose={onClose} />;
}
