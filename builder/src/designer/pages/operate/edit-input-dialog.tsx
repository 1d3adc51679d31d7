import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncidentInput } from '../../../../../server/api/operate.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { operateTexts } from './operate-text.ts';
import { useResolve } from './use-operate.ts';

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

const written = (value: unknown): string => JSON.stringify(value, null, 1);

function Earlier({ edits }: { readonly edits: IncidentInput['edits'] }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  if (edits.length === 0) return null;
  return (
    <section aria-label={text.earlier}>
      <h3 className="ui-label">{text.earlier}</h3>
      <ul>
        {edits.map((edit) => (
          <li key={edit.at}>
            {stampText(edit.at, locale)} · {edit.by} {edit.reason === undefined ? null : <em>{edit.reason}</em>}
            {edit.input === undefined ? null : (
              <pre className="operate-json">{`${text.from} ${written(edit.old)}\n${text.to} ${written(edit.input)}`}</pre>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Replaces parts of what a stopped step works with, and does it again; old and new stay with the run. */
export function EditInputDialog({ scenario, run, path, title, onClose }: { readonly scenario: string; readonly run: string; readonly path: string; readonly title: string; readonly onClose: () => void }) {
  const text = useTexts(operateTexts);
  const input = useQuery({ queryKey: ['incident', run, path], queryFn: ({ signal }) => request<IncidentInput>(`/api/runs/${encodeURIComponent(run)}/incident`, { query: { path }, signal }), gcTime: 0 });
  const { doing } = useResolve(scenario);
  const [changes, setChanges] = useState('{}');
  const [reason, setReason] = useState('');
  const read = readObject(changes);
  const wrong = { changes: read === undefined || Object.keys(read).length === 0 ? text.changesBad : undefined, reason: reason.trim() === '' ? text.reasonEmpty : undefined };
  const save = (): void => doing.mutate({ runs: [run], path, action: 'edit', reason: reason.trim(), input: read ?? {} }, { onSuccess: onClose });
  return (
    <FormDialog title={text.editTitle(title)} action={text.retry} size="wide" saving={doing} onSave={save} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <p className="ui-quiet">{text.editText}</p>
          {input.isPending ? <Skeleton rows={4} /> : null}
          {input.isError ? <ErrorState error={input.error} onRetry={() => void input.refetch()} /> : null}
          {input.data === undefined ? null : (
            <>
              <TextArea label={text.now} mono rows={8} isReadOnly value={written(input.data.input)} />
              <TextArea label={text.changes} mono rows={5} value={changes} onChange={setChanges} error={say(wrong.changes)} />
              <TextField label={text.reason} value={reason} onChange={setReason} error={say(wrong.reason)} />
              <Earlier edits={input.data.edits} />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
