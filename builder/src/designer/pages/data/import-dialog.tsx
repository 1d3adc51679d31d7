import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ImportReport } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ReadingLine } from '../../table/import/reading-line.tsx';
import { useSheetReader, type SheetReader } from '../../table/import/use-sheet-reader.ts';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import { asObject } from './sending/send-rows.ts';
import { MOST_ROWS } from './new-dataset/use-sheet-file.ts';
import { ReportTable } from './report-table.tsx';

interface Chosen {
  readonly name: string;
  readonly format: 'csv' | 'json';
  readonly text: string;
}

/** A workbook becomes rows by its headings; other files are read by the server as they are. Undefined when it could not be read. */
async function chosenFile(file: File, read: SheetReader['read']): Promise<Chosen | undefined> {
  if (!file.name.toLowerCase().endsWith('.xlsx')) return { name: file.name, format: file.name.toLowerCase().endsWith('.json') ? 'json' : 'csv', text: await file.text() };
  const [sheet] = await read(file);
  if (sheet === undefined) return undefined;
  const [heads = [], ...rows] = sheet.rows;
  return { name: file.name, format: 'json', text: JSON.stringify(rows.map((row) => asObject(heads, row))) };
}

function Report({ report }: { readonly report: ImportReport }) {
  const text = useTexts(dataTexts);
  const computed = useTexts(computedTexts);
  return (
    <>
      <p className="note-bar" data-tone={report.bad > 0 ? 'warn' : 'ok'} role="alert">
        {text.report(report.good, report.bad)}
      </p>
      {report.computed === undefined ? null : <p className="ui-quiet">{computed.skipped(report.computed.join(text.listed))}</p>}
      <ReportTable problems={report.problems} />
    </>
  );
}

/** Imports a file into a dataset. A file with bad rows changes nothing until the person says: good rows only. */
export function ImportDialog({ dataset, title, onClose }: { readonly dataset: string; readonly title: string; readonly onClose: () => void }) {
  const text = useTexts(dataTexts);
  const computed = useTexts(computedTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [file, setFile] = useState<Chosen>();
  const { locale } = useLocale();
  const reader = useSheetReader(MOST_ROWS);
  const { problem } = reader;
  const [mode, setMode] = useState('append');
  const send = useMutation({
    mutationFn: (accept: boolean) => request<ImportReport>('/api/datasets/import', { method: 'POST', body: { dataset, format: file?.format ?? 'csv', text: file?.text ?? '', mode, ...(accept ? { accept: 'good-rows' } : {}) } }),
    onSuccess: async (report, accept) => {
      if (report.bad > 0 && !accept) return;
      toast({ text: [text.written(report.written), ...(report.computed === undefined ? [] : [computed.skipped(report.computed.join(text.listed))])].join(text.sentence) });
      onClose();
      await Promise.all([client.invalidateQueries({ queryKey: ['datasets'] }), client.invalidateQueries({ queryKey: ['rows'] })]);
    },
  });
  const report = send.data !== undefined && send.data.bad > 0 ? send.data : undefined;
  return (
    <Dialog
      title={text.importTitle(title)}
      size="wide"
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          {report === undefined || report.good === 0 ? null : (
            <Button busy={send.isPending} onPress={() => send.mutate(true)}>
              {text.goodOnly(report.good)}
            </Button>
          )}
          <Button look="primary" busy={send.isPending} isDisabled={file === undefined} onPress={() => send.mutate(false)}>
            {text.check}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <div className="ui-row">
          <FileTrigger
            acceptedFileTypes={['.csv', '.json', '.xlsx', 'text/csv', 'application/json']}
            onSelect={(files) => {
              const chosen = files?.[0];
              if (chosen === undefined) return;
              send.reset();
              void chosenFile(chosen, reader.read).then(setFile);
            }}
          >
            <Button icon={<FileUp size={14} aria-hidden="true" />}>{text.choose}</Button>
          </FileTrigger>
          <span className="ui-quiet">{file === undefined ? text.chooseFirst : text.chosen(file.name, (file.text.length / 1024).toFixed(1))}</span>
        </div>
        <ReadingLine reader={reader} />
        {problem === undefined ? null : <p className="ui-error" role="alert">{problem.words[locale]}</p>}
        <RadioGroup label={text.mode} flow="row" value={mode} onChange={setMode} options={[{ id: 'append', label: text.append }, { id: 'replace', label: text.replace }]} />
        {report === undefined ? null : <Report report={report} />}
        {send.isError ? <ErrorState error={send.error} /> : null}
      </div>
    </Dialog>
  );
}
