import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FactorBegun, Me } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { accountTexts } from './account-text.ts';

export interface Enrolled {
  readonly codes: readonly string[];
  readonly me: Me;
}

const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

function AskPassword({ onBegun, onClose }: { readonly onBegun: (begun: FactorBegun) => void; readonly onClose: () => void }) {
  const text = useTexts(accountTexts);
  const [password, setPassword] = useState('');
  const begin = useMutation({ mutationFn: () => request<FactorBegun>('/api/me/factor/begin', { method: 'POST', body: { password } }), onSuccess: onBegun });
  const wrong = { password: password === '' ? text.passwordEmpty : undefined };
  return (
    <FormDialog title={text.factor} size="narrow" action={text.next} saving={begin} onSave={() => begin.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => <TextField label={text.passwordAsk} type="password" autoComplete="current-password" value={password} onChange={setPassword} error={say(wrong.password)} />}
    </FormDialog>
  );
}

/** Password, then the code to scan, then a first code that proves it arrived. */
export function EnrolDialog({ onDone, onClose }: { readonly onDone: (enrolled: Enrolled) => void; readonly onClose: () => void }) {
  const text = useTexts(accountTexts);
  const [begun, setBegun] = useState<FactorBegun>();
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: () => request<Enrolled>('/api/me/factor/confirm', { method: 'POST', body: { code } }), onSuccess: onDone });
  if (begun === undefined) return <AskPassword onBegun={setBegun} onClose={onClose} />;
  const wrong = { code: code.trim().length < 6 ? text.codeEmpty : undefined };
  return (
    <FormDialog title={text.scan} action={text.confirm} saving={confirm} onSave={() => confirm.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <p className="ui-quiet">{text.scanText}</p>
          <QrCode text={begun.uri} label={text.qrLabel} />
          <div>
            <p className="ui-quiet">{text.orType}</p>
            <p className="account-secret"><code>{grouped(begun.secret)}</code></p>
          </div>
          <TextField label={text.typeCode} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} error={say(wrong.code)} />
        </>
      )}
    </FormDialog>
  );
}
