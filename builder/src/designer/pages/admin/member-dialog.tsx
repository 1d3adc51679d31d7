import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role, User } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useMembers } from '../shared/use-people.ts';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { adminTexts } from './admin-text.ts';
import { DutyPicker } from './duty-picker.tsx';
import { memberTexts } from './member-text.ts';
import { badAttribute } from './unit-attributes.ts';
import { typedUnit, unitOf, UnitPicker, type TypedUnit } from './unit-picker.tsx';
import { useMemberChoices } from './use-member-choices.ts';

const LOGIN = /^[\p{L}\p{N}._@-]{2,64}$/u;

interface Typed {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly duties: readonly string[];
  readonly unit: TypedUnit;
  readonly head: boolean;
  readonly substitute: string;
}

function typedOf(user: User | undefined): Typed {
  return { login: user?.login ?? '', name: user?.name ?? '', password: '', role: user?.role ?? 'user', duties: user?.duties ?? [], unit: typedUnit(user?.unit), head: user?.head ?? false, substitute: user?.substitute ?? '' };
}

/** Adds a member, or changes one. The password is only ever written. */
export function MemberDialog({ user, onClose }: { readonly user: User | undefined; readonly onClose: () => void }) {
  const text = useTexts(adminTexts);
  const m = useTexts(memberTexts);
  const toast = useToast();
  const client = useQueryClient();
  const choices = useMemberChoices();
  const [typed, setTyped] = useState(() => typedOf(user));
  const set = (part: Partial<Typed>): void => setTyped((old) => ({ ...old, ...part }));
  const others = useMembers().filter((other) => other.id !== user?.id && !other.disabled);
  const bad = badAttribute(typed.unit.rows);
  const wrong = {
    login: user === undefined && !LOGIN.test(typed.login) ? text.loginBad : undefined,
    name: typed.name.trim() === '' ? text.nameEmpty : undefined,
    password: (user === undefined || typed.password !== '') && typed.password.length < 10 ? text.passwordShort : undefined,
    unit: typed.unit.id.trim() === '' || typed.unit.name.trim() === '' ? m.unitEmpty : undefined,
    attributes: bad === undefined ? undefined : m.attributeBad(bad),
  };
  const save = useMutation({
    mutationFn: () => {
      const common = { name: typed.name.trim(), role: typed.role, duties: typed.duties, unit: unitOf(typed.unit), head: typed.head, ...(typed.password === '' ? {} : { password: typed.password }) };
      return user === undefined ? request<User>('/api/users', { method: 'POST', body: { ...common, login: typed.login } }) : request<User>(`/api/users/${user.id}`, { method: 'PATCH', body: { ...common, substitute: typed.substitute } });
    },
    onSuccess: async (saved) => {
      toast({ text: text.savedMember(saved.name) });
      onClose();
      await client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  return (
    <FormDialog title={user === undefined ? text.addMember : text.editMember} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <div className="form-pair">
            <TextField label={text.login} hint={text.loginHint} value={typed.login} onChange={(login) => set({ login })} isDisabled={user !== undefined} autoComplete="off" error={say(wrong.login)} />
            <TextField label={text.name} value={typed.name} onChange={(name) => set({ name })} autoComplete="off" error={say(wrong.name)} />
          </div>
          <TextField label={user === undefined ? text.password : text.newPassword} hint={user === undefined ? text.passwordHint : text.newPasswordHint} type="password" autoComplete="new-password" value={typed.password} onChange={(password) => set({ password })} error={say(wrong.password)} />
          <RadioGroup label={text.role} flow="row" value={typed.role} onChange={(role) => set({ role: role as Role })} options={(['admin', 'designer', 'user'] as const).map((role) => ({ id: role, label: text[`role_${role}`] }))} />
          <DutyPicker known={choices.duties} chosen={typed.duties} onChange={(duties) => set({ duties })} />
          <UnitPicker choices={choices} value={typed.unit} onChange={(unit) => set({ unit })} error={say(wrong.unit)} />
          <Checkbox value={typed.head} onChange={(head) => set({ head })}>{m.head}</Checkbox>
          {user === undefined ? null : <Select label={m.substitute} hint={m.substituteHint} value={typed.substitute} onChange={(substitute) => set({ substitute })} options={[{ id: '', label: m.substituteNone }, ...others.map(({ id, name }) => ({ id, label: name }))]} />}
          {wrong.attributes === undefined ? null : <p className="note-bar" data-tone="err" role="alert">{wrong.attributes}</p>}
        </>
      )}
    </FormDialog>
  );
}
