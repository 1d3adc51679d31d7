import { useState } from 'react';
import type { ReviewView } from '../../../../server/api/versions.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { reviewTexts } from './review-text.ts';
import { RuleFields, type Rule } from './rule-fields.tsx';
import { refusalText, useReviewDeed, useReviewers } from './use-review.ts';

/** What must be said before a scenario is published: how many people, and with which duties. */
export function RuleDialog({ id, own, onClose }: { readonly id: string; readonly own: ReviewView['own']; readonly onClose: () => void }) {
  const text = useTexts(reviewTexts);
  const toast = useToast();
  const reviewers = useReviewers(id, true);
  const [rule, setRule] = useState<Rule>({ approvals: own.approvals, duties: own.duties });
  const deed = useReviewDeed(id, () => {
    toast({ text: text.ruleSaved });
    onClose();
  });
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
          <Button look="primary" busy={deed.isPending} onPress={() => deed.mutate({ method: 'PUT', path: 'review-rule', body: { ...rule, baseVersion: own.version } })}>
            {text.ruleSave}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <RuleFields rule={rule} hint={text.ruleAbove} offered={reviewers.data?.duties ?? []} onChange={setRule} />
        {error === undefined ? null : <p className="review-refusal" role="alert">{error}</p>}
      </div>
    </Dialog>
  );
}
