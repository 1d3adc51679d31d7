import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ComboBox as AriaComboBox, Input, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, type Key } from 'react-aria-components';
import { useTexts } from '../text/locale.tsx';
import './field.css';
import './overlay.css';
import { FieldLabel, FieldNotes, type FieldFrame } from './text-field.tsx';
import { uiTexts } from './ui-text.ts';

export interface Option {
  readonly id: string;
  readonly label: string;
  /** Second line. */
  readonly detail?: string;
  /** At the right end: a code or count. */
  readonly end?: ReactNode;
}

function OptionRow({ option }: { readonly option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className="ui-list-item">
      <span>
        {option.label}
        {option.detail === undefined ? null : <small>{option.detail}</small>}
      </span>
      {option.end === undefined ? null : <span className="ui-item-end">{option.end}</span>}
    </ListBoxItem>
  );
}

export interface SelectProps extends FieldFrame {
  readonly options: readonly Option[];
  /** Chosen option id, or null. */
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** What the list says while there is nothing to choose, and where to get it. */
  readonly empty?: string;
}

/** Choose one of a short list. */
export function Select({ label, hideLabel, labelEnd, hint, error, options, value, onChange, placeholder, isDisabled, empty }: SelectProps) {
  const text = useTexts(uiTexts);
  return (
    <AriaSelect
      className="ui-field"
      allowsEmptyCollection
      value={value}
      onChange={(key: Key | null) => (key === null ? undefined : onChange(String(key)))}
      isInvalid={error !== undefined}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(isDisabled === undefined ? {} : { isDisabled })}
    >
      <FieldLabel label={label} {...(hideLabel === undefined ? {} : { hideLabel })} labelEnd={labelEnd} />
      <Button className="ui-select-button">
        <SelectValue>{({ defaultChildren, selectedText, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}</SelectValue>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <FieldNotes hint={hint} error={error} />
      <Popover className="ui-popover">
        <ListBox className="ui-list" items={options} renderEmptyState={() => <p className="ui-list-empty">{empty ?? text.noOptions}</p>}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export interface ComboBoxProps extends Omit<SelectProps, 'value' | 'onChange'> {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Text typed that is no option; makes the box accept anything. */
  readonly onCustom?: (text: string) => void;
}

/** Choose one of a long list by typing. */
export function ComboBox({ label, hideLabel, labelEnd, hint, error, options, value, onChange, onCustom, placeholder, isDisabled }: ComboBoxProps) {
  return (
    <AriaComboBox
      className="ui-field"
      defaultItems={options}
      value={value}
      onChange={(key: Key | null) => onChange(key === null ? null : String(key))}
      allowsCustomValue={onCustom !== undefined}
      {...(onCustom === undefined ? {} : { onInputChange: (text: string) => { if (!options.some((option) => option.label === text)) onCustom(text); } })}
      isInvalid={error !== undefined}
      menuTrigger="focus"
      {...(isDisabled === undefined ? {} : { isDisabled })}
    >
      <FieldLabel label={label} {...(hideLabel === undefined ? {} : { hideLabel })} labelEnd={labelEnd} />
      <div className="ui-combo">
        <Input className="ui-input" {...(placeholder === undefined ? {} : { placeholder })} />
        <Button className="ui-combo-open">
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </div>
      <FieldNotes hint={hint} error={error} />
      <Popover className="ui-popover">
        <ListBox className="ui-list">{(option: Option) => <OptionRow option={option} />}</ListBox>
      </Popover>
    </AriaComboBox>
  );
}
