import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plug, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Connection, ConnectionName } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useCan } from '../../app/session.tsx';
import { ConfirmDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { adminTexts } from './admin-text.ts';
import { CalendarSection } from './calendar-section.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';

function RemoveConnection({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const text = useTexts(adminTexts);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => request('/api/connections', { method: 'DELETE', query: { id: connection.id } }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['connections'] });
    },
  });
  return (
    <ConfirmDialog title={text.removeConnectionTitle(connection.title)} action={text.removeConnection} doing={remove} onDo={() => remove.mutate()} onClose={onClose}>
      {text.removeConnectionText}
    </ConfirmDialog>
  );
}

/** How a connection does: quiet when all is well. */
function HealthChip({ health }: { readonly health: Connection['health'] | undefined }) {
  const text = useTexts(adminTexts);
  const { locale } = useLocale();
  if (health === undefined) return <Chip>{text.stateWell}</Chip>;
  if (health.state === 'working') return <Chip tone="warn">{text.stateFailing(health.failures)}</Chip>;
  return (
    <>
      <Chip tone="err">{health.state === 'resting' ? text.stateResting(stampText(health.until ?? '', locale)) : text.stateTrying}</Chip>
      <em>{text.stateWhy(health.failures, health.code ?? '')}</em>
    </>
  );
}

function NameHead({ connection: { title, id } }: { readonly connection: ConnectionName }) {
  return (
    <th scope="row">
      {title}
      <em>{id}</em>
    </th>
  );
}

/** All that whoever may only use a connection sees of it. */
function NameRow({ connection }: { readonly connection: ConnectionName }) {
  return (
    <GridRow>
      <NameHead connection={connection} />
    </GridRow>
  );
}

interface ActsProps {
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function Acts({ onEdit, onRemove }: ActsProps) {
  const text = useTexts(adminTexts);
  return (
    <span className="ui-row">
      <Button size="small" onPress={onEdit}>
        {text.edit}
      </Button>
      <Button size="small" onPress={onRemove}>
        {text.removeConnection}
      </Button>
    </span>
  );
}

function ConnectionRow({ connection, onEdit, onRemove }: ActsProps & { readonly connection: Connection }) {
  const text = useTexts(adminTexts);
  return (
    <GridRow>
      <NameHead connection={connection} />
      <td>
        <code>{connection.baseUrl}</code>
        {connection.allow.length === 0 ? null : <em>{connection.allow.join('，')}</em>}
      </td>
      <td>
        <span className="ui-row">
          {connection.secretSet ? <Chip tone="ok">{text.secretSet}</Chip> : <Chip>{text.secretNone}</Chip>}
          {connection.testSecretSet || connection.testUrl !== undefined ? <Chip>{text.trialSet}</Chip> : null}
        </span>
      </td>
      <td><HealthChip health={connection.health} /></td>
      <td><Acts onEdit={onEdit} onRemove={onRemove} /></td>
    </GridRow>
  );
}

/** Outside interfaces and the working-day calendars: what runs lean on beside datasets. */
export function ConnectionsPage() {
  const text = useTexts(adminTexts);
  const admin = useCan().house;
  const list = useQuery({ queryKey: ['connections'], queryFn: ({ signal }) => request<{ readonly items: readonly (Connection | ConnectionName)[] }>('/api/connections', { signal }) });
  const [asking, setAsking] = useState<{ readonly kind: 'edit'; readonly connection?: Connection } | { readonly kind: 'remove'; readonly connection: Connection }>();
  const close = (): void => setAsking(undefined);
  const empty = (
    <EmptyState icon={<Plug size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noConnections}>
      {text.noConnectionsText}
    </EmptyState>
  );
  return (
    <div className="page">
      <PageHead title={text.connections} note={admin ? text.connectionsNote : text.readOnlyConnections}>
        {admin ? (
          <Button look="primary" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'edit' })}>
            {text.addConnection}
          </Button>
        ) : null}
      </PageHead>
      <ReadTable
        read={list}
        heads={admin ? [text.connectionTitle, text.baseUrl, text.secret, text.connectionState, text.act] : [text.connectionTitle]}
        empty={empty}
        renderRow={(connection) => ('baseUrl' in connection ? <ConnectionRow key={connection.id} connection={connection} onEdit={() => setAsking({ kind: 'edit', connection })} onRemove={() => setAsking({ kind: 'remove', connection })} /> : <NameRow key={connection.id} connection={connection} />)}
      />
      <CalendarSection />
      {asking?.kind === 'edit' ? <ConnectionDialog connection={asking.connection} onClose={close} /> : null}
      {asking?.kind === 'remove' ? <RemoveConnection connection={asking.connection} onClose={close} /> : null}
    </div>
  );
}
