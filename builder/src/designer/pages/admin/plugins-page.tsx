import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Puzzle } from 'lucide-react';
import type { PluginItem } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { EmptyState, ProblemCode } from '../../../ui/states.tsx';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { adminTexts } from './admin-text.ts';

function PluginRow({ item }: { readonly item: PluginItem }) {
  const text = useTexts(adminTexts);
  const scopes = Object.entries(item.scopes);
  return (
    <tr>
      <th scope="row">
        {item.name}
        <em>{item.version}</em>
      </th>
      <td>
        <span className="state-word" data-tone={item.status === 'loaded' ? 'ok' : 'err'}>
          {item.status === 'loaded' ? <CircleCheck size={14} aria-hidden="true" /> : <CircleAlert size={14} aria-hidden="true" />}
          {item.status === 'loaded' ? text.loaded : text.failed}
        </span>
        {item.error === undefined ? null : (
          <>
            <em>{item.error.message}</em>
            {item.error.hint === undefined ? null : <em>{item.error.hint}</em>}
            <ProblemCode code={item.error.code} />
          </>
        )}
      </td>
      <td>
        {item.nodes.map((node) => (
          <span key={node}>
            <code>{node}</code>{' '}
          </span>
        ))}
      </td>
      <td>{scopes.length === 0 ? text.noScopes : scopes.map(([scope, value]) => <em key={scope}>{`${scope}: ${typeof value === 'string' ? value : JSON.stringify(value)}`}</em>)}</td>
      <td>
        <code>{item.path}</code>
      </td>
    </tr>
  );
}

/** Plugins of this server: what each brings, what it may do, and why one did not load. */
export function PluginsPage() {
  const text = useTexts(adminTexts);
  const plugins = useQuery({ queryKey: ['plugins'], queryFn: ({ signal }) => request<{ readonly items: readonly PluginItem[] }>('/api/plugins', { signal }) });
  const empty = (
    <EmptyState icon={<Puzzle size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noPlugins}>
      {text.noPluginsText}
    </EmptyState>
  );
  return (
    <div className="page">
      <PageHead title={text.plugins} note={text.pluginsNote} />
      <ReadTable read={plugins} heads={[text.name, text.state, text.nodes, text.scopes, text.path]} renderRow={(item) => <PluginRow key={item.path} item={item} />} empty={empty} />
    </div>
  );
}
