import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, Clock, IdCard, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ApiKey } from '../../../../../server/api/keys.ts';
import { request } from '../../../client/request.ts';
import { listed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ConfirmDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { AdminOnly } from './admin-only.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { keyTexts } from './key-text.ts';
import { MadeDialog, type MadeKey } from './made-dialog.tsx';
import { ScimKeyDialog } from './scim-key-dialog.tsx';
import { useMemberChoices } from './use-member-choices.ts';

const SIGNS = { active: CircleCheck, expired: Clock, revoked: Ban } as const;

function KeyRow({ item, dutyTitle, onRevoke }: { readonly item: ApiKey; readonly dutyTitle: (duty: string) => string; readonly onRevoke: () => void }) {
  const text = useTexts(keyTexts);
  const { locale } = useLocale();
  const Sign = SIGNS[item.state];
  return (
    <GridRow>
      <th scope="row">
        {item.title}
        <em>{item.id}</em>
      </th>
      <td>{item.scim === true ? <Chip>{text.scim}</Chip> : item.apps.map((app) => <code key={app}>{app} </code>)}</td>
      <td>
        {item.scim === true ? text.scimActs : item.unit.name}
        {item.duties.length === 0 ? null : <em>{listed(item.duties.map(dutyTitle), locale)}</em>}
      </td>
      <td>
        <span className="state-word" data-tone={item.state === 'active' ? 'ok' : item.state === 'expired' ? 'warn' : undefined}>
          <Sign size={14} aria-hidden="true" />
          {text[item.state]}
        </span>
      </td>
      <td>
        {stampText(item.expiresAt, locale)}
        {item.cutFrom === undefined ? null : <em className="key-cut">{text.cut(stampText(item.cutFrom, locale))}</em>}
      </td>
      <td>{item.lastUsedAt === undefined ? text.never : stampText(item.lastUsedAt, locale)}</td>
      <td>{item.createdByName ?? item.createdBy}</td>
      <td>
        {item.state === 'revoked' ? null : (
          <Button size="small" onPress={onRevoke}>
            {text.revoke}
          </Button>
        )}
      </td>
    </GridRow>
  );
}

function RevokeKey({ item, onClose }: { readonly item: ApiKey; readonly onClose: () => void }) {
  const text = useTexts(keyTexts);
  const toast = useToast();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => request<ApiKey>(`/api/keys/${item.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      toast({ text: text.revokedWords(item.title) });
      onClose();
      await client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <ConfirmDialog title={text.revokeTitle(item.title)} action={text.revoke} doing={revoke} onDo={() => revoke.mutate()} onClose={onClose}>
      {text.revokeText}
    </ConfirmDialog>
  );
}

type Asking = { readonly kind: 'new' | 'scim' } | { readonly kind: 'made'; readonly made: MadeKey } | { readonly kind: 'revoke'; readonly item: ApiKey };

function Keys() {
  const text = useTexts(keyTexts);
  const choices = useMemberChoices();
  const keys = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => request<{ readonly items: readonly ApiKey[] }>('/api/keys', { signal }) });
  const [asking, setAsking] = useState<Asking>();
  const close = (): void => setAsking(undefined);
  const empty = (
    <EmptyState icon={<KeyRound size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.none}>
      {text.noneText}
    </EmptyState>
  );
  return (
    <div className="page">
      <PageHead title={text.keys} note={text.note}>
        <Button icon={<IdCard size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'scim' })}>
          {text.scimAdd}
        </Button>
        <Button look="primary" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'new' })}>
          {text.add}
        </Button>
      </PageHead>
      <ReadTable
        read={keys}
        heads={[text.title, text.apps, text.actsAs, text.state, text.expires, text.used, text.by, text.act]}
        empty={empty}
        renderRow={(item) => <KeyRow key={item.id} item={item} dutyTitle={(duty) => choices.duties.find((known) => known.id === duty)?.title ?? duty} onRevoke={() => setAsking({ kind: 'revoke', item })} />}
      />
      {asking?.kind === 'new' ? <KeyDialog onMade={(made) => setAsking({ kind: 'made', made })} onClose={close} /> : null}
      {asking?.kind === 'scim' ? <ScimKeyDialog onMade={(made) => setAsking({ kind: 'made', made })} onClose={close} /> : null}
      {asking?.kind === 'made' ? <MadeDialog made={asking.made} onClose={close} /> : null}
      {asking?.kind === 'revoke' ? <RevokeKey item={asking.item} onClose={close} /> : null}
    </div>
  );
}

export function KeysPage() {
  return (
    <AdminOnly>
      <Keys />
    </AdminOnly>
  );
}
