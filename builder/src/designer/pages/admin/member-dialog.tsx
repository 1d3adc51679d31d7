import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role, User } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { isRecord } from '../../document/pointer.ts';
import { adminTexts } from './admin-text.ts';

const LOGIN = /^[\p{L}\p{N}._@-]{2,64}$/u;

interface Typed {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly duties: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly attributes: string;
}

function typedOf(user: User | undefined): Typed {
  return { login: user?.login ?? '', name: user?.name ?? '', password: '', role: user?.role ?? 'user', duties: user?.duties.join('，') ?? '', unitId: user?.unit.id ?? '', unitName: user?.unit.name ?? '', attributes: user?.unit.attributes === undefined ? '' : JSON.stringify(user.unit.attributes) };
}

function attributesOf(text: string): Readonly<Record<string, unknown>> | null | undefined {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Adds a member, or changes one. The password is only ever written. */
export function MemberDialog({ user, onClose }: { readonly user: User | undefined; readonly onClose: () => void }) {
  const text = useTexts(adminTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => typedOf(user));
  const [tried, setTried] = useState(false);
  const set = (part: Partial<Typed>): void => setTyped((old) => ({ ...old, ...part }));
  const attributes = attributesOf(typed.attributes);
  const wrong = {
    login: user === undefined && !LOGIN.test(typed.login) ? text.loginBad : undefined,
    name: typed.name.trim() === '' ? text.nameEmpty : undefined,
    password: (user === undefined || typed.password !== '') && typed.password.length < 10 ? text.passwordShort : undefined,
    unit: typed.unitId.trim() === '' || typed.unitName.trim() === '' ? text.unitEmpty : undefined,
    attributes: attributes === null ? text.attributesBad : undefined,
  };
  const save = useMutation({
    mutationFn: () => {
      const common = { name: typed.name.trim(), role: typed.role, duties: typed.duties.split(/[,，、\s]+/).filter((duty) => duty !== ''), unit: { id: typed.unitId.trim(), name: typed.unitName.trim(), ...(attributes === undefined || attributes === null ? {} : { attributes }) }, ...(typed.password === '' ? {} : { password: typed.password }) };
      return user === undefined ? request<User>('/api/users', { method: 'POST', body: { ...common, login: typed.login } }) : request<User>(`/api/users/${user.id}`, { method: 'PATCH', body: common });
    },
    onSuccess: async (saved) => {
      toast({ text: text.savedMember(saved.name) });
      onClose();
      await client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  const say = (word: string | undefined): string | undefined => (tried ? word : undefined);
  return (
    <Dialog
      title={user === undefined ? text.addMember : text.editMember}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            busy={save.isPending}
            onPress={() => {
              setTried(true);
              if (Object.values(wrong).every((word) => word === undefined)) save.mutate();
            }}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <div className="form-pair">
          <TextField label={text.login} hint={text.loginHint} value={typed.login} onChange={(login) => set({ login })} isDisabled={user !== undefined} autoComplete="off" error={say(wrong.login)} />
          <TextField label={text.name} value={typed.name} onChange={(name) => set({ name })} autoComplete="off" error={say(wrong.name)} />
        </div>
        <TextField label={user === undefined ? text.password : text.newPassword} hint={user === undefined ? text.passwordHint : text.newPasswordHint} type="password" autoComplete="new-password" value={typed.password} onChange={(password) => set({ password })} error={say(wrong.password)} />
        <RadioGroup label={text.role} flow="row" value={typed.role} onChange={(role) => set({ role: role as Role })} options={(['admin', 'designer', 'user'] as const).map((role) => ({ id: role, label: text[`role_${role}`] }))} />
        <TextField label={text.duties} hint={text.dutiesHint} value={typed.duties} onChange={(duties) => set({ duties })} />
        <div className="form-pair">
          <TextField label={text.unitId} value={typed.unitId} onChange={(unitId) => set({ unitId })} error={say(wrong.unit)} />
          <TextField label={text.unit} value={typed.unitName} onChange={(unitName) => set({ unitName })} />
        </div>
        <TextField label={text.attributes} hint={text.attributesHint} mono value={typed.attributes} onChange={(value) => set({ attributes: value })} error={say(wrong.attributes)} />
        {save.isError ? <ErrorState error={save.error} /> : null}
      </div>
    </Dialog>
  );
}
