import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PortalApp } from '../../../../../server/api/portal.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { DutyPicker } from './duty-picker.tsx';
import { DaysField } from './days-field.tsx';
import { keyTexts } from './key-text.ts';
import type { MadeKey } from './made-dialog.tsx';
import { memberTexts } from './member-text.ts';
import { badAttribute } from './unit-attributes.ts';
import { typedUnit, unitOf, UnitPicker } from './unit-picker.tsx';
import { useMemberChoices } from './use-member-choices.ts';

function AppChoice({ chosen, onChange, error }: { readonly chosen: readonly string[]; readonly onChange: (chosen: readonly string[]) => void; readonly error: string | undefined }) {
  const text = useTexts(keyTexts);
  const apps = useQuery({ queryKey: ['published'], queryFn: ({ signal }) => request<{ readonly items: readonly PortalApp[] }>('/api/portal/apps', { signal }) });
  return (
    <fieldset className="duty-picker">
      <legend className="ui-label">{text.apps}</legend>
      <p className="ui-quiet">{apps.data?.items.length === 0 ? text.noApps : text.appsHint}</p>
      {apps.isError ? <ErrorState error={apps.error} onRetry={() => void apps.refetch()} /> : null}
      {apps.data?.items.map(({ id, title }) => (
        <Checkbox key={id} value={chosen.includes(id)} onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))}>
          {title} <code>{id}</code>
        </Checkbox>
      ))}
      {error === undefined ? null : <p className="note-bar" data-tone="err" role="alert">{error}</p>}
    </fieldset>
  );
}

/** Makes a key for programs; `onMade` gets it once. */
export function KeyDialog({ onMade, onClose }: { readonly onMade: (made: MadeKey) => void; readonly onClose: () => void }) {
  const text = useTexts(keyTexts);
  const m = useTexts(memberTexts);
  const client = useQueryClient();
  const choices = useMemberChoices();
  const [title, setTitle] = useState('');
  const [apps, setApps] = useState<readonly string[]>([]);
  const [duties, setDuties] = useState<readonly string[]>([]);
  const [unit, setUnit] = useState(() => typedUnit(undefined));
  const [days, setDays] = useState(365);
  const bad = badAttribute(unit.rows);
  const wrong = { title: title.trim() === '' ? text.titleEmpty : undefined, apps: apps.length === 0 ? text.appsEmpty : undefined, unit: bad === undefined ? (unit.id.trim() === '' || unit.name.trim() === '' ? m.unitEmpty : undefined) : m.attributeBad(bad) };
  const save = useMutation({
    mutationFn: () => request<MadeKey>('/api/keys', { method: 'POST', body: { title: title.trim(), apps, duties, unit: unitOf(unit), days } }),
    onSuccess: async (made) => {
      onMade(made);
      await client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <FormDialog title={text.add} action={text.add} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <TextField label={text.title} hint={text.titleHint} value={title} onChange={setTitle} error={say(wrong.title)} />
          <AppChoice chosen={apps} onChange={setApps} error={say(wrong.apps)} />
          <DaysField days={days} onChange={setDays} />
          <p className="ui-label">{text.actsAs}</p>
          <UnitPicker choices={choices} value={unit} onChange={setUnit} error={say(wrong.unit)} />
          <DutyPicker known={choices.duties} chosen={duties} onChange={setDuties} />
        </>
      )}
    </FormDialog>
  );
}
