import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Release } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { refusalText } from '../../review/use-review.ts';
import { versionTexts } from './version-text.ts';

/** Makes an older release the live one again, with the reason. */
export function RollBackDialog({ id, release, next, onClose }: { readonly id: string; readonly release: Release; readonly next: number; readonly onClose: () => void }) {
  const text = useTexts(versionTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const back = useMutation({
    mutationFn: () => request<Release>(`/api/scenarios/${id}/roll-back`, { method: 'POST', body: { release: release.id, reason } }),
    onSuccess: async () => {
      toast({ text: text.rolledBack(release.number) });
      onClose();
      await client.invalidateQueries();
    },
  });
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') back.mutate();
  };
  return (
    <Dialog
      title={text.rollBackTitle(release.number)}
      open
      onClose={onClose}
      alert
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="danger" busy={back.isPending} onPress={send}>
            {text.rollBackDo}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p>{text.rollBackText(release.number, next)}</p>
        <TextArea label={text.rollBackReason} hint={text.rollBackHint} value={reason} onChange={setReason} maxLength={2000} error={tried && reason.trim() === '' ? text.rollBackEmpty : refusalText(back.error)} />
      </div>
    </Dialog>
  );
}
