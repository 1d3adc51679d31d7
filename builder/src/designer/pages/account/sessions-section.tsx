import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionItem } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { accountTexts } from './account-text.ts';

/** Where the person is logged in; each can be ended, or all others at once. */
export function SessionsSection() {
  const text = useTexts(accountTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => request<{ readonly items: readonly SessionItem[] }>('/api/me/sessions', { signal }) });
  const told = async (words: string): Promise<void> => {
    toast({ text: words });
    await client.invalidateQueries({ queryKey: ['sessions'] });
  };
  const refused = (error: Error): void => toast({ tone: 'err', text: error.message });
  const end = useMutation({ mutationFn: (id: string) => request(`/api/me/sessions/${id}`, { method: 'DELETE' }), onSuccess: () => told(text.endedOne), onError: refused });
  const endOthers = useMutation({ mutationFn: () => request<{ readonly ended: number }>('/api/me/sessions/end-others', { method: 'POST' }), onSuccess: ({ ended }) => told(text.ended(ended)), onError: refused });
  const others = list.data?.items.some(({ current }) => !current) === true;
  return (
    <section className="account-part">
      <PageHead level={2} title={text.sessions}>
        {others ? <Button busy={endOthers.isPending} onPress={() => endOthers.mutate()}>{text.endOthers}</Button> : null}
      </PageHead>
      <p className="ui-quiet">{text.sessionsText}</p>
      <ReadTable
        read={list}
        heads={[text.device, text.address, text.since, text.seen, text.act]}
        empty={null}
        renderRow={({ id, device, address, createdAt, seenAt, current }) => (
          <GridRow key={id}>
            <th scope="row">{device === '' ? text.unknownDevice : device} {current ? <Chip>{text.current}</Chip> : null}</th>
            <td><code>{address ?? '—'}</code></td>
            <td className="audit-short">{stampText(createdAt, locale)}</td>
            <td className="audit-short">{stampText(seenAt, locale)}</td>
            <td>{current ? null : <Button size="small" busy={end.isPending && end.variables === id} onPress={() => end.mutate(id)}>{text.end}</Button>}</td>
          </GridRow>
        )}
      />
    </section>
  );
}
