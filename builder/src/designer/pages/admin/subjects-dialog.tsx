import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { personTexts } from './person-text.ts';

const MOST = 20;

/** Under which numbers the data of a person stand, so that they see who used them; what was said before is not shown again. */
export function SubjectsDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const text = useTexts(personTexts);
  const toast = useToast();
  const [written, setWritten] = useState('');
  const subjects = [...new Set(written.split(/[\s,，、;；]+/).filter((part) => part !== ''))];
  const save = useMutation({
    gcTime: 0,
    mutationFn: () => request(`/api/users/${user.id}/subjects`, { method: 'PUT', body: { subjects } }),
    onSuccess: () => {
      toast({ text: text.subjectsSaved(user.name, subjects.length) });
      onClose();
    },
  });
  const wrong = { written: subjects.length > MOST || subjects.some((subject) => subject.length > 200) ? text.subjectsMost(MOST) : undefined };
  return (
    <FormDialog title={text.subjectsTitle(user.name)} action={text.subjectsDo} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <p>{text.subjectsText}</p>
          <TextArea label={text.subjectsLabel} hint={text.subjectsHint} value={written} onChange={setWritten} error={say(wrong.written)} />
        </>
      )}
    </FormDialog>
  );
}
