import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ImportReport } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { GridTable } from '../shared/list-page.tsx';
import { dataTexts } from './data-text.ts';

interface Chosen {
  readonly name: string;
  readonly text: string;
}

function ReportTable({ report }: { readonly report: ImportReport }) {
  const text = useTexts(dataTexts);
  return (
    <>
      <p className="note-bar" data-tone={report.bad > 0 ? 'warn' : 'ok'} role="alert">
        {text.report(report.good, report.bad)}
      </p>
      <div className="data-report">
        <GridTable heads={[text.row, text.field, text.value, text.problem]}>
            {report.problems.map((problem) => (
              <tr key={`${problem.row} ${problem.field ?? ''} ${problem.code}`}>
                <td>{problem.row}</td>
                <td>{problem.field}</td>
                <td>{problem.value === undefined ? '' : typeof problem.value === 'string' ? problem.value : JSON.stringify(problem.value)}</td>
                <td>
                  {problem.message} <code>{problem.code}</code>
                </td>
              </tr>
            ))}
        </GridTable>
      </div>
    </>
  );
}

/** Imports a file into a dataset. A file with bad rows changes nothing until the person says: good rows only. */
export function ImportDialog({ dataset, title, onClose }: { readonly dataset: string; readonly title: string; readonly onClose: () => void }) {
  const text = useTexts(dataTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [file, setFile] = useState<Chosen>();
  const [mode, setMode] = useState('append');
  const send = useMutation({
    mutationFn: (accept: boolean) => request<ImportReport>('/api/datasets/import', { method: 'POST', body: { dataset, format: file?.name.toLowerCase().endsWith('.json') === true ? 'json' : 'csv', text: file?.text ?? '', mode, ...(accept ? { accept: 'good-rows' } : {}) } }),
    onSuccess: async (report, accept) => {
      if (report.bad > 0 && !accept) return;
      toast({ text: text.written(report.written) });
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
            acceptedFileTypes={['.csv', '.json', 'text/csv', 'application/json']}
            onSelect={(files) => {
              const chosen = files?.[0];
              if (chosen !== undefined)
                void chosen.text().then((content) => {
                  send.reset();
                  setFile({ name: chosen.name, text: content });
                });
            }}
          >
            <Button icon={<FileUp size={14} aria-hidden="true" />}>{text.choose}</Button>
          </FileTrigger>
          <span className="ui-quiet">{file === undefined ? text.chooseFirst : text.chosen(file.name, (file.text.length / 1024).toFixed(1))}</span>
        </div>
        <RadioGroup label={text.mode} flow="row" value={mode} onChange={setMode} options={[{ id: 'append', label: text.append }, { id: 'replace', label: text.replace }]} />
        {report === undefined ? null : <ReportTable report={report} />}
        {send.isError ? <ErrorState error={send.error} /> : null}
      </div>
    </Dialog>
  );
}
