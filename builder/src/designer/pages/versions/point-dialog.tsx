import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedPoint } from '../../../../../server/api/versions.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { refusalText } from '../../review/use-review.ts';
import { versionTexts } from './version-text.ts';

/** Gives the draft as it is a name. */
export function PointDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(versionTexts);
  const toast = useToast();
  const client = useQueryClient();
  const { id, saver } = useDocumentBinding();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      await saver.flush();
      return request<SavedPoint>(`/api/scenarios/${id}/points`, { method: 'POST', body: { name, note, baseVersion: saver.base().version } });
    },
    onSuccess: async (point) => {
      toast({ text: text.pointSaved(point.name) });
      onClose();
      await client.invalidateQueries({ queryKey: ['points', id] });
    },
  });
  const send = (): void => {
    setTried(true);
    if (name.trim() !== '') save.mutate();
  };
  return (
    <Dialog
      title={text.pointTitle}
      open
      onClose={onClose}
      size="narrow"
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} onPress={send}>
            {text.pointDo}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <TextField label={text.pointName} hint={text.pointHint} value={name} onChange={setName} maxLength={80} error={tried && name.trim() === '' ? text.pointEmpty : refusalText(save.error)} />
        <TextArea label={text.pointNote} value={note} onChange={setNote} maxLength={1000} />
      </div>
    </Dialog>
  );
}
