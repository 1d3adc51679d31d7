import { useMutation } from '@tanstack/react-query';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { withTitle } from '../runs/kept-case.ts';
import { FormDialog } from './ask-dialogs.tsx';
import { renameCaseTexts } from './rename-case-text.ts';
import { useCaseFile, useSaveCases } from './use-cases.ts';

interface Named {
  readonly id: string;
  readonly title: string;
}

const RenameCaseContext = createContext<(named: Named) => void>(() => undefined);

/** Asks for another name of a case, wherever in the scenario its maker is by then. */
export function useRenameCase(): (named: Named) => void {
  return useContext(RenameCaseContext);
}

function RenameCaseDialog({ scenario, named, onClose }: { readonly scenario: string; readonly named: Named; readonly onClose: () => void }) {
  const text = useTexts(renameCaseTexts);
  const toast = useToast();
  const file = useCaseFile(scenario);
  const save = useSaveCases(scenario);
  const [title, setTitle] = useState(named.title);
  // One deed with its reading, so that a second press meanwhile sends nothing.
  const rename = useMutation({
    mutationFn: async (): Promise<void> => {
      const held = (await file.refetch()).data;
      if (held === undefined) return toast({ text: text.failed, tone: 'err' });
      const cases = withTitle(held.cases, named.id, title.trim());
      if (cases === undefined) toast({ text: text.gone, tone: 'err' });
      else await save.mutateAsync({ cases, baseVersion: held.casesVersion });
      onClose();
    },
  });
  return (
    <FormDialog title={text.title} size="narrow" action={text.action} saving={rename} wrong={{ title: title.trim() === '' ? text.empty : undefined }} onClose={onClose} onSave={() => rename.mutate()}>
      {(say) => (
        /* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on what is asked */
        <TextField label={text.name} autoFocus onFocus={({ target }) => target.select()} maxLength={200} value={title} onChange={setTitle} error={say(title.trim() === '' ? text.empty : undefined)} />
      )}
    </FormDialog>
  );
}

export function RenameCaseProvider({ scenario, children }: { readonly scenario: string; readonly children: ReactNode }) {
  const [named, setNamed] = useState<Named>();
  return (
    <RenameCaseContext value={setNamed}>
      {children}
      {named === undefined ? null : <RenameCaseDialog key={named.id} scenario={scenario} named={named} onClose={() => setNamed(undefined)} />}
    </RenameCaseContext>
  );
}
