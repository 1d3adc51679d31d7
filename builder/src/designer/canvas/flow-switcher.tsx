import { ChevronRight, Ellipsis, PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { mainFlow } from '../../../../runtime/schema/flow.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { useContent, useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { flowTitle } from '../document/scenario-text.ts';
import { canvasTexts } from './canvas-text.ts';
import { RemoveFlowDialog, RenameFlowDialog } from './flow-dialogs.tsx';
import { flowSwitcherTexts } from './flow-switcher-text.ts';
import { flowTrail } from './sub-flow.ts';
import { toolTexts } from './tool-text.ts';

/** Which flow is open; a sub-flow shows the flows that run it, to go back by, and can be renamed and deleted. */
export function FlowSwitcher() {
  const text = useTexts(canvasTexts);
  const tools = useTexts(toolTexts);
  const words = useTexts(flowSwitcherTexts);
  const { locale } = useLocale();
  const { store, readOnly } = useDocumentBinding();
  const scenario = useContent();
  const flow = useDocumentPart((state) => state.flow);
  const [asking, setAsking] = useState<'rename' | 'remove'>();
  const flows = Object.entries(scenario.flows);
  if (flows.length < 2) return null;
  const main = mainFlow(scenario);
  const titleOf = (id: string): string => flowTitle(scenario, id, locale);
  const outer = flowTrail(scenario, flow).slice(0, -1);
  const dialog = { flow, title: titleOf(flow), titleOf, onClose: () => setAsking(undefined) };
  return (
    <nav className="flow-crumbs" aria-label={tools.flowCrumb}>
      {outer.map((id) => (
        <span key={id} className="flow-crumb">
          <Button size="small" look="quiet" onPress={() => store.openFlow(id)}>
            {titleOf(id)}
          </Button>
          <ChevronRight size={14} strokeWidth={1.75} aria-hidden="true" />
        </span>
      ))}
      <div className="flow-switcher">
        <Select label={text.flow} hideLabel value={flow} onChange={store.openFlow} options={flows.map(([id]) => ({ id, label: titleOf(id) }))} />
      </div>
      {flow === main || readOnly ? null : (
        <Menu
          label={words.menu(titleOf(flow))}
          entries={[
            { id: 'rename', label: words.rename, icon: <PenLine size={14} aria-hidden="true" />, onAction: () => setAsking('rename') },
            { id: 'remove', label: words.remove, icon: <Trash2 size={14} aria-hidden="true" />, danger: true, onAction: () => setAsking('remove') },
          ]}
        >
          <IconButton size="small" label={words.menu(titleOf(flow))} icon={<Ellipsis size={15} aria-hidden="true" />} />
        </Menu>
      )}
      {asking === 'rename' ? <RenameFlowDialog {...dialog} /> : null}
      {asking === 'remove' ? <RemoveFlowDialog {...dialog} /> : null}
    </nav>
  );
}
