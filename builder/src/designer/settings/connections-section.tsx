import { useQuery } from '@tanstack/react-query';
import type { ConnectionName } from '../../../../server/api/data.ts';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { pointer } from '../document/pointer.ts';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { AddEntry } from './add-entry.tsx';
import { EntryCard } from './entry-card.tsx';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';

export function ConnectionsSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const list = useQuery({ queryKey: ['connections'], queryFn: ({ signal }) => request<{ readonly items: readonly ConnectionName[] }>('/api/connections', { signal }) });
  const known = (list.data?.items ?? []).map(({ id, title }) => ({ id, label: title, detail: id }));
  const entries = Object.entries(desk.scenario.connections ?? {});
  const [first] = known;
  return (
    <SectionFrame title={text.connections} note={text.connectionsNote} empty={entries.length === 0 ? { title: text.noConnections, text: text.noConnectionsText } : undefined}>
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {entries.map(([id, { use }]) => (
        <EntryCard key={id} id={id} onRename={() => desk.rename('connections', id)} readOnly={desk.readOnly} onRemove={() => desk.remove(`${text.connection} ${id}`, [{ path: pointer('connections', id) }])}>
          <EntryFrame title={text.use} required problems={desk.problemsAt(pointer('connections', id), true)}>
            <Select hideLabel label={text.use} isDisabled={desk.readOnly} value={use} options={known.some((one) => one.id === use) ? known : [{ id: use, label: list.isSuccess ? text.notThere(use) : use }, ...known]} onChange={(next) => desk.set(text.changeLabel(text.connection), pointer('connections', id, 'use'), next)} />
          </EntryFrame>
        </EntryCard>
      ))}
      {list.isSuccess && first === undefined ? <p className="entry-help">{text.noneDefined}</p> : null}
      {desk.readOnly || first === undefined ? null : <AddEntry kind="name" label={text.connection} taken={entries.map(([id]) => id)} onAdd={(id) => desk.set(text.addLabel(text.connection), pointer('connections', id), { use: first.id })} />}
    </SectionFrame>
  );
}
