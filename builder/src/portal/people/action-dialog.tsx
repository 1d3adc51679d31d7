import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { RequestError } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { peopleTexts } from './text.ts';

interface ActionDialogProps {
  readonly title: string;
  readonly hint?: string;
  /** Word on the chief button. */
  readonly act: string;
  readonly busy: boolean;
  /** What is missing, or why the server refused; said at once. */
  readonly problem: string | undefined;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Whether it asks something, so that one can also say no. @default true */
  readonly asks?: boolean;
}

/** A question over the page: the browser keeps the focus inside, Escape closes, the focus goes back to the button. */
export function ActionDialog({ title, hint, act, busy, problem, onAct, onClose, children, asks = true }: ActionDialogProps) {
  const t = useTexts(peopleTexts);
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // Before anything in the dialog takes the focus by itself.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    ref.current?.showModal();
    // The dialog is gone before the browser could give the focus back by itself.
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [before]);
  return (
    <dialog ref={ref} className="ask" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <form onSubmit={(event) => { event.preventDefault(); if (!busy) onAct(); }} noValidate>
        <h2 id={id}>{title}</h2>
        {hint === undefined ? null : <p className="ink2">{hint}</p>}
        {children}
        <div aria-live="assertive">{problem === undefined ? null : <div className="note err"><CircleAlert className="i" aria-hidden="true" /><p>{problem}</p></div>}</div>
        <div className="ask-act">
          {asks ? <button type="button" className="big sec" onClick={onClose}>{t.cancel}</button> : null}
          <button type="submit" className="big" aria-disabled={busy}>{act}</button>
        </div>
      </form>
    </dialog>
  );
}

/** A text people write: a reason, a note, a comment. */
export function WordsField({ label, hint, value, onChange }: { readonly label: string; readonly hint?: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="ask-field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-h`} className="mut">{hint}</p>}
      <textarea id={id} rows={3} maxLength={1000} value={value} {...(hint === undefined ? {} : { 'aria-describedby': `${id}-h` })} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

/** What the server said: what is wrong, then what to do. */
export function refusalWords(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  return error instanceof RequestError ? [error.problem.detail, error.problem.hint].filter((part) => part !== undefined && part !== '').join(' ') : error instanceof Error ? error.message : undefined;
}
