import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { usesTexts } from './text.ts';
import '../form/form.css';

const LEAST = 5;

export interface WordsFormProps {
  readonly title: string;
  readonly hint: string;
  readonly action: string;
  readonly sending: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
  readonly onSend: (words: string) => void;
  readonly onClose: () => void;
  /** Asked before the words. */
  readonly children?: ReactNode;
}

/** A few words that must not be too few; what was typed stays when sending fails. */
export function WordsForm({ title, hint, action, sending, onSend, onClose, children }: WordsFormProps) {
  const t = useTexts(usesTexts);
  const id = useId();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const short = text.trim().length < LEAST;
  const flawed = tried && short;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short && !sending.isPending) onSend(text.trim());
  };
  return (
    <form className="pf use-objection" noValidate onSubmit={submit}>
      {sending.isError ? <Trouble error={sending.error} /> : null}
      {children}
      <div className={flawed ? 'pf-field pf-bad' : 'pf-field'}>
        <label htmlFor={id}>{title}</label>
        <p className="ink2" id={`${id}-hint`}>{hint}</p>
        {flawed ? <p className="pf-error" id={`${id}-error`}><CircleAlert className="i s" aria-hidden="true" />{t.objectShort}</p> : null}
        <textarea id={id} className="pf-input pf-area" rows={4} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={flawed ? `${id}-hint ${id}-error` : `${id}-hint`} {...(flawed ? { 'aria-invalid': true } : {})} />
      </div>
      <button type="submit" className="pf-primary" aria-disabled={sending.isPending}>{action}</button>
      <button type="button" className="link" onClick={onClose}>{t.cancel}</button>
    </form>
  );
}
