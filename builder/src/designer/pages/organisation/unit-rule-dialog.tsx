import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitItem } from '../../../../../server/api/units.ts';
import type { ReviewRuleAnswerBody } from '../../../../../server/api/versions.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { RuleFields, type Rule } from '../../review/rule-fields.tsx';
import '../../review/review.css';
import { reviewTexts } from '../../review/review-text.ts';
import { refusalText } from '../../review/use-review.ts';
import { useMemberChoices } from '../admin/use-member-choices.ts';
import { organisationTexts } from './organisation-text.ts';

const pathOf = (unit: UnitItem): string => `/api/units/${encodeURIComponent(unit.id)}/review-rule`;

function RuleForm({ unit, saved, onClose }: { readonly unit: UnitItem; readonly saved: ReviewRuleAnswerBody; readonly onClose: () => void }) {
  const text = useTexts(organisationTexts);
  const words = useTexts(reviewTexts);
  const toast = useToast();
  const client = useQueryClient();
  const choices = useMemberChoices();
  const [rule, setRule] = useState<Rule>({ approvals: saved.approvals, duties: saved.duties });
  const save = useMutation({
    mutationFn: () => request(pathOf(unit), { method: 'PUT', body: { ...rule, baseVersion: saved.version } }),
    onSuccess: () => {
      toast({ text: text.ruleSaved(unit.name) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['unit-rule', unit.id] }),
  });
  const error = refusalText(save.error);
  return (
    <div className="form-stack">
      <RuleFields rule={rule} hint={text.ruleHint} offered={choices.duties} onChange={setRule} />
      {error === undefined ? null : <p className="review-refusal" role="alert">{error}</p>}
      <div className="ui-row review-deeds">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button look="primary" busy={save.isPending} onPress={() => save.mutate()}>{words.ruleSave}</Button>
      </div>
    </div>
  );
}

/** What must be said before anything in a unit, or below it, is published. */
export function UnitRuleDialog({ unit, onClose }: { readonly unit: UnitItem; readonly onClose: () => void }) {
  const text = useTexts(organisationTexts);
  const rule = useQuery({ queryKey: ['unit-rule', unit.id], queryFn: ({ signal }) => request<ReviewRuleAnswerBody>(pathOf(unit), { signal }), gcTime: 0 });
  return (
    <Dialog title={text.ruleTitle(unit.name)} open onClose={onClose} size="narrow">
      {rule.isPending ? <Skeleton rows={4} /> : null}
      {rule.isError ? <ErrorState error={rule.error} onRetry={() => void rule.refetch()} /> : null}
      {rule.isSuccess ? <RuleForm key={rule.data.version} unit={unit} saved={rule.data} onClose={onClose} /> : null}
    </Dialog>
  );
}
