import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, Clock, Hourglass, LoaderCircle, UserCheck, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { ErasureItem, ErasureState } from '../../../../../server/api/erasure.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ConfirmDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { erasureTexts } from './erasure-text.ts';

const SIGNS: Readonly<Record<ErasureState, LucideIcon>> = { asked: UserCheck, confirmed: Clock, blocked: Hourglass, running: LoaderCircle, done: CircleCheck, withdrawn: Ban };
const TONES: Readonly<Partial<Record<ErasureState, string>>> = { done: 'ok', blocked: 'warn', asked: 'warn' };
/** A request that a server works on is looked at again so often. */
const AGAIN_MS = 5000;

function StateCell({ item: { state, open, problem, counts, held } }: { readonly item: ErasureItem }) {
  const text = useTexts(erasureTexts);
  const Sign = SIGNS[state];
  return (
    <>
      <span className="state-word" data-tone={TONES[state]}>
        <Sign size={14} aria-hidden="true" />
        {text[`state_${state}`]}
      </span>
      {state === 'blocked' && open !== undefined ? <em>{text.openRuns(open.length)}</em> : null}
      {problem === undefined ? null : <em>{text.problem(problem)}</em>}
      {counts === undefined ? null : <em>{text.counts(counts.runs, counts.rows, counts.redacted)}</em>}
      {held === undefined || held.length === 0 ? null : <em>{text.keptHeld(held.length)}</em>}
    </>
  );
}

function ConfirmErasure({ item, onClose }: { readonly item: ErasureItem; readonly onClose: () => void }) {
  const text = useTexts(erasureTexts);
  const toast = useToast();
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => request(`/api/erasure/${item.id}/confirm`, { method: 'POST' }),
    onSuccess: () => {
      toast({ text: text.confirmed });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  });
  return (
    <ConfirmDialog title={text.confirmTitle} action={text.confirm} doing={confirm} onDo={() => confirm.mutate()} onClose={onClose}>
      {text.confirmText(item.reason)}
    </ConfirmDialog>
  );
}

/** Who asked for what, how it stands, and what can be done about it. */
export function RequestsTable() {
  const text = useTexts(erasureTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const [confirming, setConfirming] = useState<ErasureItem>();
  const read = useQuery({
    queryKey: ['erasures'],
    queryFn: ({ signal }) => request<{ readonly items: readonly ErasureItem[] }>('/api/erasure', { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((item) => item.state === 'confirmed' || item.state === 'running') === true ? AGAIN_MS : false),
  });
  const withdraw = useMutation({
    mutationFn: (item: ErasureItem) => request(`/api/erasure/${item.id}/withdraw`, { method: 'POST' }),
    onSuccess: () => toast({ text: text.withdrawn }),
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  });
  return (
    <section>
      <PageHead level={2} title={text.requests} />
      <ReadTable
        read={read}
        heads={[text.request, text.by, text.confirmedBy, text.state, text.act]}
        empty={<EmptyState title={text.noRequests} />}
        renderRow={(item) => (
          <GridRow key={item.id}>
            <th scope="row">
              {item.reason}
              <em>
                <code>{item.id}</code>
              </em>
            </th>
            <td>
              {item.askedByName}
              <em>{stampText(item.askedAt, locale)}</em>
            </td>
            <td>
              {item.confirmedByName}
              {item.confirmedAt === undefined ? null : <em>{stampText(item.confirmedAt, locale)}</em>}
            </td>
            <td>
              <StateCell item={item} />
            </td>
            <td>
              <span className="ui-row privacy-deeds">
                {item.mayConfirm ? (
                  <Button size="small" look="primary" onPress={() => setConfirming(item)}>
                    {text.confirm}
                  </Button>
                ) : null}
                {item.mayWithdraw ? (
                  <Button size="small" busy={withdraw.isPending && withdraw.variables.id === item.id} onPress={() => withdraw.mutate(item)}>
                    {text.withdraw}
                  </Button>
                ) : null}
                {item.state === 'done' ? (
                  <a href={`/api/erasure/${item.id}/certificate`} download aria-label={text.certificateLabel(item.id)}>
                    {text.certificate}
                  </a>
                ) : null}
              </span>
            </td>
          </GridRow>
        )}
      />
      {confirming === undefined ? null : <ConfirmErasure item={confirming} onClose={() => setConfirming(undefined)} />}
    </section>
  );
}
