import { useTexts } from '../../text/locale.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { AddButton, ItemBox } from '../panel/entries/list-entries.tsx';
import { NameInput } from '../rename/name-input.tsx';
import type { FormDesk, FormOutcome } from './form-desk.ts';
import { formTexts } from './form-texts.ts';

/** The decisions a person may take: each is a button and a way out of the node. */
export function OutcomesEditor({ form }: { readonly form: FormDesk }) {
  const text = useTexts(formTexts);
  const { outcomes, readOnly } = form;
  if (outcomes === undefined) return null;
  const set = (index: number, change: Partial<Record<keyof FormOutcome, string>>) => {
    const next = Object.fromEntries(Object.entries({ ...outcomes[index], ...change }).filter(([key, value]) => key === 'port' || value !== '')) as unknown as FormOutcome;
    form.putOutcomes(outcomes.with(index, next), text.changed(text.outcomes));
  };
  const labelOf = (path: string, value: string) => {
    const field = form.fields.find((one) => path === one.id || path === `form.${one.id}`);
    return field ? form.optionWord(field, value) : value;
  };
  const free = () => {
    for (let number = outcomes.length + 1; ; number += 1) if (!outcomes.some((one) => one.port === `choice${number}`)) return `choice${number}`;
  };
  return (
    <section className="panel-section">
      <h3>{text.outcomes}</h3>
      {outcomes.map((outcome, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the port may be edited, so place is the identity
        <ItemBox key={index} title={form.outcomeWord(outcome)} {...(readOnly || outcomes.length === 1 ? {} : { onRemove: () => form.putOutcomes(outcomes.toSpliced(index, 1), text.changed(text.outcomes)) })}>
          <div className="entry-two">
            <EntryFrame title={text.outcomeTitle}><LineInput label={text.outcomeTitle} value={form.outcomeWord(outcome)} readOnly={readOnly} onCommit={(next) => form.setOutcomeWord(index, next, text.changed(text.outcomeTitle))} /></EntryFrame>
            <EntryFrame title={text.port}><NameInput label={text.port} value={outcome.port} named={{ kind: 'ports', path: [form.desk.flow, form.desk.id, outcome.port] }} readOnly={readOnly} refuses={(port) => port === '' || outcomes.some((one, at) => at !== index && one.port === port)} onHere={(port) => set(index, { port })} /></EntryFrame>
          </div>
          <EntryFrame title={text.require}><ConditionEditor label={text.require} value={outcome.require ?? ''} scope={form.outcomeScope} readOnly={readOnly} labelOf={labelOf} problems={form.desk.problemsAt(['outcomes', index, 'require'])} onChange={(require) => set(index, { require })} /></EntryFrame>
          <EntryFrame title={text.preselect}><ConditionEditor label={text.preselect} value={outcome.preselect ?? ''} scope={form.desk.scope} readOnly={readOnly} problems={form.desk.problemsAt(['outcomes', index, 'preselect'])} onChange={(preselect) => set(index, { preselect })} /></EntryFrame>
        </ItemBox>
      ))}
      <AddButton label={text.addOutcome} isDisabled={readOnly} onPress={() => form.putOutcomes([...outcomes, { port: free() }], text.addOutcome)} />
    </section>
  );
}
