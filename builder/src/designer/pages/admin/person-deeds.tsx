import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Ellipsis, Fingerprint, Link, LogOut, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import type { SessionItem, User } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ConfirmDialog, FormDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { personTexts } from './person-text.ts';
import { SubjectsDialog } from './subjects-dialog.tsx';
import { ToldOnce } from './told-once.tsx';

type Deed = 'link' | 'subjects' | 'sessions' | 'factor';

interface DeedProps {
  readonly user: User;
  readonly onClose: () => void;
}

interface Security {
  readonly items: readonly SessionItem[];
  readonly factorSince?: string;
}

function useSecurity(id: string): UseQueryResult<Security> {
  return useQuery({ queryKey: ['users', id, 'security'], gcTime: 0, queryFn: ({ signal }) => request<Security>(`/api/users/${id}/sessions`, { signal }) });
}

/** A link for a new password: asked first, then told once. */
function LinkDialog({ user, onClose }: DeedProps) {
  const text = useTexts(personTexts);
  const { locale } = useLocale();
  const make = useMutation({ gcTime: 0, mutationFn: () => request<{ readonly token: string; readonly until: string }>(`/api/users/${user.id}/recovery`, { method: 'POST' }) });
  if (make.data === undefined) {
    return (
      <FormDialog title={text.linkTitle(user.name)} size="narrow" action={text.linkDo} saving={make} onSave={() => make.mutate()} onClose={onClose} wrong={{}}>
        {() => <p>{text.linkText}</p>}
      </FormDialog>
    );
  }
  return (
    <Dialog title={text.linkMade} open dismissable={false} onClose={onClose} actions={<Button look="primary" onPress={onClose}>{text.linkKept}</Button>}>
      <div className="form-stack">
        <p className="note-bar" data-tone="warn" role="alert">{text.linkMadeText(user.name, stampText(make.data.until, locale))}</p>
        <ToldOnce secret={`${window.location.origin}/studio/recover#${make.data.token}`} copyLabel={text.copyLink} />
      </div>
    </Dialog>
  );
}

/** What is read before a question is asked: still loading, failed, or nothing to do. */
function NotYet({ title, read, nothing, onClose }: { readonly title: string; readonly read: UseQueryResult<Security>; readonly nothing: string; readonly onClose: () => void }) {
  return (
    <Dialog title={title} size="narrow" open onClose={onClose}>
      {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : read.data === undefined ? <Skeleton rows={2} /> : <p>{nothing}</p>}
    </Dialog>
  );
}

function SessionsDialog({ user, onClose }: DeedProps) {
  const text = useTexts(personTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const read = useSecurity(user.id);
  const end = useMutation({
    mutationFn: () => request<{ readonly ended: number }>(`/api/users/${user.id}/sessions`, { method: 'DELETE' }),
    onSuccess: ({ ended }) => {
      toast({ text: text.sessionsEnded(user.name, ended) });
      onClose();
    },
  });
  if (read.data === undefined || read.data.items.length === 0) return <NotYet title={text.sessionsTitle(user.name)} read={read} nothing={text.sessionsNone} onClose={onClose} />;
  return (
    <FormDialog title={text.sessionsTitle(user.name)} action={text.sessionsDo} saving={end} onSave={() => end.mutate()} onClose={onClose} wrong={{}}>
      {() => (
        <>
          <p>{text.sessionsText}</p>
          <GridTable heads={[text.device, text.address, text.seen]}>
            {read.data.items.map(({ id, device, address, seenAt }) => (
              <GridRow key={id}>
                <th scope="row">{device === '' ? text.unknownDevice : device}</th>
                <td><code>{address ?? '—'}</code></td>
                <td className="audit-short">{stampText(seenAt, locale)}</td>
              </GridRow>
            ))}
          </GridTable>
        </>
      )}
    </FormDialog>
  );
}

function FactorDialog({ user, onClose }: DeedProps) {
  const text = useTexts(personTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const read = useSecurity(user.id);
  const reset = useMutation({
    mutationFn: () => request(`/api/users/${user.id}/factor`, { method: 'DELETE' }),
    onSuccess: () => {
      toast({ text: text.factorReset(user.name) });
      onClose();
    },
  });
  if (read.data?.factorSince === undefined) return <NotYet title={text.factorTitle(user.name)} read={read} nothing={text.factorNone} onClose={onClose} />;
  return (
    <ConfirmDialog title={text.factorTitle(user.name)} action={text.factor} doing={reset} onDo={() => reset.mutate()} onClose={onClose}>
      {text.factorText(stampText(read.data.factorSince, locale))}
    </ConfirmDialog>
  );
}

const DIALOGS = { link: LinkDialog, subjects: SubjectsDialog, sessions: SessionsDialog, factor: FactorDialog } as const;

/** What an administrator does for somebody who lost a password or a device, or whose sessions must end. */
export function PersonDeeds({ user }: { readonly user: User }) {
  const text = useTexts(personTexts);
  const [deed, setDeed] = useState<Deed>();
  const Asked = deed === undefined ? undefined : DIALOGS[deed];
  return (
    <>
      <Menu
        label={text.menu(user.name)}
        entries={[
          { id: 'link', label: text.link, icon: <Link size={14} aria-hidden="true" />, isDisabled: user.disabled, onAction: () => setDeed('link') },
          { id: 'subjects', label: text.subjects, icon: <Fingerprint size={14} aria-hidden="true" />, onAction: () => setDeed('subjects') },
          { id: 'sessions', label: text.sessions, icon: <LogOut size={14} aria-hidden="true" />, onAction: () => setDeed('sessions') },
          { id: 'factor', label: text.factor, icon: <ShieldOff size={14} aria-hidden="true" />, danger: true, onAction: () => setDeed('factor') },
        ]}
      >
        <IconButton size="small" label={text.menu(user.name)} icon={<Ellipsis size={16} aria-hidden="true" />} />
      </Menu>
      {Asked === undefined ? null : <Asked user={user} onClose={() => setDeed(undefined)} />}
    </>
  );
}
