import { useEffect, useId, useRef } from 'react';
import { useTypedText, type WhenCommitted } from '../../document/use-typed-text.ts';

export interface LineInputProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** `leaving` for what means something only when it is whole: a name that others go by. @default 'pause' */
  readonly when?: Exclude<WhenCommitted, 'key'>;
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
 * A text field with its own state: the document hears of it after a pause of typing, and when the person leaves or
 * presses Enter; it never writes back while somebody types or an input method composes.
 */
export function LineInput({ label, value, onCommit, when = 'pause', readOnly = false, placeholder, mono = false, multiline = false, type = 'text', takeFocus = false, className = '', onEscape, suggestions, inputMode }: LineInputProps) {
  const typed = useTypedText(value, onCommit, type === 'date' ? 'key' : when);
  const composing = useRef(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takeFocus) field.current?.select();
  }, [takeFocus]);
  const compose = (on: boolean) => {
    composing.current = on;
    typed.compose(on);
  };
  const list = useId();
  const offers = suggestions !== undefined && suggestions.length > 0 && !multiline;
  const Tag = multiline ? 'textarea' : 'input';
  const control = (
    <Tag
      ref={field}
      className={`${multiline ? 'ui-textarea' : 'ui-input'} ${mono ? 'ui-mono' : ''} ${className}`}
      aria-label={label}
      value={typed.text}
      readOnly={readOnly}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(multiline ? { rows: 2 } : { type })}
      {...(offers ? { list } : {})}
      {...(inputMode === undefined ? {} : { inputMode })}
      onChange={(event) => typed.type(event.target.value)}
      onCompositionStart={() => compose(true)}
      onCompositionEnd={() => compose(false)}
      onFocus={typed.enter}
      onBlur={typed.leave}
      onKeyDown={(event) => {
        if (composing.current || event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter' && (!multiline || event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          event.currentTarget.blur();
        }
        if (event.key === 'Escape') {
          event.stopPropagation();
          typed.cancel();
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
