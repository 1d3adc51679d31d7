import { CircleAlert, CircleCheck, CirclePause, Hourglass } from 'lucide-react';
import type { PluginItem } from '../../../../../server/api/plugins.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { ProblemCode } from '../../../ui/states.tsx';
import { useCan } from '../../app/session.tsx';
import { stampText } from '../shared/format.ts';
import { pluginTexts } from './plugin-text.ts';

const STATES = { loaded: { tone: 'ok', Drawing: CircleCheck }, failed: { tone: 'err', Drawing: CircleAlert }, off: { tone: 'neutral', Drawing: CirclePause }, waiting: { tone: 'warn', Drawing: Hourglass } } as const;

export type PluginWish = 'approve' | 'discard' | 'disable' | 'enable' | 'remove';

function StateWords({ item }: { readonly item: PluginItem }) {
  const text = useTexts(pluginTexts);
  const { tone, Drawing } = STATES[item.status];
  return (
    <>
      <span className="state-word" data-tone={tone}>
        <Drawing size={14} aria-hidden="true" />
        {text[item.status]}
      </span>
      {item.error === undefined ? null : (
        <>
          <em>{item.error.message}</em>
          {item.error.hint === undefined ? null : <em>{item.error.hint}</em>}
          <ProblemCode code={item.error.code} />
        </>
      )}
      {item.waiting && item.status !== 'waiting' ? (
        <span className="state-word plugin-waiting" data-tone="warn">
          {text.newer(item.waiting.version)}
        </span>
      ) : null}
    </>
  );
}

function Actions({ item, busy, onWish }: { readonly item: PluginItem; readonly busy: boolean; readonly onWish: (wish: PluginWish) => void }) {
  const text = useTexts(pluginTexts);
  if (item.source === 'folder') return <em>{text.folder}</em>;
  const switchable = item.status !== 'waiting';
  return (
    <span className="ui-row">
      {item.waiting ? (
        <>
          <Button size="small" look="primary" onPress={() => onWish('approve')}>
            {text.look}
          </Button>
          <Button size="small" busy={busy} onPress={() => onWish('discard')}>
            {text.discard}
          </Button>
        </>
      ) : null}
      {switchable && item.status === 'off' ? (
        <Button size="small" busy={busy} onPress={() => onWish('enable')}>
          {text.enable}
        </Button>
      ) : null}
      {switchable && item.status !== 'off' ? (
        <Button size="small" onPress={() => onWish('disable')}>
          {text.disable}
        </Button>
      ) : null}
      {switchable ? (
        <Button size="small" onPress={() => onWish('remove')}>
          {text.remove}
        </Button>
      ) : null}
    </span>
  );
}

export function PluginRow({ item, busy, onWish }: { readonly item: PluginItem; readonly busy: boolean; readonly onWish: (wish: PluginWish) => void }) {
  const text = useTexts(pluginTexts);
  const { locale } = useLocale();
  const admin = useCan().house;
  return (
    <GridRow>
      <th scope="row">
        {item.name}
        <em>{item.version}</em>
        {item.path === undefined ? null : <code>{item.path}</code>}
        {item.approved === undefined ? null : <em>{text.approvedBy(item.approved.by, stampText(item.approved.at, locale))}</em>}
      </th>
      <td><StateWords item={item} /></td>
      <td>
        <span className="plugin-nodes">
          {item.nodes.map((node) => (
            <code key={node}>{node}</code>
          ))}
        </span>
      </td>
      <td>{item.scopes.length === 0 ? text.noScopes : item.scopes.map(({ scope, words }) => <div key={scope}>{words[locale]}</div>)}</td>
      {admin ? <td>{item.usedBy.length === 0 ? <em>{text.nobody}</em> : item.usedBy.map((title) => <div key={title}>{title}</div>)}</td> : null}
      {admin ? <td><Actions item={item} busy={busy} onWish={onWish} /></td> : null}
    </GridRow>
  );
}
