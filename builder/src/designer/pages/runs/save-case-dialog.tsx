import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { ValueView } from '../../panel/value-view.tsx';
import { useCaseFile, useSaveCases } from '../shared/use-cases.ts';
import { caseFromTrace, rowsRead } from './case-from-trace.ts';
import { fetchRows } from './fetch-rows.ts';
import { runTexts } from './run-text.ts';
import { withoutPersons } from './without-persons.ts';

const ID = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,79}$/u;

/** Makes a case of a run or test run: name it, look at it, save it. */
export function SaveCaseDialog({ scenario, trace, onClose }: { readonly scenario: Scenario; readonly trace: Trace; readonly onClose: () => void }) {
  const text = useTexts(runTexts);
  const toast = useToast();
  const [, navigate] = useLocation();
  const { list, query: datasets } = useDatasets();
  const file = useCaseFile(scenario.id);
  const save = useSaveCases(scenario.id);
  const [title, setTitle] = useState(trace.subject ?? '');
  const [id, setId] = useState(() => `run-${(trace.runId ?? trace.startedAt.replaceAll(/\D/g, '')).slice(-8)}`);
  const read = useQuery({
    queryKey: ['case-rows', trace.runId, trace.startedAt],
    queryFn: () => fetchRows(scenario, new Map(list.map((item) => [item.definition.id, item.definition])), rowsRead(scenario, trace)),
    enabled: datasets.isSuccess,
    gcTime: 0,
  });
  const taken = file.data?.cases.cases.some((item) => item.id === id) === true;
  const error = taken ? text.caseIdTaken : ID.test(id) ? undefined : text.caseIdBad;
  const plain = caseFromTrace(scenario, trace, { id, title: title.trim() === '' ? id : title, ...(read.data === undefined ? {} : { rows: read.data.rows }) });
  // Made-up people need no stand-ins.
  const { made, replaced } = scenario.synthetic === true ? { made: plain, replaced: 0 } : withoutPersons(scenario, plain, new Map(list.map((item) => [item.definition.id, item.definition])));
  const submit = (): void => {
    if (file.data === undefined || error !== undefined) return;
    const next = { ...file.data.cases, cases: [...file.data.cases.cases, made] };
    save.mutate(
      { cases: next, baseVersion: file.data.casesVersion },
      {
        onSuccess: () => {
          toast({ text: text.caseSaved(made.title), action: { label: text.seeCases, onAction: () => navigate(`/s/${scenario.id}/cases/${encodeURIComponent(id)}`) } });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={text.caseTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} isDisabled={file.data === undefined || read.isPending} onPress={submit}>
            {text.caseSave}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p>{text.caseText}</p>
        {scenario.synthetic === true ? null : (
          <p className="note-bar" data-tone="warn">
            {text.casePersonal(replaced)}
          </p>
        )}
        <TextField label={text.caseName} value={title} onChange={setTitle} />
        <TextField label={text.caseId} value={id} onChange={setId} mono error={error} />
        {read.isPending ? <Skeleton rows={2} /> : null}
        {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
        {read.data === undefined || read.data.missing.length === 0 ? null : (
          <p className="note-bar" data-tone="warn">
            {text.caseMissing(read.data.missing.join('、'))}
          </p>
        )}
        <ValueView value={made} />
        {file.isError ? <ErrorState error={file.error} onRetry={() => void file.refetch()} /> : null}
        {save.isError ? <ErrorState error={save.error} /> : null}
      </div>
    </Dialog>
  );
}
