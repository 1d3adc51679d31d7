import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { itemsOf } from '../entry.ts';
import { useDesk } from '../entry-desk.tsx';
import { panelTexts } from '../panel-texts.ts';
import { EntryFrame } from './entry-frame.tsx';
import type { EntryProps } from './entry-props.ts';
import { CHOICES, nothingThere } from './scalar-entries.tsx';

interface TickBoxesProps extends EntryProps {
  /** What there is, in its own order; what is chosen keeps to it. */
  readonly known: readonly { readonly id: string; readonly title: string }[];
  readonly nothing: string;
}

/** Several of what there is. What is chosen and gone stays until it is unticked. */
function TickBoxes({ entry, path, value, known, nothing }: TickBoxesProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const chosen = (Array.isArray(value) ? (value as readonly unknown[]) : []).filter((one): one is string => typeof one === 'string');
  const gone = chosen.filter((id) => !known.some((one) => one.id === id)).map((id) => ({ id, title: text.notThere(id) }));
  const all = [...known, ...gone];
  const toggle = (id: string, on: boolean) => {
    const next = all.map((one) => one.id).filter((one) => (one === id ? on : chosen.includes(one)));
    desk.set(path, next.length === 0 && !entry.required ? undefined : next, entry.title);
  };
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path, true)} end={`${chosen.length} / ${known.length}`}>
      {all.length === 0 ? (
        <p className="entry-help">{nothing}</p>
      ) : (
        <fieldset className="entry-columns" aria-label={entry.title}>
          {all.map(({ id, title }) => (
            <Checkbox key={id} value={chosen.includes(id)} isDisabled={desk.readOnly} onChange={(on) => toggle(id, on)}>
              <span className="entry-column">
                {title} <code>{id}</code>
              </span>
            </Checkbox>
          ))}
        </fieldset>
      )}
    </EntryFrame>
  );
}

/** Columns of the dataset beside it. */
export function ColumnsEntry(props: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const columns = desk.columns(props.siblings?.['dataset'] as string | undefined);
  return <TickBoxes {...props} known={columns.map(({ id, title }) => ({ id, title: scenarioText(desk.scenario, title, desk.locale) ?? id }))} nothing={text.noColumns} />;
}

/** Roles, steps and the like: what the scenario has is ticked, never typed. */
export function PicksEntry(props: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const format = itemsOf(props.entry.schema).format ?? '';
  return <TickBoxes {...props} known={(CHOICES[format]?.(desk) ?? []).map(({ id, label }) => ({ id, title: label }))} nothing={nothingThere(text)[format] ?? ''} />;
}
