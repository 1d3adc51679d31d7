import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import type { FactorState } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useSetMe } from '../../app/session.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead } from '../shared/list-page.tsx';
import { accountTexts } from './account-text.ts';
import { EnrolDialog, type Enrolled } from './enrol-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** Asks for a code before something that a stolen open screen must not do. */
function CodeDialog({ title, action, path, children, onDone, onClose }: { readonly title: string; readonly action: string; readonly path: string; readonly children?: string; readonly onDone: (codes: readonly string[] | undefined) => void; readonly onClose: () => void }) {
  const text = useTexts(accountTexts);
  const [code, setCode] = useState('');
  const send = useMutation({ mutationFn: () => request<{ readonly codes?: readonly string[] }>(path, { method: 'POST', body: { code } }), onSuccess: (answer) => onDone(answer.codes) });
  const wrong = { code: code.trim().length < 6 ? text.codeEmpty : undefined };
  return (
    <FormDialog title={title} size="narrow" action={action} saving={send} onSave={() => send.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          {children === undefined ? null : <p>{children}</p>}
          <TextField label={text.codeAsk} autoComplete="one-time-code" value={code} onChange={setCode} error={say(wrong.code)} />
        </>
      )}
    </FormDialog>
  );
}

function FactorButtons({ state, onAsk }: { readonly state: FactorState; readonly onAsk: (what: 'enrol' | 'codes' | 'remove') => void }) {
  const text = useTexts(accountTexts);
  if (state.since === undefined) return <Button look="primary" onPress={() => onAsk('enrol')}>{text.setUp}</Button>;
  return (
    <>
      <Button onPress={() => onAsk('enrol')}>{text.setUpAgain}</Button>
      <Button onPress={() => onAsk('codes')}>{text.newCodes}</Button>
      {state.needed ? null : <Button onPress={() => onAsk('remove')}>{text.remove}</Button>}
    </>
  );
}

/** The second factor: its state, setting it up, new recovery codes, switching it off. */
export function FactorSection() {
  const text = useTexts(accountTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const setMe = useSetMe();
  const [asking, setAsking] = useState<'enrol' | 'codes' | 'remove'>();
  const [enrolled, setEnrolled] = useState<{ readonly codes: readonly string[] } & Partial<Enrolled>>();
  const state = useQuery({ queryKey: ['factor'], queryFn: ({ signal }) => request<FactorState>('/api/me/factor', { signal }) });
  const close = (): void => setAsking(undefined);
  const done = async (made: readonly string[] | undefined, me?: Enrolled['me']): Promise<void> => {
    close();
    if (made !== undefined) setEnrolled({ codes: made, ...(me ? { me } : {}) });
    await client.invalidateQueries({ queryKey: ['factor'] });
  };
  const kept = (): void => {
    if (enrolled?.me) setMe(enrolled.me);
    setEnrolled(undefined);
  };
  return (
    <section className="account-part">
      <PageHead level={2} title={text.factor} />
      {state.data === undefined ? (state.isError ? <ErrorState error={state.error} onRetry={() => void state.refetch()} /> : <Skeleton rows={1} height={44} />) : (
        <>
          <p className="state-word" data-tone={state.data.since === undefined ? 'warn' : 'ok'}>
            {state.data.since === undefined ? <ShieldOff size={16} aria-hidden="true" /> : <ShieldCheck size={16} aria-hidden="true" />}
            {state.data.since === undefined ? text.factorOff : text.factorOn(stampText(state.data.since, locale))}
            {state.data.since === undefined ? null : <span className="ui-quiet"> · {text.codesLeft(state.data.codesLeft)}</span>}
          </p>
          <p className="ui-quiet">{text.factorText}</p>
          <p className="ui-row account-actions"><FactorButtons state={state.data} onAsk={setAsking} /></p>
        </>
      )}
      {asking === 'enrol' ? <EnrolDialog onClose={close} onDone={({ codes, me }) => void done(codes, me)} /> : null}
      {asking === 'codes' ? <CodeDialog title={text.newCodes} action={text.confirm} path="/api/me/factor/codes" onClose={close} onDone={(codes) => void done(codes)} /> : null}
      {asking === 'remove' ? <CodeDialog title={text.removeTitle} action={text.remove} path="/api/me/factor/remove" onClose={close} onDone={() => void done(undefined)}>{text.removeText}</CodeDialog> : null}
      {enrolled === undefined ? null : <RecoveryCodes codes={enrolled.codes} onClose={kept} />}
    </section>
  );
}
