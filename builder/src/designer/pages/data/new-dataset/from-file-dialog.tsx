import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { freshKey } from '../../../../client/fresh-key.ts';
import { hashFile } from '../../../../client/hash-file.ts';
import { request } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Select } from '../../../../ui/select.tsx';
import { suggestId } from '../../../home/suggest-id.ts';
import { FormDialog } from '../../shared/ask-dialogs.tsx';
import { SendingDialog } from '../sending/sending-dialog.tsx';
import { useSending } from '../sending/use-sending.ts';
import { ColumnsTable } from './columns-table.tsx';
import { guessColumns, type Column } from './guess-columns.ts';
import { HeadFields } from './head-fields.tsx';
import { MoreParts } from './more-parts.tsx';
import './new-dataset.css';
import { newDatasetTexts } from './new-dataset-text.ts';
import { addressProblem, columnFacts, columnProblem, definitionOf, fittingRows, type DatasetWish, type Placed } from './plan-dataset.ts';
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

/** A dataset from a spreadsheet or from nothing: what was guessed is shown and corrected before anything is made. */
export function FromFileDialog({ taken, choice, onDone, onClose }: { readonly taken: readonly string[]; /** Where the data come from. */ readonly choice: ReactNode; readonly onDone: (id: string) => void; readonly onClose: () => void }) {
  const text = useTexts(newDatasetTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const file = useSheetFile();
  const [sheet, setSheet] = useState(0);
  const [wish, setWish] = useState<DatasetWish>({ id: '', title: '', sharing: 'restricted', columns: [EMPTY], unique: [] });
  const [detailed, setDetailed] = useState<number>();
  const [places, setPlaces] = useState<readonly number[]>([-1]);
  const sending = useSending();
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
    setWish((old) => ({ ...old, title: old.title === '' ? title : old.title }));
    const id = await suggestId(title);
    setWish((old) => ({ ...old, id: old.id === '' ? `data/${id}` : old.id }));
  };
  const create = useMutation({
    mutationFn: async () => {
      await request('/api/datasets', { method: 'PUT', body: { definition: definitionOf(wish), ...(wish.unit === undefined ? {} : { unit: wish.unit }) } });
      const { file: chosen } = file;
      if (rows.length === 0 || chosen === undefined) return undefined;
      const columns = placed.flatMap(({ column, at }) => (at < 0 ? [] : [{ field: column.id, at }]));
      return { dataset: wish.id, mode: 'append' as const, batch: freshKey(), file: { name: chosen.name.slice(0, 200), size: chosen.size, hash: await hashFile(chosen), rows: body.length }, reading: { sheet, columns }, rows: body };
    },
    onSuccess: (job) => {
      if (job === undefined) onDone(wish.id);
      else sending.start(job);
    },
    onSettled: async () => Promise.all([client.invalidateQueries({ queryKey: ['datasets'] }), client.invalidateQueries({ queryKey: ['rows'] })]),
  });
  const changeColumns = (columns: readonly Column[]): void => {
    const dropped = wish.columns.findIndex((column) => !columns.includes(column));
    if (columns.length < wish.columns.length) setPlaces(places.filter((_, index) => index !== dropped));
    setWish((old) => ({ ...old, columns }));
  };
  if (sending.state !== undefined) return <SendingDialog sending={sending} state={sending.state} onClose={() => onDone(wish.id)} />;
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
          {choice}
          <FileLine name={file.file?.name} rows={new Intl.NumberFormat(locale).format(body.length)} busy={file.reader.busy} problem={file.reader.problem?.words[locale]} onFile={(chosen) => void open(chosen)} />
          <ReadingLine reader={file.reader} />
          <div className="new-dataset-head">
            {file.sheets.length > 1 ? <Select label={text.sheet} value={String(sheet)} options={file.sheets.map(({ name }, index) => ({ id: String(index), label: name }))} onChange={(at) => take(file.sheets, Number(at))} /> : null}
            <HeadFields wish={wish} onChange={(next) => setWish((old) => ({ ...old, ...next }))} title={say(wish.title.trim() === '' ? text.titleEmpty : undefined)} address={say(problem === undefined ? undefined : told[problem])} />
          </div>
          <ColumnsTable columns={wish.columns} onChange={changeColumns} onMore={setDetailed} facts={facts} problemOf={(column) => { const found = columnProblem(column, wish.columns); return found === undefined ? undefined : say(told[found]); }} />
          <div className="ui-row">
            <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => { setPlaces([...places, -1]); setWish((old) => ({ ...old, columns: [...old.columns, EMPTY] })); }}>{text.addColumn}</Button>
            <span className="ui-quiet">{text.subjectNote}</span>
          </div>
          <MoreParts wish={wish} open={detailed} onOpen={setDetailed} onWish={(next) => setWish((old) => ({ ...old, ...next }))} />
          {out === 0 ? null : <output className="note-bar" data-tone="warn">{text.rowsOut(out)}</output>}
        </>
      )}
    </FormDialog>
  );
}
