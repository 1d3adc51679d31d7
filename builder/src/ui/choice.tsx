import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Label, Radio, RadioGroup as AriaRadioGroup, Switch as AriaSwitch, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './field.css';
import { FieldNotes, type FieldFrame } from './text-field.tsx';

export interface ToggleProps {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
}

/** On or off at once. */
export function Switch({ value, onChange, children, isDisabled = false }: ToggleProps) {
  return (
    <AriaSwitch className="ui-switch" isSelected={value} onChange={onChange} isDisabled={isDisabled}>
      <span className="ui-switch-track" />
      {children}
    </AriaSwitch>
  );
}

export interface CheckboxProps extends ToggleProps {
  readonly mixed?: boolean;
  /** The words are only spoken: the column above them says what is ticked. */
  readonly hideLabel?: boolean;
}

export function Checkbox({ value, onChange, children, isDisabled = false, mixed = false, hideLabel = false }: CheckboxProps) {
  return (
    <AriaCheckbox className="ui-check" isSelected={value} onChange={onChange} isDisabled={isDisabled} isIndeterminate={mixed}>
      <span className="ui-check-box">{mixed ? <Minus aria-hidden="true" /> : value ? <Check aria-hidden="true" /> : null}</span>
      {hideLabel ? <span className="ui-hidden">{children}</span> : children}
    </AriaCheckbox>
  );
}

export interface RadioOption {
  readonly id: string;
  readonly label: ReactNode;
  readonly isDisabled?: boolean;
}

export interface RadioGroupProps extends FieldFrame {
  readonly options: readonly RadioOption[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  /** @default 'column' */
  readonly flow?: 'column' | 'row';
}

export function RadioGroup({ label, hideLabel, hint, error, options, value, onChange, flow = 'column' }: RadioGroupProps) {
  return (
    <AriaRadioGroup className="ui-field" value={value} onChange={onChange} isInvalid={error !== undefined}>
      <Label className={hideLabel ? 'ui-hidden' : 'ui-label'}>{label}</Label>
      <div className="ui-radios" data-flow={flow}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="ui-radio" isDisabled={option.isDisabled ?? false}>
            <span className="ui-radio-dot" />
            {option.label}
          </Radio>
        ))}
      </div>
      <FieldNotes hint={hint} error={error} />
    </AriaRadioGroup>
  );
}

export interface SegmentedControlProps {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly label: ReactNode }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly size?: 'medium' | 'small';
}

/** Two to five views of one thing; exactly one is chosen. */
export function SegmentedControl({ label, options, value, onChange, size = 'medium' }: SegmentedControlProps) {
  return (
    <ToggleButtonGroup
      className="ui-segments"
      data-size={size}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onChange(String(key));
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="ui-segment">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
