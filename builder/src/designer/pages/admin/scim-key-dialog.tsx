import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { DaysField } from './days-field.tsx';
import { keyTexts } from './key-text.ts';
import type { MadeKey } from './made-dialog.tsx';

/** Makes a key for a directory of people; `onMade` gets it once. */
export function ScimKeyDialog({ onMade, onClose }: { readonly onMade: (made: MadeKey) => void; readonly onClose: () => void }) {
  const text = useTexts(keyTexts);
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [days, setDays] = useState(365);
  const wrong = { title: title.trim() === '' ? text.titleEmpty : undefined };
  const save = useMutation({
    mutationFn: () => request<MadeKey>('/api/keys/scim', { method: 'POST', body: { title: title.trim(), days } }),
    onSuccess: async (made) => {
      onMade(made);
      await client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <FormDialog title={text.scimAdd} action={text.scimAdd} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <p className="ui-quiet">{text.scimText}</p>
          <TextField label={text.title} hint={text.scimTitleHint} maxLength={80} value={title} onChange={setTitle} error={say(wrong.title)} />
          <DaysField days={days} onChange={setDays} />
        </>
      )}
    </FormDialog>
  );
}
