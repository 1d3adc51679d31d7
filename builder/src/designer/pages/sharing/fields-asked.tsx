import type { GrantField, GrantView } from '../../../../../server/api/sharing.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Select } from '../../../ui/select.tsx';
import { sharingTexts } from './sharing-text.ts';

type Shown = Pick<GrantView['fields'][number], 'id' | 'title' | 'sharing' | 'personal' | 'level'>;

export interface FieldsAskedProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly fields: readonly Shown[];
  readonly value: readonly GrantField[];
  readonly onChange: (value: readonly GrantField[]) => void;
  /** What may be given at most, by column; absent: anything. */
  readonly most?: readonly GrantField[];
}

const WAYS = ['whole', 'masked', 'counted'] as const;
const RANK = { counted: 0, masked: 1, whole: 2 };

/** Columns with how each is read: personal ones begin masked. */
export function FieldsAsked({ label, hint, error, fields, value, onChange, most }: FieldsAskedProps) {
  const text = useTexts(sharingTexts);
  const chosen = new Map(value.map((field) => [field.id, field]));
  const limits = most === undefined ? undefined : new Map(most.map((field) => [field.id, field.as]));
  const waysOf = (id: string) => WAYS.filter((way) => limits === undefined || RANK[way] <= RANK[limits.get(id) ?? 'counted']);
  const set = (id: string, as: GrantField['as'] | null): void => {
    const rest = value.filter((field) => field.id !== id);
    onChange(as === null ? rest : fields.flatMap((field) => (field.id === id ? [{ id, as }] : rest.filter((other) => other.id === field.id))));
  };
  return (
    <fieldset className="ui-field ask-set">
      <legend className="ui-label">{label}</legend>
      <ul className="ask-fields">
        {fields.map(({ id, title, sharing, personal, level }) => {
          const one = chosen.get(id);
          const isClosed = sharing === 'none' || (limits !== undefined && !limits.has(id));
          return (
            <li key={id}>
              <Checkbox value={one !== undefined} isDisabled={isClosed} onChange={(on) => set(id, on ? (waysOf(id).includes(personal ? 'masked' : 'whole') ? (personal ? 'masked' : 'whole') : (waysOf(id)[0] ?? 'counted')) : null)}>
                {title}
              </Checkbox>
              <span className="ui-grow">{title === id ? null : <code>{id}</code>}</span>
              {personal ? <Chip tone="warn">{text.personal}</Chip> : null}
              {level === undefined ? null : <Chip>{level}</Chip>}
              {sharing === 'none' ? <Chip tone="err">{text.class_none}</Chip> : null}
              {one === undefined ? null : <Select label={`${title} · ${label}`} hideLabel options={waysOf(id).map((way) => ({ id: way, label: text[`as_${way}`] }))} value={one.as} onChange={(as) => set(id, as as GrantField['as'])} />}
            </li>
          );
        })}
      </ul>
      {value.some(({ as }) => as === 'counted') ? <p className="ui-hint">{text.countedHint}</p> : null}
      {hint === undefined ? null : <p className="ui-hint">{hint}</p>}
      {error === undefined ? null : <p className="ui-error" role="alert">{error}</p>}
    </fieldset>
  );
}
