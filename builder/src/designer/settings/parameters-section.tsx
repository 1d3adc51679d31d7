import { useState } from 'react';
import { FIELD_TYPES } from '../../../../runtime/schema/field.ts';
import { useTexts } from '../../text/locale.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import { pointer } from '../document/pointer.ts';
import { AddEntry } from './add-entry.tsx';
import { inventedCount, isInvented } from './invented.ts';
import { ParameterCard } from './parameter-card.tsx';
import { parameterTexts } from './parameter-text.ts';
import { firstValue, type ParameterType } from './parameter-value.ts';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';

/** Figures and deadlines that change over time; what nobody has decided yet stands out. */
export function ParametersSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const [only, setOnly] = useState(false);
  const [type, setType] = useState<ParameterType>('integer');
  const words = useTexts(parameterTexts);
  const [asTable, setAsTable] = useState(false);
  const { scenario } = desk;
  const invented = inventedCount(scenario);
  const entries = Object.entries(scenario.parameters);
  const shown = only && invented > 0 ? entries.filter(([, parameter]) => parameter.values.some((value) => isInvented(scenario, value))) : entries;
  return (
    <SectionFrame title={text.parameters} note={text.parametersNote} empty={entries.length === 0 ? { title: text.noParameters, text: text.noParametersText } : undefined} end={invented === 0 ? null : <Checkbox value={only} onChange={setOnly}>{text.onlyInvented}</Checkbox>}>
      {invented === 0 ? null : <p className="note-bar" data-tone="warn">{text.inventedCount(invented)}</p>}
      {shown.map(([id, parameter]) => <ParameterCard key={id} desk={desk} id={id} parameter={parameter} />)}
      {desk.readOnly ? null : (
        <AddEntry kind="name" label={text.parameter} taken={Object.keys(scenario.parameters)} onAdd={(id) => desk.set(text.addLabel(text.parameter), pointer('parameters', id), { type, ...(asTable ? { key: {} } : {}), values: [{ from: null, value: firstValue(type) }] })}>
          <Select label={text.type} value={type} onChange={(next) => setType(next as ParameterType)} options={FIELD_TYPES.map((one) => ({ id: one, label: text[`type_${one}`] }))} />
          <Checkbox value={asTable} onChange={setAsTable}>{words.asTable}</Checkbox>
        </AddEntry>
      )}
    </SectionFrame>
  );
}
