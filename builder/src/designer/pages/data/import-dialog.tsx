import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { ImportMode } from '../../../../../server/api/imports.ts';
import { freshKey } from '../../../client/fresh-key.ts';
import { hashFile } from '../../../client/hash-file.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { ReadingLine } from '../../table/import/reading-line.tsx';
import { cellsOf } from '../../table/import/sheet.ts';
import { dataTexts } from './data-text.ts';
import { datasetTitle, fieldTitle } from './dataset-title.ts';
import { matchHeads, missingFields, readingOf } from './import-columns.ts';
import { ImportMapping } from './import-mapping.tsx';
import { useSheetFile } from './new-dataset/use-sheet-file.ts';
import { SendingDialog } from './sending/sending-dialog.tsx';
import { useSending } from './sending/use-sending.ts';

/**
 * Imports a file into a dataset that is there. Every row is looked at before any is written; with a bad one nothing is, until
 * the person says: good rows only. It goes in parts, and can be stopped and gone on with.
 */
export function ImportDialog({ definition, onClose }: { readonly definition: DatasetDefinition; readonly onClose: () => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const file = useSheetFile();
  const [sheet, setSheet] = useState(0);
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [mode, setMode] = useState<ImportMode>('append');
  const [tried, setTried] = useState(false);
  const sending = useSending();
  const current = file.sheets[sheet];
  const [heads = [], ...body] = current?.rows ?? [];
  const missing = current === undefined ? [] : missingFields(definition, places);
  const take = (sheets: typeof file.sheets, at: number): void => {
    setSheet(at);
    setPlaces(matchHeads(definition, sheets[at]?.rows[0] ?? []));
  };
  const open = async (chosen: File): Promise<void> => {
    setTried(false);
    const sheets = await file.open(chosen);
    if (sheets.length > 0) take(sheets, 0);
  };
  const hashing = useMutation({
    mutationFn: async (chosen: File) => hashFile(chosen),
    onSuccess: (hash, chosen) => {
      if (current !== undefined) sending.check({ dataset: definition.id, mode, batch: freshKey(), file: { name: chosen.name.slice(0, 200), size: chosen.size, hash, rows: body.length }, reading: readingOf(definition, sheet, places), rows: cellsOf(current).slice(1) });
    },
  });
  const send = (): void => {
    setTried(true);
    if (missing.length === 0 && file.file !== undefined && body.length > 0) hashing.mutate(file.file);
  };
  if (sending.state !== undefined) return <SendingDialog sending={sending} state={sending.state} onClose={onClose} />;
  const name = current === undefined ? undefined : file.file?.name;
  const modes = [{ id: 'append', label: text.append }, ...(definition.key === undefined ? [] : [{ id: 'upsert', label: text.upsert }]), { id: 'replace', label: text.replace }];
  return (
    <Dialog
      title={text.importTitle(datasetTitle(definition, locale))} size="wide" open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={hashing.isPending} isDisabled={body.length === 0} onPress={send}>{text.check}</Button>
        </>
      }
    >
      <div className="form-stack">
        <div className="ui-row">
          <FileTrigger acceptedFileTypes={['.csv', '.tsv', '.txt', '.json', '.xlsx', 'text/csv', 'application/json']} onSelect={(files) => { const chosen = files?.[0]; if (chosen !== undefined) void open(chosen); }}>
            <Button icon={<FileUp size={14} aria-hidden="true" />} busy={file.reader.busy}>{text.choose}</Button>
          </FileTrigger>
          <span className="ui-quiet">{name === undefined ? text.chooseFirst : text.fileRows(name, new Intl.NumberFormat(locale).format(body.length))}</span>
        </div>
        <ReadingLine reader={file.reader} />
        {file.reader.problem === undefined ? null : <p className="ui-error" role="alert">{file.reader.problem.words[locale]}</p>}
        <RadioGroup label={text.mode} flow="row" value={mode} onChange={(id) => setMode(id === 'upsert' || id === 'replace' ? id : 'append')} options={modes} hint={text.replaceNote} />
        {file.sheets.length > 1 ? <Select label={text.sheet} value={String(sheet)} options={file.sheets.map((one, at) => ({ id: String(at), label: one.name }))} onChange={(at) => take(file.sheets, Number(at))} /> : null}
        {current === undefined || heads.length === 0 ? null : <ImportMapping definition={definition} sheet={current} places={places} onChange={setPlaces} />}
        {tried && missing.length > 0 ? <p className="ui-error" role="alert">{text.missingColumns(missing.map((field) => fieldTitle(field, locale)).join(text.listed))}</p> : null}
        {hashing.isError ? <ErrorState error={hashing.error} /> : null}
      </div>
    </Dialog>
  );
}
