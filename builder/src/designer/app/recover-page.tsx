import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { accountTexts } from '../pages/account/account-text.ts';
import { Refusal, Sheet, tokenOfHash } from './account-sheet.tsx';

/** A new password by the link an administrator made. */
export function RecoverPage() {
  const text = useTexts(accountTexts);
  const [token] = useState(tokenOfHash);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const recover = useMutation({ mutationFn: () => request('/api/recover', { method: 'POST', body: { token, password } }) });
  if (token === '') return <Sheet title={text.recoverTitle} intro={text.recoverMissing}>{null}</Sheet>;
  if (recover.isSuccess) return <Sheet title={text.recoverTitle} intro={text.recoverDone}><p><a href="/studio/login">{text.toLogin}</a></p></Sheet>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (password.length >= 10) recover.mutate();
  };
  return (
    <Sheet title={text.recoverTitle} intro={text.recoverText}>
      <form onSubmit={submit} noValidate>
        <TextField label={text.newPassword} hint={text.newPasswordHint} type="password" autoComplete="new-password" value={password} onChange={setPassword} error={tried && password.length < 10 ? text.passwordShort : undefined} />
        <Refusal error={recover.error} />
        <Button type="submit" look="primary" busy={recover.isPending}>{text.save}</Button>
      </form>
    </Sheet>
  );
}
