import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OrganisationReport } from '../../../../../server/api/organisation.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { organisationTexts } from './organisation-text.ts';

type Files = Readonly<Partial<Record<'units' | 'people', string>>>;

function FileField({ label, hint, onText }: { readonly label: string; readonly hint: string; readonly onText: (text: string | undefined) => void }) {
  const text = useTexts(organisationTexts);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  return (
    <fieldset className="ui-field">
      <legend className="ui-label">{label}</legend>
      <div className="ui-row">
        <input ref={input} className="ui-hidden" type="file" accept=".csv,text/csv" tabIndex={-1} aria-label={label} onChange={(event) => {
          const file = event.target.files?.[0];
          setName(file?.name ?? '');
          if (file === undefined) onText(undefined);
          else void file.text().then(onText);
        }} />
        <Button onPress={() => input.current?.click()}>{name === '' ? text.pickFile : text.pickOther}</Button>
        <span>{name}</span>
      </div>
      <p className="ui-hint">{hint}</p>
    </fieldset>
  );
}

function Report({ report }: { readonly report: OrganisationReport }) {
  const text = useTexts(organisationTexts);
  const { units, people } = report;
  return (
    <div className="form-stack" aria-live="polite">
      <p>{text.counts(text.units, units.add, units.change, units.same)}<br />{text.counts(text.persons, people.add, people.change, people.same)}</p>
      {report.badRows === 0 ? <p className="note-bar" data-tone="ok">{report.done ? text.done : text.fine}</p> : <p className="note-bar" data-tone="warn">{text.badRows(report.badRows)}</p>}
      {report.done && people.add > 0 ? <p className="ui-quiet">{text.passwords}</p> : null}
      {report.bad.length === 0 ? null : (
        <div className="org-bad">
          <GridTable heads={[text.line, text.column, text.value, text.problem]}>
            {report.bad.map(({ file, line, column, value, message }) => <GridRow key={`${file}${line}${column}${message}`}><td className="num">{file === 'units' ? text.units : text.persons} {line}</td><td>{text[`column_${column}`]}</td><td>{value}</td><td>{message}</td></GridRow>)}
          </GridTable>
        </div>
      )}
    </div>
  );
}

/** Looks first, then imports, then can take it back. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(organisationTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [files, setFiles] = useState<Files>({});
  const [skipBad, setSkipBad] = useState(false);
  const [report, setReport] = useState<OrganisationReport>();
  const refresh = (): Promise<void> => client.invalidateQueries();
  const send = useMutation({
    mutationFn: (what: 'preview' | 'import') => request<OrganisationReport>(`/api/organisation/${what}`, { method: 'POST', body: { ...files, skipBad } }),
    onSuccess: async (answer) => {
      setReport(answer);
      if (answer.done) await refresh();
    },
  });
  const undo = useMutation({
    mutationFn: () => request<{ readonly undone: number; readonly kept: number }>('/api/organisation/undo', { method: 'POST', body: { undo: report?.undo } }),
    onSuccess: async ({ undone, kept }) => {
      toast({ text: text.undone(undone, kept) });
      onClose();
      await refresh();
    },
    onError: (error) => toast({ tone: 'err', text: error.message }),
  });
  const set = (file: keyof Files, read: string | undefined): void => {
    setFiles(({ [file]: _old, ...rest }) => (read === undefined ? rest : { ...rest, [file]: read }));
    setReport(undefined);
  };
  const mayImport = report !== undefined && !report.done && (report.badRows === 0 || skipBad);
  const wrong = { file: files.units === undefined && files.people === undefined ? text.choose : undefined };
  const act = (): void => {
    if (report?.done === true) onClose();
    else send.mutate(mayImport ? 'import' : 'preview');
  };
  return (
    <FormDialog title={text.importTitle} action={report?.done === true ? text.finish : mayImport ? text.doImport : text.look} saving={send} onSave={act} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <p className="ui-quiet">{text.importText}</p>
          <FileField label={text.unitsFile} hint={text.unitsColumns} onText={(read) => set('units', read)} />
          <FileField label={text.peopleFile} hint={text.peopleColumns} onText={(read) => set('people', read)} />
          {say(wrong.file) === undefined ? null : <p className="note-bar" data-tone="err" role="alert">{wrong.file}</p>}
          {report === undefined ? null : <Report report={report} />}
          {report !== undefined && !report.done && report.badRows > 0 ? <Checkbox value={skipBad} onChange={setSkipBad}>{text.keepGood}</Checkbox> : null}
          {report?.undo === undefined ? null : <p><Button busy={undo.isPending} onPress={() => undo.mutate()}>{text.undo}</Button></p>}
        </>
      )}
    </FormDialog>
  );
}
