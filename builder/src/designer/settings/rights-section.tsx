import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PlaceView, Right, RightName } from '../../../../server/api/units.ts';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { GridRow, GridTable } from '../../ui/grid-table.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useCan } from '../app/session.tsx';
import { ConfirmDialog } from '../pages/shared/ask-dialogs.tsx';
import { useMembers } from '../pages/shared/use-people.ts';
import { rightsTexts } from './rights-text.ts';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';

const RIGHTS = ['owner', 'editor', 'viewer', 'publisher', 'operator', 'auditor'] as const satisfies readonly RightName[];
type Entry = PlaceView['rights'][number];

const same = (a: Right, b: Right): boolean => a.who === b.who && a.right === b.right;

/** Writes the whole list against the version it was read at; the answer is the list as it stands. */
function useWriteRights(id: string, place: PlaceView, onDone: () => void): UseMutationResult<PlaceView, Error, readonly Right[]> {
  const client = useQueryClient();
  const key = ['scenario', id, 'place'];
  return useMutation({
    mutationFn: (rights: readonly Right[]) => request<PlaceView>(`/api/scenarios/${id}/place`, { method: 'PUT', body: { unit: place.unit, rights: rights.map(({ who, right }) => ({ who, right })), baseVersion: place.version } }),
    onSuccess: (next) => {
      client.setQueryData(key, next);
      onDone();
    },
    // Somebody else may have been faster: what stands now is read again.
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}

function AddRight({ id, place }: { readonly id: string; readonly place: PlaceView }) {
  const text = useTexts(rightsTexts);
  const toast = useToast();
  const people = useMembers().filter(({ disabled }) => !disabled);
  const [person, setPerson] = useState<string | null>(null);
  const [right, setRight] = useState<RightName>('editor');
  const [tried, setTried] = useState(false);
  const fresh = { who: `u:${person ?? ''}`, right };
  const wrong = person === null ? text.personEmpty : place.rights.some((entry) => same(entry, fresh)) ? text.twice : undefined;
  const write = useWriteRights(id, place, () => {
    toast({ text: text.added(people.find((one) => one.id === person)?.name ?? '', text[`short_${right}`]) });
    setPerson(null);
    setTried(false);
  });
  const add = (): void => {
    setTried(true);
    if (wrong === undefined) write.mutate([...place.rights, fresh]);
  };
  return (
    <>
      <div className="settings-add">
        <ComboBox key={place.version} label={text.person} placeholder={text.pick} value={person} options={people.map((one) => ({ id: one.id, label: one.name, detail: `${one.login} · ${one.unit.name}` }))} onChange={setPerson} error={tried ? wrong : undefined} />
        <Select label={text.right} value={right} options={RIGHTS.map((one) => ({ id: one, label: text[one] }))} onChange={(next) => setRight(next as RightName)} />
        <Button icon={<Plus size={14} aria-hidden="true" />} busy={write.isPending} onPress={add}>{text.add}</Button>
      </div>
      {write.isError ? <ErrorState error={write.error} /> : null}
    </>
  );
}

function RemoveRight({ id, place, entry, onClose }: { readonly id: string; readonly place: PlaceView; readonly entry: Entry; readonly onClose: () => void }) {
  const text = useTexts(rightsTexts);
  const toast = useToast();
  const short = text[`short_${entry.right}`];
  const write = useWriteRights(id, place, () => {
    toast({ text: text.removed(entry.name, short) });
    onClose();
  });
  return (
    <ConfirmDialog title={text.removeTitle(entry.name, short)} action={text.remove} doing={write} onDo={() => write.mutate(place.rights.filter((other) => !same(other, entry)))} onClose={onClose}>
      {text.removeText}
    </ConfirmDialog>
  );
}

function Rights({ id, place }: { readonly id: string; readonly place: PlaceView }) {
  const text = useTexts(rightsTexts);
  const can = useCan();
  const [removing, setRemoving] = useState<Entry>();
  return (
    <SectionFrame title={text.title} note={text.note(place.unitName)} empty={place.rights.length === 0 ? { title: text.none, text: text.noneText } : undefined}>
      {place.rights.length === 0 ? null : (
        <GridTable label={text.title} heads={place.mayShare ? [text.who, text.right, text.act] : [text.who, text.right]}>
          {place.rights.map((entry) => (
            <GridRow key={`${entry.who} ${entry.right}`}>
              <th scope="row">{entry.name}<em>{text[`kind_${entry.who.slice(0, 1) as 'u' | 'g' | 'r'}`]}</em></th>
              <td>{text[entry.right]}</td>
              {place.mayShare ? <td><IconButton size="small" label={text.removeNamed(entry.name, text[`short_${entry.right}`])} icon={<Trash2 size={14} aria-hidden="true" />} onPress={() => setRemoving(entry)} /></td> : null}
            </GridRow>
          ))}
        </GridTable>
      )}
      {!place.mayShare ? <p className="entry-help">{text.mayNot}</p> : can.people ? <AddRight id={id} place={place} /> : <p className="entry-help">{text.noPeople}</p>}
      {removing === undefined ? null : <RemoveRight id={id} place={place} entry={removing} onClose={() => setRemoving(undefined)} />}
    </SectionFrame>
  );
}

/** Who may use the scenario besides those with a role where it belongs. Not a part of the document: it is written at once, and never published. */
export function RightsSection({ desk }: { readonly desk: SettingsDesk }) {
  const place = useQuery({ queryKey: ['scenario', desk.id, 'place'], queryFn: ({ signal }) => request<PlaceView>(`/api/scenarios/${desk.id}/place`, { signal }) });
  if (place.data === undefined) return place.isError ? <ErrorState error={place.error} onRetry={() => void place.refetch()} /> : <Skeleton rows={4} />;
  return <Rights id={desk.id} place={place.data} />;
}
