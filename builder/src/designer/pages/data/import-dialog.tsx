import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { ImportReport } from '../../../../../server/api/data.ts';
import { freshKey } from '../../../client/fresh-key.ts';
import { hashFile } from '../../../client/hash-file.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ReadingLine } from '../../table/import/reading-line.tsx';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import { datasetTitle, fieldTitle } from './dataset-title.ts';
import { matchHeads, missingFields, readingOf } from './import-columns.ts';
import { ImportMapping } from './import-mapping.tsx';
import { useSheetFile } from './new-dataset/use-sheet-file.ts';
import { ReportTable } from './report-table.tsx';
import { asObject } from './sending/send-rows.ts';
import { SendingDialog } from './sending/sending-dialog.tsx';
import { useSending } from './sending/use-sending.ts';

type Mode = 'append' | 'upsert' | 'replace';

/** A JSON file, which the server reads as it is. */
interface JsonFile {
  readonly name: string;
  readonly text: string;
}

function Report({ report, dataset }: { readonly report: ImportReport; readonly dataset: string }) {
  const text = useTexts(dataTexts);
  const computed = useTexts(computedTexts);
  return (
    <>
      <p className="note-bar" data-tone={report.bad > 0 ? 'warn' : 'ok'} role="alert">
        {text.report(report.good, report.bad)}
      </p>
      {report.computed === undefined ? null : <p className="ui-quiet">{computed.skipped(report.computed.join(text.listed))}</p>}
      <ReportTable problems={report.problems} dataset={dataset} />
    </>
  );
}

/** What is sent in one request: a JSON file, or a sheet that replaces everything. */
function useWholeImport(dataset: string, onDone: () => void) {
  const text = useTexts(dataTexts);
  const computed = useTexts(computedTexts);
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ json, mode, accept }: { readonly json: string; readonly mode: Mode; readonly accept: boolean }) => request<ImportReport>('/api/datasets/import', { method: 'POST', body: { dataset, format: 'json', text: json, mode, ...(accept ? { accept: 'good-rows' } : {}) } }),
    onSuccess: async (report, { accept }) => {
      if (report.bad > 0 && !accept) return;
      toast({ text: [text.written(report.written), ...(report.computed === undefined ? [] : [computed.skipped(report.computed.join(text.listed))])].join(text.sentence) });
      onDone();
      await Promise.all(['datasets', 'rows', 'imports'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
}

/**
 * Imports a file into a dataset that is there. Every row is looked at before any is written; with a bad one nothing is, until
 * the person says: good rows only. What is added or updated by key goes in parts that can be stopped and gone on with.
 */
export function ImportDialog({ definition, onClose }: { readonly definition: DatasetDefinition; readonly onClose: () => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const file = useSheetFile();
  const [json, setJson] = useState<JsonFile>();
  const [sheet, setSheet] = useState(0);
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [mode, setMode] = useState<Mode>('append');
  const [tried, setTried] = useState(false);
  const sending = useSending();
  const whole = useWholeImport(definition.id, onClose);
  const current = json === undefined ? file.sheets[sheet] : undefined;
  const [heads = [], ...body] = current?.rows ?? [];
  const missing = current === undefined ? [] : missingFields(definition, places);
  const take = (sheets: typeof file.sheets, at: number): void => {
    setSheet(at);
    setPlaces(matchHeads(definition, sheets[at]?.rows[0] ?? []));
  };
  const open = async (chosen: File): Promise<void> => {
    whole.reset();
    setTried(false);
    if (chosen.name.toLowerCase().endsWith('.json')) {
      setJson({ name: chosen.name, text: await chosen.text() });
      return;
    }
    setJson(undefined);
    const sheets = await file.open(chosen);
    if (sheets.length > 0) take(sheets, 0);
  };
  const hashing = useMutation({
    mutationFn: async (chosen: File) => hashFile(chosen),
    onSuccess: (hash, chosen) => {
      if (mode !== 'replace') sending.check({ dataset: definition.id, mode, batch: freshKey(), file: { name: chosen.name.slice(0, 200), size: chosen.size, hash, rows: body.length }, reading: readingOf(definition, sheet, places), rows: body });
    },
  });
  /** The rows of the sheet by the columns they go to. */
  const asJson = (): string => {
    const { columns } = readingOf(definition, sheet, places);
    return JSON.stringify(body.map((row) => asObject(columns.map(({ field }) => field), columns.map(({ at }) => row[at] ?? ''))));
  };
  const send = (accept: boolean): void => {
    setTried(true);
    if (json !== undefined) whole.mutate({ json: json.text, mode, accept });
    else if (missing.length > 0 || file.file === undefined || body.length === 0) return;
    else if (mode === 'replace') whole.mutate({ json: asJson(), mode, accept });
    else hashing.mutate(file.file);
  };
  if (sending.state !== undefined) return <SendingDialog sending={sending} state={sending.state} onClose={onClose} />;
  const report = whole.data !== undefined && whole.data.bad > 0 ? whole.data : undefined;
  const isReady = json !== undefined || body.length > 0;
  const name = json?.name ?? (current === undefined ? undefined : file.file?.name);
  const modes = [{ id: 'append', label: text.append }, ...(definition.key === undefined ? [] : [{ id: 'upsert', label: text.upsert }]), { id: 'replace', label: text.replace }];
  return (
    <Dialog
      title={text.importTitle(datasetTitle(definition))} size="wide" open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          {report === undefined || report.good === 0 ? null : <Button busy={whole.isPending} onPress={() => send(true)}>{text.goodOnly(report.good)}</Button>}
          <Button look="primary" busy={whole.isPending || hashing.isPending} isDisabled={!isReady} onPress={() => send(false)}>{text.check}</Button>
        </>
      }
    >
      <div className="form-stack">
        <div className="ui-row">
          <FileTrigger acceptedFileTypes={['.csv', '.tsv', '.txt', '.json', '.xlsx', 'text/csv', 'application/json']} onSelect={(files) => { const chosen = files?.[0]; if (chosen !== undefined) void open(chosen); }}>
            <Button icon={<FileUp size={14} aria-hidden="true" />} busy={file.reader.busy}>{text.choose}</Button>
          </FileTrigger>
          <span className="ui-quiet">{name === undefined ? text.chooseFirst : json === undefined ? text.fileRows(name, new Intl.NumberFormat(locale).format(body.length)) : text.chosen(name, (json.text.length / 1024).toFixed(1))}</span>
        </div>
        <ReadingLine reader={file.reader} />
        {file.reader.problem === undefined ? null : <p className="ui-error" role="alert">{file.reader.problem.words[locale]}</p>}
        <RadioGroup label={text.mode} flow="row" value={mode} onChange={(id) => { setMode(id === 'upsert' || id === 'replace' ? id : 'append'); whole.reset(); }} options={modes} hint={text.replaceNote} />
        {json === undefined && file.sheets.length > 1 ? <Select label={text.sheet} value={String(sheet)} options={file.sheets.map((one, at) => ({ id: String(at), label: one.name }))} onChange={(at) => take(file.sheets, Number(at))} /> : null}
        {current === undefined || heads.length === 0 ? null : <ImportMapping definition={definition} sheet={current} places={places} onChange={setPlaces} />}
        {tried && missing.length > 0 ? <p className="ui-error" role="alert">{text.missingColumns(missing.map(fieldTitle).join(text.listed))}</p> : null}
        {report === undefined ? null : <Report report={report} dataset={definition.id} />}
        {whole.isError ? <ErrorState error={whole.error} /> : null}
        {hashing.isError ? <ErrorState error={hashing.error} /> : null}
      </div>
    </Dialog>
  );
}
