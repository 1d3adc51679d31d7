import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { textOfCheck, type QualityCheck } from '../../../../../../runtime/schema/quality.ts';
import { RequestError } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { EmptyState, ErrorState } from '../../../../ui/states.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import type { SampleRow } from '../computed/computed-draft.ts';
import { datasetTitle } from '../dataset-title.ts';
import { CheckForm } from './check-form.tsx';
import './quality.css';
import { qualityTexts } from './quality-text.ts';
import { useCheckSentence } from './use-check-sentence.ts';
import { useSaveChecks } from './use-quality.ts';

/** The check that is open, by its place; a new one without it. */
type Open = { readonly at?: number };

/** What the server says of each check, by its place. */
function placedProblems(error: unknown): ReadonlyMap<number, string> {
  const errors = error instanceof RequestError ? (error.problem.errors ?? []) : [];
  return new Map(errors.flatMap(({ path, message }) => {
    const place = /^\/checks\/(\d+)$/.exec(path)?.[1];
    return place === undefined ? [] : [[Number(place), message] as const];
  }));
}

/** What is expected of the rows of a dataset, designed without programming. */
export function QualityDialog({ definition, rows, onClose }: { readonly definition: DatasetDefinition; readonly rows: readonly SampleRow[]; readonly onClose: () => void }) {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const sentenceOf = useCheckSentence(definition);
  const toast = useToast();
  const [checks, setChecks] = useState<readonly QualityCheck[]>(definition.entry?.checks ?? []);
  const [open, setOpen] = useState<Open>();
  const save = useSaveChecks(definition.id, () => {
    toast({ text: text.saved });
    onClose();
  });
  const problems = placedProblems(save.error);
  const nameOf = (check: QualityCheck): string => check.title ?? sentenceOf(check);
  const put = (check: QualityCheck): void => {
    setChecks((old) => (open?.at === undefined ? [...old, check] : old.map((one, at) => (at === open.at ? check : one))));
    setOpen(undefined);
    save.reset();
  };
  return (
    <Dialog
      title={text.title(datasetTitle(definition, locale))} size="wide" open dismissable={false} onClose={() => (open === undefined ? onClose() : setOpen(undefined))}
      actions={open === undefined ? (
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} onPress={() => save.mutate(checks)}>{text.save}</Button>
        </>
      ) : undefined}
    >
      {open === undefined ? (
        <div className="stack">
          <p className="ui-quiet">{text.note}</p>
          {checks.length === 0 ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : (
            <ul className="total-list">
              {checks.map((check, at) => (
                <li key={textOfCheck(check)}>
                  <span className="computed-line">
                    <b>{nameOf(check)}</b>
                    {check.title === undefined ? null : <em>{sentenceOf(check)}</em>}
                    {problems.has(at) ? <p className="ui-error" role="alert">{problems.get(at)}</p> : null}
                  </span>
                  <span className="ui-row">
                    <IconButton size="small" label={text.change(nameOf(check))} icon={<Pencil size={13} aria-hidden="true" />} onPress={() => setOpen({ at })} />
                    <IconButton size="small" label={text.remove(nameOf(check))} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => { setChecks((old) => old.filter((_, place) => place !== at)); save.reset(); }} />
                  </span>
                </li>
              ))}
            </ul>
          )}
          <div className="ui-row">
            <Button icon={<Plus size={14} aria-hidden="true" />} onPress={() => setOpen({})}>{text.add}</Button>
          </div>
          {save.isError ? <ErrorState error={save.error} /> : null}
        </div>
      ) : <CheckForm definition={definition} rows={rows} check={open.at === undefined ? undefined : checks[open.at]} onDone={put} onBack={() => setOpen(undefined)} />}
    </Dialog>
  );
}
