import type { PortalField } from '../../../../../server/api/portal.ts';
import { useTexts } from '../../../text/locale.tsx';
import { isChosen, offeredFor, toggled } from '../chosen.ts';
import type { ChosenEntry, PickEntry } from '../entry-kinds.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { formTexts, type FormWords } from '../text.ts';
import { SearchBox } from './lookup-widget.tsx';
import type { WidgetProps } from './widget-props.ts';

function countWords({ min, max }: PortalField, t: FormWords): string | undefined {
  const [least, most] = [min, max].map((limit) => (typeof limit === 'number' ? limit : undefined));
  return least === undefined && most === undefined ? undefined : t.chooseCount(least, most);
}

/** Several of the choices: a box for each, or those found so far and a search for more. */
export function ChecksWidget(props: WidgetProps) {
  const { entry, onChange, ids, error } = props;
  const t = useTexts(formTexts);
  const hint = [props.field.hint, countWords(props.field, t)].filter((words) => words !== undefined && words !== '').join(' ');
  const field = hint === '' ? props.field : { ...props.field, hint };
  const held = entry as ChosenEntry;
  const offered = offeredFor(field, held);
  const tall = offered.length > 4 || offered.some((choice) => choice.label.length + (choice.detail?.length ?? 0) > 14);
  const take = ({ value, label, detail }: PickEntry) => {
    const next = toggled(field, held, { value, label, ...(detail === undefined ? {} : { detail }) });
    onChange(next);
    // A box that goes away with its tick would take the focus along.
    if (offeredFor(field, next).length < offered.length) document.getElementById(ids.control)?.focus();
  };
  const search = field.choices === undefined;
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <div className={tall ? 'pf-cards pf-tall' : 'pf-cards'}>
        {offered.map((choice, index) => (
          <label key={JSON.stringify(choice.value)} className="pf-card">
            <input id={index === 0 && !search ? ids.control : `${ids.control}-${index}`} type="checkbox" checked={isChosen(held, choice.value)} onChange={() => take(choice)} {...(index === 0 && !search ? describedBy(ids, field, error) : {})} />
            <span><b>{choice.label}</b>{choice.detail ? <em>{choice.detail}</em> : null}</span>
          </label>
        ))}
      </div>
      {search ? <SearchBox props={{ ...props, field }} label={field.title} focus={false} onPick={(choice) => (isChosen(held, choice.value) ? undefined : take(choice))} /> : null}
    </FieldFrame>
  );
}
