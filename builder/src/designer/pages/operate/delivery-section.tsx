import { useMutation } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { DeliveryItem, DeliveryResults } from '../../../../../server/api/triggers.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { operateTexts } from './operate-text.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useAgain, useDeliveries } from './use-operate.ts';

function DeliveryRow({ scenario, item, onDrop }: { readonly scenario: string; readonly item: DeliveryItem; readonly onDrop: () => void }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const again = useAgain(scenario);
  const retry = useMutation({
    mutationFn: () => request<DeliveryResults>(`/api/scenarios/${scenario}/deliveries/retry`, { method: 'POST', body: { ids: [item.id] } }),
    onSuccess: ({ results: [result] }) => toast({ text: result?.ok === true ? text.retried : text.notYet(result?.message ?? '') }),
    onError: (error) => toast({ text: text.notYet(error.message) }),
    onSettled: again,
  });
  const acts = (
    <span className="operate-acts">
      <Button size="small" busy={retry.isPending} onPress={() => retry.mutate()}>
        {text.retry}
      </Button>
      <Button size="small" onPress={onDrop}>
        {text.drop}
      </Button>
    </span>
  );
  return (
    <GridRow>
      <th scope="row">
        {item.title}
        <em>
          {text[item.kind]} · {stampText(item.at, locale)}
        </em>
      </th>
      <td>{item.about}</td>
      <td>
        {item.problem?.detail ?? '—'}
        {item.problem?.hint === undefined ? null : <em>{item.problem.hint}</em>}
        {item.problem === undefined ? null : <> <code>{item.problem.code}</code></>}
      </td>
      <td>
        {item.status === 'failed' ? text.held : text.willTry(stampText(item.dueAt, locale))}
        {item.attempts === 0 ? null : <em>{text.tries(item.attempts)}</em>}
      </td>
      <td>{acts}</td>
    </GridRow>
  );
}

/** What was set off and did not get where it should, with its cause. */
export function DeliverySection({ id }: { readonly id: string }) {
  const text = useTexts(operateTexts);
  const deliveries = useDeliveries(id);
  const again = useAgain(id);
  const [dropping, setDropping] = useState<string>();
  const drop = useMutation({
    mutationFn: (reason: string) => request(`/api/scenarios/${id}/deliveries/drop`, { method: 'POST', body: { ids: [dropping], reason } }),
    onSuccess: () => setDropping(undefined),
    onSettled: again,
  });
  const empty = <EmptyState icon={<CircleCheck size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noDeliveries} />;
  return (
    <section>
      <PageHead level={2} title={text.deliveries} />
      <ReadTable read={deliveries} heads={[text.source, text.about, text.cause, text.state, text.act]} empty={empty} renderRow={(item) => <DeliveryRow key={item.id} scenario={id} item={item} onDrop={() => setDropping(item.id)} />} />
      {dropping === undefined ? null : <ReasonDialog title={text.dropTitle} note={text.dropText} action={text.drop} doing={drop} onDo={(reason) => drop.mutate(reason)} onClose={() => setDropping(undefined)} />}
    </section>
  );
}
