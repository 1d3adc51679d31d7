import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp, Puzzle } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { PluginItem } from '../../../../../server/api/plugins.ts';
import { request } from '../../../client/request.ts';
import { useListed } from '../../../text/listed.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useCan } from '../../app/session.tsx';
import { ConfirmDialog } from '../shared/ask-dialogs.tsx';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { ApprovePluginDialog } from './approve-plugin-dialog.tsx';
import { PluginPromise } from './plugin-promise.tsx';
import { PluginRow, type PluginWish } from './plugin-row.tsx';
import { pluginTexts } from './plugin-text.ts';
import './plugins.css';

interface Plugins {
  readonly items: readonly PluginItem[];
  readonly upload: boolean;
}

interface Asked {
  readonly wish: 'approve' | 'disable' | 'remove';
  readonly name: string;
}

/** Does what was wished for a plugin and brings the lists up to date. */
function useDeeds(onDone: () => void) {
  const text = useTexts(pluginTexts);
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ name, wish }: { readonly name: string; readonly wish: Exclude<PluginWish, 'approve'> }): Promise<unknown> => {
      if (wish === 'remove') return request('/api/plugins', { method: 'DELETE', query: { name } });
      if (wish === 'discard') return request('/api/plugins/discard', { method: 'POST', body: { name } });
      return request('/api/plugins/enabled', { method: 'POST', body: { name, enabled: wish === 'enable' } });
    },
    onSuccess: (_answer, { name, wish }) => {
      const said = { remove: text.removedWords, discard: text.discarded, enable: text.enabledWords, disable: text.disabledWords };
      toast({ text: said[wish](name) });
      onDone();
    },
    // Also after a refusal: somebody else may have been faster.
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['plugins'] }), client.invalidateQueries({ queryKey: ['node-types'] })]),
  });
}

function UploadButton({ onTaken, onRefused }: { readonly onTaken: (item: PluginItem) => void; readonly onRefused: (error: unknown) => void }) {
  const text = useTexts(pluginTexts);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => request<PluginItem>('/api/plugins', { method: 'POST', bytes: file }),
    onMutate: () => onRefused(null),
    onError: onRefused,
    onSuccess: async (item) => {
      await client.invalidateQueries({ queryKey: ['plugins'] });
      onTaken(item);
    },
  });
  return (
    <FileTrigger acceptedFileTypes={['.tgz', '.tar.gz', 'application/gzip']} onSelect={(files) => (files?.[0] ? send.mutate(files[0]) : undefined)}>
      <Button look="primary" busy={send.isPending} icon={<FileUp size={14} aria-hidden="true" />}>
        {send.isPending ? text.uploading : text.upload}
      </Button>
    </FileTrigger>
  );
}

/** Plugins of this server: what each brings, what it may do, and why one did not load. */
export function PluginsPage() {
  const listed = useListed();
  const text = useTexts(pluginTexts);
  const admin = useCan().house;
  const plugins = useQuery({ queryKey: ['plugins'], queryFn: ({ signal }) => request<Plugins>('/api/plugins', { signal }) });
  const [asked, setAsked] = useState<Asked>();
  const [refused, setRefused] = useState<unknown>(null);
  const close = (): void => setAsked(undefined);
  const deed = useDeeds(close);
  const item = plugins.data?.items.find(({ name }) => name === asked?.name);
  const wishFor = (name: string) => (wish: PluginWish) => {
    deed.reset();
    if (wish === 'enable' || wish === 'discard') deed.mutate({ name, wish });
    else setAsked({ wish, name });
  };
  const empty = (
    <EmptyState icon={<Puzzle size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noPlugins}>
      {text.noPluginsText}
    </EmptyState>
  );
  const heads = [text.name, text.state, text.nodes, text.scopes, ...(admin ? [text.usedBy, text.actions] : [])];
  return (
    <div className="page">
      <PageHead title={text.plugins} note={plugins.data?.upload === false ? text.uploadOff : text.pluginsNote}>
        {admin && plugins.data?.upload ? <UploadButton onRefused={setRefused} onTaken={({ name }) => setAsked({ wish: 'approve', name })} /> : null}
      </PageHead>
      {refused === null ? null : <ErrorState error={refused} />}
      {asked === undefined && deed.isError ? <ErrorState error={deed.error} /> : null}
      <div className="plugins-table">
        <ReadTable read={plugins} heads={heads} renderRow={(one) => <PluginRow key={`${one.source} ${one.name} ${one.path ?? ''}`} item={one} busy={deed.isPending} onWish={wishFor(one.name)} />} empty={empty} />
      </div>
      {admin ? (
        <div className="page-section">
          <PluginPromise />
        </div>
      ) : null}
      {asked?.wish === 'approve' && item?.waiting ? <ApprovePluginDialog item={item} given={item.waiting} onClose={close} /> : null}
      {asked?.wish === 'disable' && item ? (
        <ConfirmDialog title={text.disableTitle(item.name)} action={text.disable} doing={deed} onDo={() => deed.mutate({ name: item.name, wish: 'disable' })} onClose={close}>
          {text.disableText} {item.usedBy.length === 0 ? null : text.disableUsed(listed(item.usedBy))}
        </ConfirmDialog>
      ) : null}
      {asked?.wish === 'remove' && item ? (
        <ConfirmDialog title={text.removeTitle(item.name)} action={text.remove} doing={deed} onDo={() => deed.mutate({ name: item.name, wish: 'remove' })} onClose={close}>
          {text.removeText}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
