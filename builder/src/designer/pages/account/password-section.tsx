import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Me } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { accountTexts } from './account-text.ts';

/** A new password, with the present one. */
export function PasswordSection() {
  const text = useTexts(accountTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [oldPassword, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => request<Me>('/api/me', { method: 'PATCH', body: { password, oldPassword } }),
    onSuccess: async () => {
      setOld('');
      setPassword('');
      setTried(false);
      toast({ text: text.passwordSaved });
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (oldPassword !== '' && password.length >= 10) save.mutate();
  };
  return (
    <section className="account-part">
      <PageHead level={2} title={text.changePassword} />
      <form className="form-stack account-form" onSubmit={submit} noValidate>
        <TextField label={text.oldPassword} type="password" autoComplete="current-password" value={oldPassword} onChange={setOld} error={tried && oldPassword === '' ? text.passwordEmpty : undefined} />
        <TextField label={text.newPassword} hint={text.newPasswordHint} type="password" autoComplete="new-password" value={password} onChange={setPassword} error={tried && password.length < 10 ? text.passwordShort : undefined} />
        {save.isError ? <ErrorState error={save.error} /> : null}
        <p><Button type="submit" busy={save.isPending}>{text.save}</Button></p>
      </form>
    </section>
  );
}
