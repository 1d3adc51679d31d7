import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { request } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { EmptyState, ErrorState } from '../../../../ui/states.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import { datasetTitle } from '../dataset-title.ts';
import { NewTotal } from './new-total.tsx';
import { totalsTexts } from './totals-text.ts';
import { useTotalSentence } from './use-total-sentence.ts';

/** What must hold over all rows of a dataset. */
export function TotalsDialog({ definition, onClose }: { readonly definition: DatasetDefinition; readonly onClose: () => void }) {
  const text = useTexts(totalsTexts);
  const { locale } = useLocale();
  const sentenceOf = useTotalSentence(definition);
  const toast = useToast();
  const client = useQueryClient();
  const [totals, setTotals] = useState(definition.totals ?? []);
  const save = useMutation({
    mutationFn: () => request('/api/datasets', { method: 'PUT', body: { definition: { ...definition, totals } } }),
    onSuccess: async () => {
      toast({ text: text.saved });
      onClose();
      await client.invalidateQueries({ queryKey: ['datasets'] });
    },
  });
  return (
    <Dialog
      title={text.title(datasetTitle(definition, locale))} size="wide" open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} onPress={() => save.mutate()}>{text.save}</Button>
        </>
      }
    >
      <div className="stack">
        <p className="ui-quiet">{text.note}</p>
        {totals.length === 0 ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : (
          <ul className="total-list">
            {totals.map((total) => (
              <li key={total.id}>
                <span>
                  <b>{total.title ?? total.id}</b>
                  <em>{sentenceOf(total)}</em>
                </span>
                <IconButton size="small" label={text.remove(total.title ?? total.id)} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => setTotals((old) => old.filter((one) => one.id !== total.id))} />
              </li>
            ))}
          </ul>
        )}
        <NewTotal definition={definition} taken={totals.map(({ id }) => id)} onAdd={(total) => setTotals((old) => [...old, total])} />
        {save.isError ? <ErrorState error={save.error} /> : null}
      </div>
    </Dialog>
  );
}
