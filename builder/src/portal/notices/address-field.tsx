import { useId } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Trouble } from '../shell/trouble.tsx';
import { noticeTexts } from './text.ts';

interface AddressProps {
  readonly channel: 'mail' | 'webhook';
  readonly label: string;
  readonly hint: string;
  readonly type: 'email' | 'url';
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly flaw: string | undefined;
  /** What stands here is what is saved, and can be tried. */
  readonly ready: boolean;
}

/** An address, what is wrong with it, and a trial of what is saved. */
export function AddressField({ channel, label, hint, type, value, onChange, flaw, ready }: AddressProps) {
  const t = useTexts(noticeTexts);
  const api = useApi();
  const id = useId();
  const trial = useMutation({ mutationFn: () => api.tryNotice(channel) });
  return (
    <div className="ask-field">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-h`} className="mut">{hint}</p>
      {flaw === undefined ? null : <p id={`${id}-e`} className="flaw" role="alert">{flaw}</p>}
      <input id={id} type={type} maxLength={channel === 'mail' ? 200 : 500} autoComplete={channel === 'mail' ? 'email' : 'off'} value={value} aria-invalid={flaw !== undefined} aria-describedby={flaw === undefined ? `${id}-h` : `${id}-h ${id}-e`} onChange={(event) => { trial.reset(); onChange(event.target.value); }} />
      <div className="trial">
        <button type="button" className="chip" aria-disabled={!ready || trial.isPending} onClick={() => { if (ready && !trial.isPending) trial.mutate(); }}>{channel === 'mail' ? t.tryMail : t.tryWebhook}</button>
        <span aria-live="polite" className="mut">{trial.isPending ? t.trying : trial.isSuccess ? t.tried : ready || value === '' ? '' : t.tryAfterSave}</span>
      </div>
      {trial.isError ? <Trouble error={trial.error} /> : null}
    </div>
  );
}
