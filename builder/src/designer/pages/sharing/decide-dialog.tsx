import { useState } from 'react';
import type { GrantAction, GrantActionWanted, GrantField, GrantView } from '../../../../../server/api/sharing.ts';
import { useTexts } from '../../../text/locale.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { FormDialog, type Doing } from '../shared/ask-dialogs.tsx';
import { refusedAt } from '../shared/refused-at.ts';
import { FieldsAsked } from './fields-asked.tsx';
import { sharingTexts } from './sharing-text.ts';

/** Decisions whose reason may stay unsaid. */
const FREE: ReadonlySet<GrantAction> = new Set(['agree', 'withdraw', 'end']);
const GIVES: ReadonlySet<GrantAction> = new Set(['agree', 'overrule']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface DecideDialogProps {
  readonly view: GrantView;
  readonly action: GrantAction;
  readonly doing: Doing;
  readonly onDo: (wanted: Omit<GrantActionWanted, 'baseVersion'>) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of a step; for an agreement also for what is given, which is never more than was asked for. */
export function DecideDialog({ view, action, doing, onDo, onClose }: DecideDialogProps) {
  const text = useTexts(sharingTexts);
  const { asked, given, item } = view;
  const gives = GIVES.has(action);
  const [reason, setReason] = useState('');
  const [fields, setFields] = useState<readonly GrantField[]>(asked.fields);
  const [until, setUntil] = useState(action === 'renew' ? '' : (given ?? asked).until);
  const needsDay = gives || action === 'renew';
  const wrong = {
    reason: FREE.has(action) || reason.trim() !== '' ? undefined : text.reasonEmpty,
    fields: gives && fields.length === 0 ? text.fieldsEmpty : undefined,
    until: !needsDay || DAY.test(until) ? undefined : text.dayEmpty,
  };
  const save = (): void =>
    onDo({
      action,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(gives ? { given: { fields: [...fields], from: asked.from, until, ...(asked.rows === undefined ? {} : { rows: asked.rows }) } } : {}),
      ...(action === 'renew' ? { until } : {}),
    });
  return (
    <FormDialog title={`${text[`do_${action}`]} · ${item.datasetTitle}`} action={text[`do_${action}`]} size={gives ? 'wide' : 'narrow'} saving={doing} wrong={wrong} onSave={save} onClose={onClose}>
      {(say) => (
        <>
          {gives ? <p>{text.agreeText}</p> : null}
          {gives ? <FieldsAsked label={text.given} fields={view.fields.filter(({ id }) => asked.fields.some((field) => field.id === id))} value={fields} onChange={setFields} most={asked.fields} error={say(wrong.fields) ?? refusedAt(doing.error, '/given/fields')} /> : null}
          {needsDay ? <TextField label={text.until} value={until} onChange={setUntil} error={say(wrong.until) ?? refusedAt(doing.error, gives ? '/given/until' : '/until')} placeholder="2027-12-31" /> : null}
          <TextArea label={text.reason} hint={text.reasonHint} value={reason} onChange={setReason} error={say(wrong.reason)} rows={3} />
        </>
      )}
    </FormDialog>
  );
}
