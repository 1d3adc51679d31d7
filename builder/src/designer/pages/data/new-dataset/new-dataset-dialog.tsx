import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { request } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { suggestId } from '../../../home/suggest-id.ts';
import { FormDialog } from '../../shared/ask-dialogs.tsx';
import { dataTexts } from '../data-text.ts';
import { ReportTable } from '../report-table.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { guessColumns, type Column } from './guess-columns.ts';
import './new-dataset.css';
import { newDatasetTexts } from './new-dataset-text.ts';
import { addressProblem, columnFacts, columnProblem, definitionOf, fittingRows, type DatasetWish, type Placed } from './plan-dataset.ts';
import { sendRows, type Sent } from './send-rows.ts';
import { ReadingLine } from '../../../table/import/reading-line.tsx';
import { useSheetFile } from './use-sheet-file.ts';

const EMPTY: Column = { id: '', title: '', type: 'string', optional: true, key: false, subject: false };
const NO_ROWS: readonly (readonly string[])[] = [];

function FileLine({ name, rows, busy, problem, onFile }: { readonly name: string | undefined; readonly rows: string; readonly busy: boolean; readonly problem: string | undefined; readonly onFile: (file: File) => void }) {
  const text = useTexts(newDatasetTexts);
  return (
    <div className="ui-row">
      <FileTrigger acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx']} onSelect={(files) => { const file = files?.[0]; if (file !== undefined) onFile(file); }}>
        <Button icon={<FileUp size={14} aria-hidden="true" />} busy={busy}>{text.choose}</Button>
      </FileTrigger>
      <span className="ui-quiet">{busy ? text.reading : name === undefined ? text.intro : text.chosen(name, rows)}</span>
      {problem === undefined ? null : <p className="ui-error" role="alert">{problem}</p>}
    </div>
  );
}

/** How the import went, or goes. */
function ImportProgress({ title, sent, all, result, onStop, onClose }: { readonly title: string; readonly sent: number; readonly all: number; readonly result: Sent | undefined; readonly onStop: () => void; readonly onClose: () => void }) {
  const text = useTexts(newDatasetTexts);
  const { locale } = useLocale();
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const words = result === undefined ? text.sending(number(sent), number(all)) : result.stopped ? text.doneStopped(number(result.written)) : result.bad > 0 ? text.doneBad(number(result.written), result.bad) : text.done(number(result.written));
  return (
    <Dialog title={title} open dismissable={false} size={result !== undefined && result.bad > 0 ? 'wide' : 'medium'} onClose={result === undefined ? onStop : onClose} actions={result === undefined ? <Button onPress={onStop}>{text.stop}</Button> : <Button look="primary" onPress={onClose}>{text.finish}</Button>}>
      <div className="form-stack">
        <output>{words}</output>
        {result === undefined ? <progress className="import-progress" value={sent} max={all} aria-label={words} /> : null}
        {result === undefined || result.problems.length === 0 ? null : <ReportTable problems={result.problems} />}
      </div>
    </Dialog>
  );
}

/** A dataset from a spreadsheet or from nothing: what was guessed is shown and corrected before anything is made. */
export function NewDatasetDialog({ taken, onDone, onClose }: { readonly taken: readonly string[]; readonly onDone: (id: string) => void; readonly onClose: () => void }) {
  const text = useTexts(newDatasetTexts);
  const data = useTexts(dataTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const file = useSheetFile();
  const [sheet, setSheet] = useState(0);
  const [wish, setWish] = useState<DatasetWish>({ id: '', title: '', owner: '', sharing: 'restricted', columns: [EMPTY] });
  const [places, setPlaces] = useState<readonly number[]>([-1]);
  const [progress, setProgress] = useState<{ readonly sent: number; readonly all: number; readonly result?: Sent }>();
  const stopped = useRef(false);
  const body = useMemo(() => file.sheets[sheet]?.rows.slice(1) ?? NO_ROWS, [file.sheets, sheet]);
  const placed = useMemo(() => wish.columns.map((column, index): Placed => ({ column, at: places[index] ?? -1 })), [wish.columns, places]);
  const facts = useMemo(() => columnFacts(placed, body), [placed, body]);
  const rows = useMemo(() => fittingRows(placed, body), [placed, body]);
  const take = (sheets: typeof file.sheets, at: number): void => {
    const columns = guessColumns(sheets[at]?.rows ?? []);
    setSheet(at);
    setPlaces(columns.map((_, index) => index));
    setWish((old) => ({ ...old, columns: columns.length === 0 ? [EMPTY] : columns }));
  };
  const open = async (chosen: File): Promise<void> => {
    const sheets = await file.open(chosen);
    if (sheets.length === 0) return;
    take(sheets, 0);
    const title = chosen.name.replace(/\.[^.]+$/, '');
    const id = await suggestId(title);
    setWish((old) => ({ ...old, title: old.title === '' ? title : old.title, id: old.id === '' ? `data/${id}` : old.id }));
  };
  const create = useMutation({
    mutationFn: async () => {
      await request('/api/datasets', { method: 'PUT', body: { definition: definitionOf(wish) } });
      if (rows.length === 0) return undefined;
      setProgress({ sent: 0, all: rows.length });
      const heads = placed.filter(({ at }) => at >= 0).map(({ column }) => column.id);
      const result = await sendRows({ dataset: wish.id, heads, rows, isStopped: () => stopped.current, onProgress: (sent) => setProgress({ sent, all: rows.length }) });
      setProgress({ sent: rows.length, all: rows.length, result });
      return result;
    },
    onSuccess: async (result) => {
      if (result === undefined) onDone(wish.id);
    },
    onError: () => setProgress(undefined),
    onSettled: async () => Promise.all([client.invalidateQueries({ queryKey: ['datasets'] }), client.invalidateQueries({ queryKey: ['rows'] })]),
  });
  const changeColumns = (columns: readonly Column[]): void => {
    const dropped = wish.columns.findIndex((column) => !columns.includes(column));
    if (columns.length < wish.columns.length) setPlaces(places.filter((_, index) => index !== dropped));
    setWish({ ...wish, columns });
  };
  if (progress !== undefined) return <ImportProgress title={text.newDataset} {...progress} result={progress.result} onStop={() => { stopped.current = true; }} onClose={() => onDone(wish.id)} />;
  const problem = addressProblem(wish.id, create.isError ? [] : taken);
  const columnWords = wish.columns.map((column) => columnProblem(column, wish.columns)).find((one) => one !== undefined);
  const told = { addressBad: text.addressBad, addressTaken: text.addressTaken, idBad: text.idBad, idTaken: text.idTaken };
  const out = body.length - rows.length;
  return (
    <FormDialog
      title={text.newDataset} size="full" saving={create} onClose={onClose} onSave={() => create.mutate()} action={rows.length === 0 ? text.create : text.createWith(new Intl.NumberFormat(locale).format(rows.length))}
      wrong={{ title: wish.title.trim() === '' ? text.titleEmpty : undefined, address: problem === undefined ? undefined : told[problem], columns: columnWords === undefined ? undefined : told[columnWords] }}
    >
      {(say) => (
        <>
          <FileLine name={file.name} rows={new Intl.NumberFormat(locale).format(body.length)} busy={file.reader.busy} problem={file.reader.problem?.words[locale]} onFile={(chosen) => void open(chosen)} />
          <ReadingLine reader={file.reader} />
          <div className="new-dataset-head">
            {file.sheets.length > 1 ? <Select label={text.sheet} value={String(sheet)} options={file.sheets.map(({ name }, index) => ({ id: String(index), label: name }))} onChange={(at) => take(file.sheets, Number(at))} /> : null}
            <TextField label={text.datasetTitle} value={wish.title} onChange={(title) => setWish({ ...wish, title })} error={say(wish.title.trim() === '' ? text.titleEmpty : undefined)} />
            <TextField label={text.address} mono hint={text.addressHint} value={wish.id} onChange={(id) => setWish({ ...wish, id: id.trim() })} error={say(problem === undefined ? undefined : told[problem])} />
            <TextField label={text.owner} value={wish.owner} onChange={(owner) => setWish({ ...wish, owner })} />
            <Select label={text.sharing} value={wish.sharing} options={(['unconditional', 'restricted', 'none'] as const).map((id) => ({ id, label: data[`sharing_${id}`] }))} onChange={(sharing) => setWish({ ...wish, sharing: sharing as DatasetWish['sharing'] })} />
          </div>
          <ColumnsTable columns={wish.columns} onChange={changeColumns} facts={facts} problemOf={(column) => { const found = columnProblem(column, wish.columns); return found === undefined ? undefined : say(told[found]); }} />
          <div className="ui-row">
            <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => { setPlaces([...places, -1]); setWish({ ...wish, columns: [...wish.columns, EMPTY] }); }}>{text.addColumn}</Button>
            <span className="ui-quiet">{text.subjectNote}</span>
          </div>
          {out === 0 ? null : <output className="note-bar" data-tone="warn">{text.rowsOut(out)}</output>}
        </>
      )}
    </FormDialog>
  );
}
