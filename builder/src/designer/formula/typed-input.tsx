import { useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { LineInput, type LineInputProps } from '../panel/entries/line-input.tsx';
import { choicesOf, type SchemaView } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';
import { literalOf, typedOf, type Typed } from './literal.ts';

export interface TypedInputProps {
  readonly label: string;
  /** Text of the literal as it stands: `2022-01-20`, `P30D`, `true`. */
  readonly text: string;
  readonly schema: SchemaView | undefined;
  readonly readOnly?: boolean;
  readonly when?: LineInputProps['when'];
  /** What a person calls a listed value. */
  readonly labelOf?: ((value: string) => string) | undefined;
  readonly suggestions?: readonly string[] | undefined;
  /** The text and its FEEL literal; both empty when the field was emptied. */
  readonly onCommit: (text: string, literal: string) => void;
}

const PERIOD = /^P(?:(\d+)([DMY])|T(\d+)([HM]))$/;
const UNITS = ['D', 'TH', 'TM', 'M', 'Y'] as const;

function PeriodInput({ label, text, readOnly = false, when = 'pause', onCommit }: TypedInputProps) {
  const words = useTexts(formulaTexts);
  const match = PERIOD.exec(text);
  const unit = match?.[2] ?? (match?.[4] === undefined ? 'D' : `T${match[4]}`);
  const count = match?.[1] ?? match?.[3] ?? '';
  const put = (amount: string, of: string) => {
    const next = amount === '' ? '' : of.startsWith('T') ? `PT${amount}${of.slice(1)}` : `P${amount}${of}`;
    onCommit(next, next === '' ? '' : (literalOf(next, 'duration') ?? ''));
  };
  return (
    <span className="typed-period">
      <LineInput label={label} inputMode="decimal" value={count} readOnly={readOnly} when={when} onCommit={(next) => (/^\d*$/.test(next.trim()) ? put(next.trim(), unit) : undefined)} />
      <Select label={words.unit} hideLabel isDisabled={readOnly} value={unit} options={UNITS.map((id) => ({ id, label: words[`unit_${id}`] }))} onChange={(next) => put(count, next)} />
    </span>
  );
}

const HINTS: Readonly<Partial<Record<Typed, string>>> = { time: '08:30', 'date-time': '2022-01-20T08:30', duration: 'P30D', number: '0' };

function LiteralInput({ label, text, schema, readOnly = false, when = 'pause', suggestions, onCommit }: TypedInputProps) {
  const words = useTexts(formulaTexts);
  const [bad, setBad] = useState(false);
  const type = typedOf(schema);
  const commit = (next: string) => {
    const literal = next === '' ? '' : literalOf(next, type);
    setBad(literal === undefined);
    if (literal !== undefined) onCommit(next, literal);
  };
  return (
    <span className="typed-input">
      <LineInput label={label} type={type === 'date' ? 'date' : 'text'} value={text} readOnly={readOnly} when={when} suggestions={suggestions} {...(type === 'number' ? { inputMode: 'decimal' as const } : {})} {...(HINTS[type] === undefined ? {} : { placeholder: HINTS[type] })} onCommit={commit} />
      {bad ? <small className="typed-bad" role="alert">{words[`bad_${type === 'number' || type === 'time' || type === 'date-time' ? type : 'other'}`]}</small> : null}
    </span>
  );
}

/** One value by its type: a choice where values are listed, yes or no, a date, a number of days, a number, text. */
export function TypedInput(props: TypedInputProps) {
  const { label, text, schema, readOnly = false, labelOf = String, onCommit } = props;
  const { locale } = useLocale();
  const words = useTexts(formulaTexts);
  const choices = choicesOf(schema);
  const type = typedOf(schema);
  if (choices.length > 0) {
    const options = choices.map((value) => ({ id: String(value), label: labelOf(String(value)) }));
    const shared = { label, hideLabel: true, isDisabled: readOnly, placeholder: words.choose, options: options.some((option) => option.id === text) || text === '' ? options : [...options, { id: text, label: text }] };
    const choose = (id: string | null) => (id === null ? onCommit('', '') : onCommit(id, literalOf(id, typeof choices[0] === 'number' ? 'number' : 'text') ?? ''));
    return choices.length > 12 ? <ComboBox {...shared} value={text === '' ? null : text} onChange={choose} /> : <Select {...shared} value={text === '' ? null : text} onChange={choose} />;
  }
  if (type === 'boolean') {
    return <Select label={label} hideLabel isDisabled={readOnly} placeholder={words.choose} value={text === '' ? null : text} options={[{ id: 'true', label: locale === 'en' ? 'yes' : '是' }, { id: 'false', label: locale === 'en' ? 'no' : '否' }]} onChange={(id) => onCommit(id, id)} />;
  }
  if (type === 'duration' && (text === '' || PERIOD.test(text))) return <PeriodInput {...props} />;
  return <LiteralInput {...props} />;
}
