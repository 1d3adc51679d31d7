import { X } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ComboBox, type Option } from '../../ui/select.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { reviewTexts } from './review-text.ts';
import { refusalText, useReviewDeed, useReviewers } from './use-review.ts';

/** Whom to ask, by name or duty, and what to look at. */
export function AskDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useTexts(reviewTexts);
  const toast = useToast();
  const reviewers = useReviewers(id, true);
  const [who, setWho] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const deed = useReviewDeed(id, () => {
    toast({ text: text.asked });
    onClose();
  });
  const options: readonly Option[] = reviewers.data === undefined ? [] : [...reviewers.data.duties.map(({ id: duty, title, people }) => ({ id: `r:${duty}`, label: title, detail: text.dutyOf(people) })), ...reviewers.data.people.map(({ id: person, name, unit }) => ({ id: `u:${person}`, label: name, detail: unit }))];
  const labelOf = (one: string): string => options.find((option) => option.id === one)?.label ?? one;
  const error = tried && who.length === 0 ? text.askEmpty : refusalText(deed.error);
  const send = (): void => {
    setTried(true);
    if (who.length > 0) deed.mutate({ method: 'POST', path: 'reviews', body: { who, note } });
  };
  return (
    <Dialog
      title={text.askTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={deed.isPending} onPress={send}>
            {text.askDo}
          </Button>
        </>
      }
    >
      {reviewers.isPending ? <Skeleton rows={3} /> : null}
      {reviewers.isError ? <ErrorState error={reviewers.error} onRetry={() => void reviewers.refetch()} /> : null}
      {reviewers.isSuccess && options.length === 0 ? <p>{text.askNobody}</p> : null}
      {options.length === 0 ? null : (
        <div className="form-stack">
          <ComboBox key={who.join(' ')} label={text.askWho} hint={text.askWhoHint} placeholder={text.askPick} options={options.filter((option) => !who.includes(option.id))} value={null} error={error} onChange={(picked) => (picked === null ? undefined : setWho([...who, picked]))} />
          {who.length === 0 ? null : (
            <ul className="review-picked">
              {who.map((one) => (
                <li key={one}>
                  {labelOf(one)}
                  <IconButton size="small" label={text.remove(labelOf(one))} icon={<X size={12} aria-hidden="true" />} onPress={() => setWho(who.filter((other) => other !== one))} />
                </li>
              ))}
            </ul>
          )}
          <TextArea label={text.askNote} value={note} onChange={setNote} maxLength={1000} />
        </div>
      )}
    </Dialog>
  );
}
