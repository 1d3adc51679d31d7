import { useState } from 'react';
import type { ObjectionOutcome, ObjectionView, ObjectionWanted } from '../../../../../server/api/objections.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { FormDialog, type Doing } from '../shared/ask-dialogs.tsx';
import { objectionsTexts } from './objections-text.ts';

export interface AnswerDialogProps {
  readonly view: ObjectionView;
  readonly action: 'decide' | 'extend';
  readonly doing: Doing;
  readonly onDo: (wanted: Omit<ObjectionWanted, 'baseVersion'>) => void;
  readonly onClose: () => void;
}

/** Asks for the outcome and the answer, or for the reason of taking more time. */
export function AnswerDialog({ view, action, doing, onDo, onClose }: AnswerDialogProps) {
  const text = useTexts(objectionsTexts);
  const [outcome, setOutcome] = useState<ObjectionOutcome>();
  const [reason, setReason] = useState('');
  const decides = action === 'decide';
  const wrong = { outcome: decides && outcome === undefined ? text.noOutcome : undefined, reason: reason.trim().length < 5 ? text.short : undefined };
  const save = (): void => onDo({ action, reason: reason.trim(), ...(decides && outcome !== undefined ? { outcome } : {}) });
  return (
    <FormDialog title={decides ? text.decideTitle : text.extendTitle} action={text[action]} saving={doing} wrong={wrong} onSave={save} onClose={onClose}>
      {(say) => (
        <>
          {decides ? <Select label={text.outcome} options={view.outcomes.map((id) => ({ id, label: text[`outcome_${id}`] }))} value={outcome ?? ''} onChange={(id) => setOutcome(id as ObjectionOutcome)} error={say(wrong.outcome)} /> : null}
          <TextArea label={decides ? text.answer : text.reason} hint={decides ? text.answerHint : text.extendHint} value={reason} onChange={setReason} error={say(wrong.reason)} rows={5} />
        </>
      )}
    </FormDialog>
  );
}
