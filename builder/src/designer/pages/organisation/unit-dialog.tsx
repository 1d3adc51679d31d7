import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Level, UnitItem, UnitNode } from '../../../../../server/api/units.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { organisationTexts } from './organisation-text.ts';

const LEVELS = ['province', 'city', 'county', 'department'] as const;
const NEXT: Readonly<Record<Level, Level>> = { province: 'city', city: 'county', county: 'department', department: 'department' };

/** A new unit below another, or one that is renamed or moved. */
export function UnitDialog({ unit, below, units, onClose }: { readonly unit?: UnitItem; readonly below?: UnitItem; readonly units: readonly UnitItem[]; readonly onClose: () => void }) {
  const text = useTexts(organisationTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [id, setId] = useState(unit?.id ?? '');
  const [name, setName] = useState(unit?.name ?? '');
  const [level, setLevel] = useState<Level>(unit?.level ?? NEXT[below?.level ?? 'department']);
  const [parent, setParent] = useState(unit?.parent ?? below?.id ?? '');
  const isRoot = unit !== undefined && unit.parent === undefined;
  const wrong = { id: unit === undefined && !/^[\p{L}\p{N}._-]{1,64}$/u.test(id) ? text.idBad : undefined, name: name.trim() === '' ? text.nameEmpty : undefined };
  const save = useMutation({
    mutationFn: () => {
      const common = { name: name.trim(), level, ...(isRoot ? {} : { parent }) };
      return unit === undefined ? request<UnitNode>('/api/units', { method: 'POST', body: { id, ...common } }) : request<UnitNode>(`/api/units/${encodeURIComponent(unit.id)}`, { method: 'PATCH', body: common });
    },
    onSuccess: async (saved) => {
      toast({ text: text.saved(saved.name) });
      onClose();
      await client.invalidateQueries({ queryKey: ['units'] });
    },
  });
  const parents = units.filter((one) => one.mayChange && one.closedAt === undefined && one.id !== unit?.id);
  return (
    <FormDialog title={unit?.name ?? text.add} size="narrow" saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <TextField label={text.name} value={name} onChange={setName} error={say(wrong.name)} />
          <TextField label={text.id} hint={text.idHint} mono value={id} onChange={setId} isDisabled={unit !== undefined} error={say(wrong.id)} />
          <Select label={text.level} value={level} options={LEVELS.map((one) => ({ id: one, label: text[`level_${one}`] }))} onChange={(next) => setLevel(next as Level)} />
          {isRoot ? null : <Select label={text.parent} value={parent} options={parents.map((one) => ({ id: one.id, label: one.name, detail: one.id }))} onChange={setParent} />}
        </>
      )}
    </FormDialog>
  );
}
