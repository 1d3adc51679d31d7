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
import { GrantsEditor } from './grants-editor.tsx';
import { furtherOf, grantProblems, grantRows, postProblems, postRows, spacesOf, type GrantRow, type PostRow } from './member-posts.ts';
import { memberTexts } from './member-text.ts';
import { PostsEditor } from './posts-editor.tsx';
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
  readonly posts: readonly PostRow[];
  readonly grants: readonly GrantRow[];
  readonly substitute: string;
}

function typedOf(user: User | undefined): Typed {
  return { login: user?.login ?? '', name: user?.name ?? '', password: '', role: user?.role ?? 'user', duties: user?.duties ?? [], unit: typedUnit(user?.unit), head: user?.head ?? false, posts: postRows(user?.further), grants: grantRows(user?.spaces), substitute: user?.substitute ?? '' };
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
  const postWords = postProblems(typed.unit.id.trim(), typed.posts).map((problem) => (problem === undefined ? undefined : problem === 'empty' ? m.rowEmpty : m.postTwice));
  const grantWords = grantProblems(typed.grants).map((problem) => (problem === undefined ? undefined : problem === 'empty' ? m.rowEmpty : m.grantTwice));
  const wrong = {
    login: user === undefined && !LOGIN.test(typed.login) ? text.loginBad : undefined,
    name: typed.name.trim() === '' ? text.nameEmpty : undefined,
    password: (user === undefined || typed.password !== '') && typed.password.length < 10 ? text.passwordShort : undefined,
    unit: typed.unit.id.trim() === '' || typed.unit.name.trim() === '' ? m.unitEmpty : undefined,
    attributes: bad === undefined ? undefined : m.attributeBad(bad),
    posts: postWords.find((word) => word !== undefined),
    grants: grantWords.find((word) => word !== undefined),
  };
  const save = useMutation({
    mutationFn: () => {
      const common = { name: typed.name.trim(), role: typed.role, duties: typed.duties, unit: unitOf(typed.unit), head: typed.head, further: furtherOf(typed.posts), spaces: spacesOf(typed.grants), ...(typed.password === '' ? {} : { password: typed.password }) };
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
          <PostsEditor rows={typed.posts} choices={choices} errors={postWords.map(say)} onChange={(posts) => set({ posts })} />
          <GrantsEditor rows={typed.grants} units={choices.units} errors={grantWords.map(say)} onChange={(grants) => set({ grants })} />
          {user === undefined ? null : <Select label={m.substitute} hint={m.substituteHint} value={typed.substitute} onChange={(substitute) => set({ substitute })} options={[{ id: '', label: m.substituteNone }, ...others.map(({ id, name }) => ({ id, label: name }))]} />}
          {wrong.attributes === undefined ? null : <p className="note-bar" data-tone="err" role="alert">{wrong.attributes}</p>}
        </>
      )}
    </FormDialog>
  );
}
