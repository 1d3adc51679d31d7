import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SharingSettings } from '../../../../../server/api/sharing.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { sharingTexts } from './sharing-text.ts';

const LIMITS = ['platformCheck', 'ownerReply', 'ruling', 'objection', 'objectionLongest', 'longestGrant'] as const;

const MOST = { platformCheck: 365, ownerReply: 365, ruling: 365, objection: 365, objectionLongest: 365, longestGrant: 3660, smallestGroup: 1000 } as const;

interface Entry {
  readonly number: string;
  readonly source: string;
}

type Entries = Readonly<Record<(typeof LIMITS)[number] | 'smallestGroup', Entry>>;

function entriesOf(settings: SharingSettings): Entries {
  const limits = LIMITS.map((id) => [id, { number: String(settings[id].days), source: settings[id].source }] as const);
  return { ...(Object.fromEntries(limits) as Record<(typeof LIMITS)[number], Entry>), smallestGroup: { number: String(settings.smallestGroup.rows), source: settings.smallestGroup.source } };
}

/** A whole number between two others; undefined when it is none. */
function numberIn(entry: string, least: number, most: number): number | undefined {
  const number = /^\d{1,4}$/u.test(entry.trim()) ? Number(entry) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

function LimitsForm({ read, onClose }: { readonly read: SharingSettings; readonly onClose: () => void }) {
  const text = useTexts(sharingTexts);
  const toast = useToast();
  const client = useQueryClient();
  // What the entries came from: a later reading must not lend them its version.
  const [settings] = useState(read);
  const [entries, setEntries] = useState(() => entriesOf(settings));
  const save = useMutation({
    mutationFn: (body: object) => request('/api/sharing/settings', { method: 'PUT', body }),
    onSuccess: () => {
      toast({ text: text.limitsSaved });
      onClose();
      return client.invalidateQueries({ queryKey: ['sharing-settings'] });
    },
  });
  const names = [...LIMITS, 'smallestGroup'] as const;
  const leastOf = (id: (typeof names)[number]) => (id === 'smallestGroup' ? 2 : 1);
  const mostOf = (id: (typeof names)[number]) => MOST[id];
  const wrongOf = (id: (typeof names)[number]) => (numberIn(entries[id].number, leastOf(id), mostOf(id)) === undefined ? text.limitNumber(leastOf(id), mostOf(id)) : undefined);
  const sourceOf = (id: (typeof names)[number]) => (entries[id].source.trim() === '' ? text.limitSourceEmpty : undefined);
  const set = (id: (typeof names)[number], part: Partial<Entry>) => setEntries({ ...entries, [id]: { ...entries[id], ...part } });
  const wrong = Object.fromEntries(names.flatMap((id) => [[id, wrongOf(id)], [`${id} source`, sourceOf(id)]]));
  const submit = () => {
    const { deadDays, version } = settings;
    const limits = Object.fromEntries(LIMITS.map((id) => [id, { days: Number(entries[id].number), source: entries[id].source.trim() }]));
    save.mutate({ ...limits, smallestGroup: { rows: Number(entries.smallestGroup.number), source: entries.smallestGroup.source.trim() }, deadDays, baseVersion: version });
  };
  return (
    <FormDialog title={text.limits} size="wide" saving={save} wrong={wrong} onSave={submit} onTakeSaved={() => void client.resetQueries({ queryKey: ['sharing-settings'] })} onClose={onClose}>
      {(say) => (
        <>
          <p>{text.limitsText}</p>
          {names.map((id) => (
            <div className="limit-pair" key={id}>
              <TextField label={text[`limit_${id}`]} inputMode="numeric" value={entries[id].number} onChange={(number) => set(id, { number })} error={say(wrongOf(id))} />
              <TextField label={text.limitSource(text[`limit_${id}`])} value={entries[id].source} onChange={(source) => set(id, { source })} error={say(sourceOf(id))} maxLength={300} />
            </div>
          ))}
        </>
      )}
    </FormDialog>
  );
}

/** Limits of the steps of sharing and of objections, each with the rule it comes from. */
export function LimitsDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(sharingTexts);
  const read = useQuery({ queryKey: ['sharing-settings'], gcTime: 0, queryFn: ({ signal }) => request<SharingSettings>('/api/sharing/settings', { signal }) });
  if (read.data !== undefined) return <LimitsForm read={read.data} onClose={onClose} />;
  return (
    <Dialog title={text.limits} size="wide" open onClose={onClose}>
      {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Skeleton rows={6} height={44} />}
    </Dialog>
  );
}
