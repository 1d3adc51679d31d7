import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { readPaste, type PasteFault } from './parameter-paste.ts';
import type { ParameterValue } from '../../../../runtime/schema/parameter.ts';
import type { ParameterType } from './parameter-value.ts';
import type { SettingsDesk } from './settings-desk.ts';
import { parameterTexts } from './parameter-text.ts';
import { settingsTexts } from './settings-text.ts';

/** Takes over lines of a sheet; those that cannot be read stay where they are, each with the reason. */
export function ParameterPasteForm({ desk, type, room, onTake, onClose }: { readonly desk: SettingsDesk; readonly type: ParameterType; readonly room: number; readonly onTake: (values: readonly ParameterValue[]) => void; readonly onClose: () => void }) {
  const text = useTexts(parameterTexts);
  const { cancel } = useTexts(settingsTexts);
  const [typed, setTyped] = useState('');
  const [faults, setFaults] = useState<readonly PasteFault[]>([]);
  const [taken, setTaken] = useState(0);
  const take = (): void => {
    const pasted = readPaste(typed, { type, room, scenario: desk.scenario }, (basis) => scenarioText(desk.scenario, desk.scenario.bases[basis]?.title, desk.locale));
    if (pasted.values.length > 0) onTake(pasted.values);
    setTaken(pasted.values.length);
    setFaults(pasted.faults);
    setTyped(pasted.rest);
    if (pasted.faults.length === 0 && pasted.values.length > 0) onClose();
  };
  return (
    <form className="settings-paste" onSubmit={(event) => { event.preventDefault(); take(); }}>
      <label>
        <span>{text.pasteHint}</span>
        <textarea className="ui-textarea ui-mono" rows={6} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {taken > 0 && faults.length > 0 ? <p className="entry-help" aria-live="polite">{text.pasteTaken(taken)}</p> : null}
      {faults.length === 0 ? null : (
        <div role="alert">
          <ol className="settings-paste-faults">
            {faults.slice(0, 20).map((fault) => <li key={fault.line}>{text.pasteFault(fault.line, fault.cell, text[`paste_${fault.wrong}`])}</li>)}
            {faults.length > 20 ? <li>{text.pasteMore(faults.length - 20)}</li> : null}
          </ol>
        </div>
      )}
      <div className="settings-paste-do">
        <Button type="submit" size="small" look="primary" isDisabled={typed.trim() === ''}>{text.pasteDo}</Button>
        <Button size="small" onPress={onClose}>{cancel}</Button>
      </div>
    </form>
  );
}
