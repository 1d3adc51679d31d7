import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plug, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useUser } from '../../app/session.tsx';
import '../shared/page.css';
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
    <Dialog
      alert
      size="narrow"
      title={text.removeConnectionTitle(connection.title)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="danger" busy={remove.isPending} onPress={() => remove.mutate()}>
            {text.removeConnection}
          </Button>
        </>
      }
    >
      <p>{text.removeConnectionText}</p>
      {remove.isError ? <ErrorState error={remove.error} /> : null}
    </Dialog>
  );
}

/** Outside interfaces and the working-day calendars: what runs lean on beside datasets. */
export function ConnectionsPage() {
  const text = useTexts(adminTexts);
  const admin = useUser().role === 'admin';
  const list = useQuery({ queryKey: ['connections'], queryFn: ({ signal }) => request<{ readonly items: readonly Connection[] }>('/api/connections', { signal }) });
  const [asking, setAsking] = useState<{ readonly kind: 'edit'; readonly connection?: Connection } | { readonly kind: 'remove'; readonly connection: Connection }>();
  const close = (): void => setAsking(undefined);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{text.connections}</h1>
        <span className="ui-quiet">{admin ? text.connectionsNote : text.readOnlyConnections}</span>
        <span className="ui-grow" />
        {admin ? (
          <Button look="primary" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({ kind: 'edit' })}>
            {text.addConnection}
          </Button>
        ) : null}
      </header>
      {list.isPending ? <Skeleton rows={3} height={44} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? (
        <EmptyState icon={<Plug size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noConnections}>
          {text.noConnectionsText}
        </EmptyState>
      ) : null}
      {list.data === undefined || list.data.items.length === 0 ? null : (
        <div className="grid-frame">
          <table className="grid-table">
            <thead>
              <tr>
                {[text.connectionTitle, text.baseUrl, text.secret, text.edit].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.data.items.map((connection) => (
                <tr key={connection.id}>
                  <th scope="row">
                    {connection.title}
                    <em>{connection.id}</em>
                  </th>
                  <td>
                    <code>{connection.baseUrl}</code>
                    {connection.allow.length === 0 ? null : <em>{connection.allow.join('，')}</em>}
                  </td>
                  <td>{connection.secretSet ? <Chip tone="ok">{text.secretSet}</Chip> : <Chip>{text.secretNone}</Chip>}</td>
                  <td>
                    {admin ? (
                      <span className="ui-row">
                        <Button size="small" onPress={() => setAsking({ kind: 'edit', connection })}>
                          {text.edit}
                        </Button>
                        <Button size="small" onPress={() => setAsking({ kind: 'remove', connection })}>
                          {text.removeConnection}
                        </Button>
                      </span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <CalendarSection />
      {asking?.kind === 'edit' ? <ConnectionDialog connection={asking.connection} onClose={close} /> : null}
      {asking?.kind === 'remove' ? <RemoveConnection connection={asking.connection} onClose={close} /> : null}
    </div>
  );
}
