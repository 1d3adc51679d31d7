import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea as AriaTextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import './field.css';

export interface FieldFrame {
  /** Visible label; with `hideLabel` it is spoken only. */
  readonly label: string;
  readonly hideLabel?: boolean;
  /** At the right end of the label line, e.g. a count. */
  readonly labelEnd?: ReactNode;
  readonly hint?: ReactNode;
  /** Says what is wrong and what to do; marks the field invalid. */
  readonly error?: string | undefined;
}

export interface TextFieldProps extends FieldFrame, Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  readonly placeholder?: string;
  /** Code font. */
  readonly mono?: boolean;
}

export function FieldLabel({ label, hideLabel, labelEnd }: Pick<FieldFrame, 'label' | 'hideLabel' | 'labelEnd'>) {
  if (hideLabel) return <Label className="ui-hidden">{label}</Label>;
  return (
    <Label className="ui-label">
      {label}
      {labelEnd === undefined ? null : <span className="ui-label-end">{labelEnd}</span>}
    </Label>
  );
}

export function FieldNotes({ hint, error }: Pick<FieldFrame, 'hint' | 'error'>) {
  return (
    <>
      {hint === undefined ? null : (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      {error === undefined ? null : (
        <FieldError className="ui-error">
          <CircleAlert aria-hidden="true" />
          {error}
        </FieldError>
      )}
    </>
  );
}

/** One line of text. What is typed while an input method is composing never reaches `onKeyDown`; 229 is its key code in Safari. */
export function TextField({ label, hideLabel, labelEnd, hint, error, placeholder, mono, onKeyDown, ...rest }: TextFieldProps) {
  const onKey: TextFieldProps['onKeyDown'] = onKeyDown && ((event) => (event.nativeEvent.isComposing || event.keyCode === 229 ? event.continuePropagation() : onKeyDown(event)));
  return (
    <AriaTextField {...rest} {...(onKey === undefined ? {} : { onKeyDown: onKey })} className="ui-field" isInvalid={error !== undefined} {...(mono ? { 'data-mono': '' } : {})}>
      <FieldLabel label={label} {...(hideLabel === undefined ? {} : { hideLabel })} labelEnd={labelEnd} />
      <Input className="ui-input" {...(placeholder === undefined ? {} : { placeholder })} />
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  );
}

export function TextArea({ label, hideLabel, labelEnd, hint, error, placeholder, mono, rows = 3, ...rest }: TextFieldProps & { readonly rows?: number }) {
  return (
    <AriaTextField {...rest} className="ui-field" isInvalid={error !== undefined} {...(mono ? { 'data-mono': '' } : {})}>
      <FieldLabel label={label} {...(hideLabel === undefined ? {} : { hideLabel })} labelEnd={labelEnd} />
      <AriaTextArea className="ui-textarea" rows={rows} {...(placeholder === undefined ? {} : { placeholder })} />
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  );
}
