import { useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { ComboBox } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useNodeNames, WHOLE } from '../../review/use-node-names.ts';
import { useReviewDeed } from '../../review/use-review.ts';
import { FormDialog, type Doing } from '../shared/ask-dialogs.tsx';
import { feedbackTexts } from './feedback-text.ts';

/** Asks what became of an opinion, for the person who wrote it. */
export function CloseDialog({ doing, onDo, onClose }: { readonly doing: Doing; readonly onDo: (reason: string) => void; readonly onClose: () => void }) {
  const text = useTexts(feedbackTexts);
  const [reason, setReason] = useState('');
  const wrong = reason.trim() === '' ? text.reasonEmpty : undefined;
  return (
    <FormDialog title={text.closeTitle} action={text.close} size="narrow" saving={doing} onSave={() => onDo(reason)} onClose={onClose} wrong={{ reason: wrong }}>
      {(say) => (
        <>
          <p>{text.closeNote}</p>
          <TextArea label={text.reason} rows={3} maxLength={2000} value={reason} onChange={setReason} error={say(wrong)} />
        </>
      )}
    </FormDialog>
  );
}

/** Makes a comment on a node out of an opinion, so that it is seen where it is mended. */
export function NoteDialog({ id, words, onClose }: { readonly id: string; readonly words: string; readonly onClose: () => void }) {
  const text = useTexts(feedbackTexts);
  const toast = useToast();
  const names = useNodeNames();
  const [about, setAbout] = useState<string>(WHOLE);
  const [note, setNote] = useState(words);
  const wrong = note.trim() === '' ? text.noteEmpty : undefined;
  const deed = useReviewDeed(id, () => {
    toast({ text: text.noteDone });
    onClose();
  });
  return (
    <FormDialog title={text.noteTitle} saving={deed} onSave={() => deed.mutate({ method: 'POST', path: 'comments', body: { ...(about === WHOLE ? {} : { node: about }), text: note } })} onClose={onClose} wrong={{ note: wrong }}>
      {(say) => (
        <>
          <ComboBox label={text.noteAbout} options={names.options} value={about} onChange={(place) => setAbout(place ?? WHOLE)} />
          <TextArea label={text.noteText} rows={4} maxLength={4000} value={note} onChange={setNote} error={say(wrong)} />
        </>
      )}
    </FormDialog>
  );
}
