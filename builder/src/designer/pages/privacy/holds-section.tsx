import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Snowflake } from 'lucide-react';
import { useState } from 'react';
import type { Hold, NewHold, RetentionItem } from '../../../../../server/api/retention.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { Select } from '../../../ui/select.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { privacyTexts } from './privacy-text.ts';

function useHold(path: string, done: string, onClose: () => void) {
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hold: NewHold) => request(path, { method: 'POST', body: hold }),
    onSuccess: async () => {
      toast({ text: done });
      onClose();
      await client.invalidateQueries({ queryKey: ['holds'] });
    },
  });
}

function HoldDialog({ datasets, onClose }: { readonly datasets: readonly RetentionItem[]; readonly onClose: () => void }) {
  const text = useTexts(privacyTexts);
  const [kind, setKind] = useState<NewHold['kind']>('run');
  const [dataset, setDataset] = useState<string | null>(datasets[0]?.id ?? null);
  const [id, setId] = useState('');
  const [reason, setReason] = useState('');
  const save = useHold('/api/holds', text.held, onClose);
  const wrong = { id: id.trim() === '' ? text.idBad : undefined, reason: reason.trim().length < 2 ? text.reasonBad : undefined, dataset: kind === 'row' && dataset === null ? text.datasetBad : undefined };
  return (
    <FormDialog size="narrow" title={text.holdTitle} action={text.hold} saving={save} onSave={() => save.mutate({ kind, id: id.trim(), reason: reason.trim(), ...(kind === 'row' && dataset !== null ? { dataset } : {}) })} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <Select label={text.holdKind} options={[{ id: 'run', label: text.holdRun }, { id: 'row', label: text.holdRow }]} value={kind} onChange={(next) => setKind(next as NewHold['kind'])} />
          {kind === 'row' ? <Select label={text.dataset} options={datasets.map((one) => ({ id: one.id, label: one.title, detail: one.id }))} value={dataset} onChange={setDataset} error={say(wrong.dataset)} /> : null}
          <TextField label={kind === 'run' ? text.runId : text.rowId} mono value={id} onChange={setId} error={say(wrong.id)} autoComplete="off" />
          <TextArea label={text.reason} rows={2} maxLength={500} value={reason} onChange={setReason} error={say(wrong.reason)} />
        </>
      )}
    </FormDialog>
  );
}

function ReleaseDialog({ hold, onClose }: { readonly hold: Hold; readonly onClose: () => void }) {
  const text = useTexts(privacyTexts);
  const [reason, setReason] = useState('');
  const release = useHold('/api/holds/release', text.released, onClose);
  const { kind, id, dataset } = hold;
  return (
    <FormDialog size="narrow" title={text.releaseTitle(id)} action={text.release} saving={release} onSave={() => release.mutate({ kind, id, reason: reason.trim(), ...(dataset === undefined ? {} : { dataset }) })} onClose={onClose} wrong={{ reason: reason.trim().length < 2 ? text.reasonBad : undefined }}>
      {(say) => (
        <>
          <p>{text.releaseText}</p>
          <TextArea label={text.releaseReason} rows={2} maxLength={500} value={reason} onChange={setReason} error={say(reason.trim().length < 2 ? text.reasonBad : undefined)} />
        </>
      )}
    </FormDialog>
  );
}

/** Matters and rows that nothing removes, each with its reason. */
export function HoldsSection({ datasets }: { readonly datasets: readonly RetentionItem[] }) {
  const text = useTexts(privacyTexts);
  const { locale } = useLocale();
  const [asking, setAsking] = useState<'new' | Hold>();
  const read = useQuery({ queryKey: ['holds'], queryFn: ({ signal }) => request<{ readonly items: readonly Hold[] }>('/api/holds', { signal }) });
  const close = (): void => setAsking(undefined);
  return (
    <section>
      <PageHead level={2} title={text.holds} note={text.holdsNote}>
        <Button icon={<Snowflake size={14} aria-hidden="true" />} onPress={() => setAsking('new')}>
          {text.hold}
        </Button>
      </PageHead>
      <ReadTable
        read={read}
        heads={[text.what, text.reason, text.by, text.since, text.act]}
        empty={
          <EmptyState icon={<Snowflake size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noHolds}>
            {text.noHoldsText}
          </EmptyState>
        }
        renderRow={(hold) => (
          <GridRow key={`${hold.kind} ${hold.dataset ?? ''} ${hold.id}`}>
            <th scope="row">
              {hold.title}
              <em>
                {hold.kind === 'run' ? text.holdRun : text.holdRow} <code>{hold.id}</code>
              </em>
            </th>
            <td>{hold.reason}</td>
            <td>{hold.byName}</td>
            <td className="audit-short">{stampText(hold.at, locale)}</td>
            <td>
              <Button size="small" aria-label={text.releaseLabel(hold.id)} onPress={() => setAsking(hold)}>
                {text.release}
              </Button>
            </td>
          </GridRow>
        )}
      />
      {asking === 'new' ? <HoldDialog datasets={datasets} onClose={close} /> : null}
      {asking !== undefined && asking !== 'new' ? <ReleaseDialog hold={asking} onClose={close} /> : null}
    </section>
  );
}
