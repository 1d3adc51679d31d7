import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { Draft } from '../../../../server/api/scenario.ts';
import { isIdTaken } from '../../client/id-taken.ts';
import { request, RequestError } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemCode } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { fileRefusal } from './file-refusal.ts';
import { homeTexts } from './home-text.ts';
import { readScenarioUpload, type FileReading } from './read-scenario-file.ts';

function ReadingProblem({ reading }: { readonly reading: FileReading }) {
  const text = useTexts(homeTexts);
  const words = fileRefusal(reading, text);
  if (words === undefined) return null;
  return (
    <p className="home-refusal" role="alert">
      {words}
    </p>
  );
}

function ServerProblem({ error }: { readonly error: unknown }) {
  const text = useTexts(homeTexts);
  if (!(error instanceof RequestError)) return null;
  const { detail, hint, code, errors } = error.problem;
  return (
    <div className="home-refusal" role="alert">
      <p>{detail}</p>
      {hint === undefined ? null : <p>{hint}</p>}
      {errors === undefined || errors.length === 0 ? null : (
        <>
          <p>{text.problems}</p>
          <ul>
            {errors.slice(0, 50).map((item) => (
              <li key={`${item.path} ${item.message}`}>
                <code className="ui-code">{item.path}</code> {item.message}
              </li>
            ))}
          </ul>
        </>
      )}
      <ProblemCode code={code} />
    </div>
  );
}

/** Reads a scenario file and makes a draft of it; says where it is wrong. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(homeTexts);
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [reading, setReading] = useState<FileReading>();
  const [id, setId] = useState<string>();
  const load = useMutation({
    mutationFn: (body: { readonly scenario: unknown; readonly id?: string }) => request<Draft>('/api/scenarios', { method: 'POST', body }),
    onSuccess: async (draft, body) => {
      await client.invalidateQueries({ queryKey: ['scenarios'] });
      navigate(`/s/${body.id ?? (draft.scenario as { readonly id: string }).id}/canvas`);
    },
  });
  const taken = isIdTaken(load.error);
  const send = (scenario: Record<string, unknown>, other?: string): void => load.mutate({ scenario, ...(other === undefined ? {} : { id: other }) });
  const read = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file === undefined) return;
    load.reset();
    const result = await readScenarioUpload(file);
    setReading(result);
    if (result.kind === 'scenario') {
      setId(`${String(result.scenario['id'])}-2`);
      send(result.scenario);
    }
  };
  return (
    <Dialog title={text.importTitle} open onClose={onClose}>
      <div className="home-form">
        <p>{text.importHint}</p>
        <FileTrigger acceptedFileTypes={['application/json', '.json']} onSelect={(files) => void read(files)}>
          <Button icon={<FileUp size={14} aria-hidden="true" />} busy={load.isPending}>
            {text.choose}
          </Button>
        </FileTrigger>
        {reading === undefined ? null : <ReadingProblem reading={reading} />}
        {taken && reading?.kind === 'scenario' ? (
          <>
            <TextField label={text.id} mono hint={text.idHint} error={text.idTaken} value={id ?? ''} onChange={setId} />
            <Button look="primary" onPress={() => send(reading.scenario, id)}>
              {text.import}
            </Button>
          </>
        ) : (
          <ServerProblem error={load.error} />
        )}
      </div>
    </Dialog>
  );
}
