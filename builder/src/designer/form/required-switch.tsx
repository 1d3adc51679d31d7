import type { FormField } from '../../../../runtime/schema/field.ts';
import { useTexts } from '../../text/locale.tsx';
import { Switch } from '../../ui/choice.tsx';
import type { FieldPatch } from './form-edits.ts';
import { formTexts } from './form-texts.ts';

/** A tick box: left open it says no. */
export const isTick = ({ type, widget, compute }: FormField): boolean => type === 'boolean' && compute === undefined && (widget === undefined || widget === 'checkbox');

/** Whether somebody answers the question, so that it can be required. */
export const isAnswered = ({ compute, widget, right = 'edit' }: FormField): boolean => compute === undefined && widget !== 'static' && right === 'edit';

const ticked = ({ id }: FormField): string => `form.${id} = true`;

export const isMustTick = (field: FormField): boolean => isTick(field) && field.check === ticked(field);

interface Props {
  readonly field: FormField;
  readonly readOnly: boolean;
  readonly patch: (change: FieldPatch, what: string) => void;
}

/** What "required" means for the question: nothing for what nobody answers, ticked for a tick box. */
export function RequiredSwitch({ field, readOnly, patch }: Props) {
  const text = useTexts(formTexts);
  if (!isAnswered(field)) return null;
  if (!isTick(field)) return <Switch value={!(field.optional ?? false)} isDisabled={readOnly} onChange={(on) => patch({ optional: on ? undefined : true }, text.isRequired)}>{text.isRequired} <small className="ui-quiet">{text.requiredHint}</small></Switch>;
  const own = field.check !== undefined && !isMustTick(field);
  return (
    <>
      <p className="entry-help">{text.tickHelp}</p>
      <Switch value={isMustTick(field)} isDisabled={readOnly || own} onChange={(on) => patch({ check: on ? ticked(field) : undefined }, text.mustTick)}>{text.mustTick} {own ? <small className="ui-quiet">{text.mustTickOwn}</small> : null}</Switch>
    </>
  );
}
