import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import type { RunView } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { ActionDialog, refusalWords, WordsField } from './action-dialog.tsx';
import { peopleTexts } from './text.ts';

/** The starter takes a run back; offered only while the server says so. */
export function Withdraw({ run }: { readonly run: RunView }) {
  const t = useTexts(peopleTexts);
  const api = useApi();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string>();
  const send = useMutation({
    mutationFn: () => api.withdraw(run.id, { reason }),
    onSuccess: (view) => {
      setOpen(false);
      queries.setQueryData(['run', run.id, locale], view);
      void queries.invalidateQueries();
    },
  });
  const act = () => {
    const lacks = reason.trim() === '' ? t.needReason : undefined;
    setMissing(lacks);
    if (lacks === undefined) send.mutate();
  };
  if (!run.mayWithdraw) return send.isSuccess ? <p className="note ok" aria-live="polite">{t.withdrawn}</p> : null;
  return (
    <>
      <button type="button" className="big sec" onClick={() => setOpen(true)}><Undo2 className="i s" aria-hidden="true" />{t.withdraw}</button>
      {open ? <ActionDialog title={t.withdrawTitle} hint={t.withdrawHint} act={t.withdraw} busy={send.isPending} problem={missing ?? refusalWords(send.error)} onAct={act} onClose={() => setOpen(false)}><WordsField label={t.reason} value={reason} onChange={setReason} /></ActionDialog> : null}
    </>
  );
}
