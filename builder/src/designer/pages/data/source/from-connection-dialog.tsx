import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { request } from '../../../../client/request.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { suggestId } from '../../../home/suggest-id.ts';
import { FormDialog } from '../../shared/ask-dialogs.tsx';
import { ColumnsTable } from '../new-dataset/columns-table.tsx';
import { guessColumns, type Column } from '../new-dataset/guess-columns.ts';
import { HeadFields } from '../new-dataset/head-fields.tsx';
import '../new-dataset/new-dataset.css';
import { newDatasetTexts } from '../new-dataset/new-dataset-text.ts';
import { addressProblem, columnFacts, columnProblem, definitionOf, type DatasetWish } from '../new-dataset/plan-dataset.ts';
import { AskPart } from './ask-part.tsx';
import { isBadTime, RhythmPart, type Rhythm } from './rhythm-part.tsx';
import { sourceTexts } from './source-text.ts';
import { askOf, useFeeds, useSample } from './use-sample.ts';

/** A dataset whose rows come from a connection: a few of them are looked at before anything is made. */
export function FromConnectionDialog({ taken, choice, onDone, onClose }: { readonly taken: readonly string[]; /** Where the data come from. */ readonly choice: ReactNode; readonly onDone: (id: string) => void; readonly onClose: () => void }) {
  const text = useTexts(sourceTexts);
  const words = useTexts(newDatasetTexts);
  const client = useQueryClient();
  const { feeds } = useFeeds();
  const [wish, setWish] = useState<DatasetWish>({ id: '', title: '', sharing: 'restricted', columns: [], unique: [] });
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [rhythm, setRhythm] = useState<Rhythm>({ every: 'day', at: '03:00' });
  const sampling = useSample(undefined, ({ sheet }) => {
    const columns = guessColumns(sheet.rows);
    setWish((old) => ({ ...old, columns }));
    setPlaces(columns.map((_, index) => index));
    const title = feeds.find(({ id }) => id === sampling.draft.connection)?.title ?? '';
    setWish((old) => ({ ...old, title: old.title === '' ? title : old.title }));
    void suggestId(title).then((id) => setWish((old) => ({ ...old, id: old.id === '' ? `data/${id}` : old.id })));
  });
  const { sample, draft, list } = sampling;
  const body = useMemo(() => sample?.sheet.rows.slice(1) ?? [], [sample]);
  const facts = useMemo(() => columnFacts(wish.columns.map((column, index) => ({ column, at: places[index] ?? -1 })), body), [wish.columns, places, body]);
  const changeColumns = (columns: readonly Column[]): void => {
    const dropped = wish.columns.findIndex((column) => !columns.includes(column));
    if (columns.length < wish.columns.length) setPlaces(places.filter((_, index) => index !== dropped));
    setWish((old) => ({ ...old, columns }));
  };
  const create = useMutation({
    mutationFn: async () => {
      const columns = wish.columns.flatMap(({ id }, index) => { const from = sample?.froms[places[index] ?? -1]; return from === undefined ? [] : [{ field: id, from }]; });
      await request('/api/datasets', { method: 'PUT', body: { definition: definitionOf(wish), ...(wish.unit === undefined ? {} : { unit: wish.unit }) } });
      await request('/api/datasets/source', { method: 'PUT', body: { dataset: wish.id, source: { connection: draft.connection, ask: askOf(draft, list), columns, every: rhythm.every, ...(rhythm.every === 'day' ? { at: rhythm.at } : {}) } } });
      await request('/api/datasets/source/refresh', { method: 'POST', body: { dataset: wish.id } });
    },
    onSuccess: () => onDone(wish.id),
    onSettled: async () => Promise.all(['datasets', 'rows', 'source', 'imports'].map(async (key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  const problem = addressProblem(wish.id, create.isError ? [] : taken);
  const told = { addressBad: words.addressBad, addressTaken: words.addressTaken, idBad: words.idBad, idTaken: words.idTaken };
  const address = problem === undefined ? undefined : told[problem];
  const columnWords = wish.columns.map((column) => columnProblem(column, wish.columns)).find((one) => one !== undefined);
  const sampleWords = sample === undefined ? text.needSample : undefined;
  const rhythmWords = rhythm.every !== 'never' && sample !== undefined && !wish.columns.some(({ key }) => key) ? text.needKey : undefined;
  return (
    <FormDialog
      title={words.newDataset} size="full" saving={create} onClose={onClose} onSave={() => create.mutate()} action={text.create}
      wrong={{ sample: sampleWords, ...(sample === undefined ? {} : { title: wish.title.trim() === '' ? words.titleEmpty : undefined, address, columns: columnWords === undefined ? undefined : told[columnWords], rhythm: rhythmWords ?? (isBadTime(rhythm) ? text.atBad : undefined) }) }}
    >
      {(say) => (
        <>
          {choice}
          <p className="ui-quiet">{text.intro}</p>
          <AskPart sampling={sampling} error={say(sampleWords)} />
          {sample === undefined ? null : (
            <>
              <div className="new-dataset-head"><HeadFields wish={wish} onChange={(next) => setWish((old) => ({ ...old, ...next }))} title={say(wish.title.trim() === '' ? words.titleEmpty : undefined)} address={say(address)} /></div>
              <ColumnsTable columns={wish.columns} onChange={changeColumns} facts={facts} problemOf={(column) => { const found = columnProblem(column, wish.columns); return found === undefined ? undefined : say(told[found]); }} />
              <span className="ui-quiet">{words.subjectNote}</span>
              <RhythmPart rhythm={rhythm} onChange={setRhythm} error={say(rhythmWords)} />
              {create.isError ? <p className="note-bar" data-tone="warn">{text.stepRows}</p> : null}
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
