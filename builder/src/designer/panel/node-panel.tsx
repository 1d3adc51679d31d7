import { useCallback, useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { EmptyState, Skeleton } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useNode } from '../document/document-context.tsx';
import { focusEntry, useLook } from '../document/open-place.ts';
import { CommentsPanel } from '../review/comments-panel.tsx';
import { reviewTexts } from '../review/review-text.ts';
import { EntryDeskProvider } from './entry-desk.tsx';
import { HelpTab } from './help-tab.tsx';
import { InOutTab } from './in-out-tab.tsx';
import './panel.css';
import { PanelHeader } from './panel-header.tsx';
import { panelTexts } from './panel-texts.ts';
import { SettingsTab } from './settings-tab.tsx';
import { TraceTab } from './trace-tab.tsx';

/** The property panel of one node: settings, input and output, the last test run, help. */
export function NodePanel({ flow, node: id }: { readonly flow: string; readonly node: string }) {
  const text = useTexts(panelTexts);
  const words = useTexts(reviewTexts);
  const types = useNodeTypes();
  const { node } = useNode(flow, id);
  const [tab, setTab] = useState('settings');
  useLook(useCallback((place) => {
    if (place.flow !== flow || place.node !== id) return;
    setTab('settings');
    // The settings are drawn first.
    setTimeout(() => focusEntry(place.path), 160);
  }, [flow, id]));
  if (node === undefined) return <EmptyState title={text.noNode} />;
  const type = types.get(node.type);
  const missing = types.query.isPending ? <Skeleton rows={6} /> : <p className="panel-note" data-tone="err">{text.unknownType(node.type)}</p>;
  return (
    <EntryDeskProvider flow={flow} id={id}>
      <section className="panel" aria-label={text.panel}>
        <PanelHeader key={id} type={type} />
        <Tabs
          label={text.panel}
          value={tab}
          onChange={setTab}
          items={[
            { id: 'settings', title: text.settings, content: type ? <SettingsTab key={id} type={type} /> : missing },
            { id: 'in-out', title: text.inOut, content: <InOutTab /> },
            { id: 'run', title: text.lastRun, content: <TraceTab /> },
            { id: 'comments', title: words.comments, content: <CommentsPanel only={`${flow}/${id}`} /> },
            { id: 'help', title: text.help, content: type ? <HelpTab type={type} /> : missing },
          ]}
        />
      </section>
    </EntryDeskProvider>
  );
}
