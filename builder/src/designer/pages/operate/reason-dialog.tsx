import { useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormDialog, type Doing } from '../shared/ask-dialogs.tsx';
import { operateTexts } from './operate-text.ts';

/** Asks why, before something is left out for good. */
export function ReasonDialog({ title, note, action, doing, onDo, onClose }: { readonly title: string; readonly note: string; readonly action: string; readonly doing: Doing; readonly onDo: (reason: string) => void; readonly onClose: () => void }) {
  const text = useTexts(operateTexts);
  const [reason, setReason] = useState('');
  return (
    <FormDialog title={title} action={action} size="narrow" saving={doing} onSave={() => onDo(reason.trim())} onClose={onClose} wrong={{ reason: reason.trim() === '' ? text.reasonEmpty : undefined }}>
      {(say) => (
        <>
          <p>{note}</p>
          <TextField label={text.reason} value={reason} onChange={setReason} error={say(reason.trim() === '' ? text.reasonEmpty : undefined)} />
        </>
      )}
    </FormDialog>
  );
}
