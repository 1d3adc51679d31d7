import { useTexts } from '../../text/locale.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import { reviewTexts } from './review-text.ts';

const MOST = 5;

export interface Rule {
  readonly approvals: number;
  readonly duties: readonly string[];
}

/** How many people must agree, and with which duties. `offered`: duties somebody has; those of the rule are always there. */
export function RuleFields({ rule, hint, offered, onChange }: { readonly rule: Rule; readonly hint: string; readonly offered: readonly { readonly id: string; readonly title: string }[]; readonly onChange: (rule: Rule) => void }) {
  const text = useTexts(reviewTexts);
  const { approvals, duties } = rule;
  const all = [...offered, ...duties.filter((duty) => !offered.some(({ id }) => id === duty)).map((duty) => ({ id: duty, title: duty }))];
  return (
    <>
      <Select label={text.ruleCount} hint={hint} value={String(approvals)} onChange={(count) => onChange({ ...rule, approvals: Number(count) })} options={Array.from({ length: MOST + 1 }, (_, count) => ({ id: String(count), label: count === 0 ? text.ruleNone : text.ruleSome(count) }))} />
      <fieldset className="review-duties">
        <legend className="ui-label">{text.ruleDuties}</legend>
        {all.length === 0 ? <p className="ui-quiet">{text.ruleNoDuties}</p> : null}
        {all.map(({ id, title }) => (
          <Checkbox key={id} value={duties.includes(id)} isDisabled={!duties.includes(id) && duties.length >= MOST} onChange={(on) => onChange({ ...rule, duties: on ? [...duties, id] : duties.filter((one) => one !== id) })}>
            {title}
          </Checkbox>
        ))}
      </fieldset>
    </>
  );
}
