import { useEffect, useId, useRef, useState } from 'react';

export interface LineInputProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly multiline?: boolean;
  readonly type?: 'text' | 'date' | 'url';
  readonly takeFocus?: boolean;
  readonly className?: string;
  readonly onEscape?: () => void;
  /** Values offered while typing; anything else may be typed too. */
  readonly suggestions?: readonly string[] | undefined;
  readonly inputMode?: 'decimal';
}

/**
 * A text field with its own state: the document hears of it when the person leaves or presses Enter, and never writes
 * back while an input method composes.
 */
export function LineInput({ label, value, onCommit, readOnly = false, placeholder, mono = false, multiline = false, type = 'text', takeFocus = false, className = '', onEscape, suggestions, inputMode }: LineInputProps) {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const composing = useRef(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  if (seen !== value) {
    setSeen(value);
    setDraft(value);
  }
  useEffect(() => {
    if (takeFocus) field.current?.select();
  }, [takeFocus]);
  const commit = () => {
    if (draft !== value) onCommit(draft);
  };
  const list = useId();
  const offers = suggestions !== undefined && suggestions.length > 0 && !multiline;
  const Tag = multiline ? 'textarea' : 'input';
  const control = (
    <Tag
      ref={field}
      className={`${multiline ? 'ui-textarea' : 'ui-input'} ${mono ? 'ui-mono' : ''} ${className}`}
      aria-label={label}
      value={draft}
      readOnly={readOnly}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(multiline ? { rows: 2 } : { type })}
      {...(offers ? { list } : {})}
      {...(inputMode === undefined ? {} : { inputMode })}
      onChange={(event) => {
        setDraft(event.target.value);
        if (type === 'date') onCommit(event.target.value);
      }}
      onCompositionStart={() => { composing.current = true; }}
      onCompositionEnd={() => { composing.current = false; }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (composing.current || event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter' && (!multiline || event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          commit();
          event.currentTarget.blur();
        }
        if (event.key === 'Escape') {
          event.stopPropagation();
          setDraft(value);
          onEscape?.();
        }
      }}
    />
  );
  if (!offers) return control;
  return (
    <>
      {control}
      <datalist id={list}>
        {suggestions.map((value) => <option key={value} value={value}>{value}</option>)}
      </datalist>
    </>
  );
}
