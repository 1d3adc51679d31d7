import { TEXT_KINDS, type TextKind } from '../../../../runtime/schema/text-kind/text-kind.ts';
import { useTexts } from '../../text/locale.tsx';
import { Select } from '../../ui/select.tsx';
import { formTexts } from './form-texts.ts';

const WORDS = { 'id-card': 'p_idcard', uscc: 'p_uscc', mobile: 'p_phone', phone: 'p_landline', email: 'p_email', postcode: 'p_postcode', 'bank-card': 'p_bankcard', plate: 'p_plate' } as const satisfies Readonly<Record<TextKind, string>>;

interface Props {
  readonly value: TextKind | undefined;
  readonly isDisabled: boolean;
  readonly onChange: (kind: TextKind | undefined, what: string) => void;
}

/** What a text is by a public rule, or just a text. */
export function KindSelect({ value, isDisabled, onChange }: Props) {
  const text = useTexts(formTexts);
  return (
    <>
      <Select label={text.kindOfText} isDisabled={isDisabled} value={value ?? ''} options={[{ id: '', label: text.kindNone }, ...TEXT_KINDS.map((id) => ({ id, label: text[WORDS[id]] }))]} onChange={(id) => onChange(TEXT_KINDS.find((kind) => kind === id), text.kindOfText)} />
      {value === undefined ? null : <p className="entry-help">{text.kindHelp}</p>}
    </>
  );
}
