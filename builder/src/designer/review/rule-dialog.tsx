import { useState } from 'react';
import type { ReviewView } from '../../../../server/api/versions.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { useToast } from '../../ui/toast.tsx';
import { reviewTexts } from './review-text.ts';
import { refusalText, useReviewDeed, useReviewers } from './use-review.ts';

const MOST = 5;

/** What must be said before a scenario is published: how many people, and with which duties. */
export function RuleDialog({ id, own, onClose }: { readonly id: string; readonly own: ReviewView['own']; readonly onClose: () => void }) {
  const text = useTexts(reviewTexts);
  const toast = useToast();
  const reviewers = useReviewers(id, true);
  const [approvals, setApprovals] = useState(own.approvals);
  const [duties, setDuties] = useState<readonly string[]>(own.duties);
  const deed = useReviewDeed(id, () => {
    toast({ text: text.ruleSaved });
    onClose();
  });
  const known = reviewers.data?.duties ?? [];
  const offered = [...known.map(({ id: duty, title }) => ({ duty, title })), ...own.duties.filter((duty) => !known.some((one) => one.id === duty)).map((duty) => ({ duty, title: duty }))];
  const error = refusalText(deed.error);
  return (
    <Dialog
      title={text.ruleTitle}
      open
      onClose={onClose}
      size="narrow"
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={deed.isPending} onPress={() => deed.mutate({ method: 'PUT', path: 'review-rule', body: { approvals, duties, baseVersion: own.version } })}>
            {text.ruleSave}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <Select label={text.ruleCount} hint={text.ruleAbove} value={String(approvals)} onChange={(count) => setApprovals(Number(count))} options={Array.from({ length: MOST + 1 }, (_, count) => ({ id: String(count), label: count === 0 ? text.ruleNone : text.ruleSome(count) }))} />
        <fieldset className="review-duties">
          <legend className="ui-label">{text.ruleDuties}</legend>
          {offered.length === 0 ? <p className="ui-quiet">{text.ruleNoDuties}</p> : null}
          {offered.map(({ duty, title }) => (
            <Checkbox key={duty} value={duties.includes(duty)} isDisabled={!duties.includes(duty) && duties.length >= MOST} onChange={(on) => setDuties(on ? [...duties, duty] : duties.filter((one) => one !== duty))}>
              {title}
            </Checkbox>
          ))}
        </fieldset>
        {error === undefined ? null : <p className="review-refusal" role="alert">{error}</p>}
      </div>
    </Dialog>
  );
}
