import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { StuckRun } from '../../../../../server/api/operate.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stampText } from '../shared/format.ts';
import { operateTexts } from './operate-text.ts';
import { useAgain } from './use-operate.ts';

type Kind = 'idle' | 'nobody' | 'late' | 'nothing' | 'event';

function StuckRow({ scenario, item }: { readonly scenario: string; readonly item: StuckRun }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const again = useAgain(scenario);
  const kind = item.kind as Kind;
  const go = useMutation({ mutationFn: () => request(`/api/runs/${encodeURIComponent(item.id)}/resume`, { method: 'POST' }), onSuccess: () => toast({ text: text.wentOn }), onError: (error) => toast({ text: error.message }), onSettled: again });
  return (
    <GridRow>
      <th scope="row">
        <Link href={`/s/${scenario}/runs/${encodeURIComponent(item.id)}`}>{item.subject ?? text.noSubject}</Link>
        <em>
          {item.title ?? ''} {text.since(stampText(item.since, locale))}
        </em>
      </th>
      <td>{text[`kind_${kind}`]}</td>
      <td>{text[`todo_${kind}`]}</td>
      <td>
        {kind === 'idle' || kind === 'late' ? (
          <Button size="small" busy={go.isPending} onPress={() => go.mutate()}>
            {text.goOn}
          </Button>
        ) : null}
      </td>
    </GridRow>
  );
}

/** Runs that will not go on by themselves, why, and what to do. */
export function StuckTable({ scenario, items }: { readonly scenario: string; readonly items: readonly StuckRun[] }) {
  const text = useTexts(operateTexts);
  return (
    <GridTable heads={[text.matter, text.why, text.todo, text.act]}>
      {items.map((item) => (
        <StuckRow key={item.id} scenario={scenario} item={item} />
      ))}
    </GridTable>
  );
}
