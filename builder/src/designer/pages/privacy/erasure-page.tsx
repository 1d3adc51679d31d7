import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserRoundX } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ErasureItem, PersonTraces } from '../../../../../server/api/erasure.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { AdminOnly } from '../admin/admin-only.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { erasureTexts } from './erasure-text.ts';
import { PersonFound } from './person-found.tsx';
import { RequestsTable } from './requests-table.tsx';
import '../sharing/sharing.css';
import './privacy.css';

function AskDialog({ subject, onClose }: { readonly subject: string; readonly onClose: () => void }) {
  const text = useTexts(erasureTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const wrong = reason.trim().length < 2 ? text.reasonBad : undefined;
  const ask = useMutation({
    mutationFn: () => request<ErasureItem>('/api/erasure', { method: 'POST', body: { subject, reason: reason.trim() } }),
    onSuccess: async () => {
      toast({ text: text.asked });
      onClose();
      await client.invalidateQueries({ queryKey: ['erasures'] });
    },
  });
  return (
    <FormDialog size="narrow" title={text.askTitle} action={text.ask} saving={ask} onSave={() => ask.mutate()} onClose={onClose} wrong={{ reason: wrong }}>
      {(say) => (
        <>
          <p>{text.askText}</p>
          <TextArea label={text.reason} hint={text.reasonHint} rows={2} maxLength={500} value={reason} onChange={setReason} error={say(wrong)} />
        </>
      )}
    </FormDialog>
  );
}

function Erasure() {
  const text = useTexts(erasureTexts);
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  // Not a query: what is found about somebody is not kept once the page is left.
  const search = useMutation({ mutationFn: (subject: string) => request<PersonTraces>('/api/erasure/search', { method: 'POST', body: { subject } }), gcTime: 0 });
  const isShort = typed.trim().length < 2;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isShort) search.mutate(typed.trim());
  };
  return (
    <div className="page privacy-page">
      <PageHead title={text.erasure} />
      <p className="privacy-note">{text.note}</p>
      <form className="who-form" onSubmit={submit}>
        <TextField label={text.subject} hint={text.subjectHint} value={typed} onChange={setTyped} autoComplete="off" error={isTried && isShort ? text.subjectBad : undefined} />
        <Button type="submit" look="primary" busy={search.isPending}>
          {text.search}
        </Button>
      </form>
      {search.isPending ? <Skeleton rows={4} /> : null}
      {search.isError ? <ErrorState error={search.error} /> : null}
      {search.isSuccess ? (
        <section>
          <PageHead level={2} title={text.found}>
            <Button look="danger" icon={<UserRoundX size={14} aria-hidden="true" />} onPress={() => setAsking(true)}>
              {text.ask}
            </Button>
          </PageHead>
          <PersonFound found={search.data} />
        </section>
      ) : null}
      <RequestsTable />
      {asking && search.variables !== undefined ? <AskDialog subject={search.variables} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

/** For whoever protects data: what is kept of a person, and having it erased. */
export function ErasurePage() {
  return (
    <AdminOnly needs="privacy">
      <Erasure />
    </AdminOnly>
  );
}
