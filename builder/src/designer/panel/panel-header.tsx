import { ArrowRightFromLine, ArrowRightToLine, CircleDot, Copy, Ellipsis, Hash, Lock, LockOpen, Trash2, Workflow } from 'lucide-react';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { removeParts } from '../canvas/graph-changes.ts';
import { subFlowOf } from '../canvas/sub-flow.ts';
import { toolTexts } from '../canvas/tool-text.ts';
import { useDocument, useDocumentBinding, useEdit } from '../document/document-context.tsx';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import { useRename } from '../rename/rename-context.tsx';
import { testRunTexts } from '../test-run/test-run-text.ts';
import { useNodeDebug } from '../test-run/use-debug.ts';
import { OthersNote } from '../together/others-mark.tsx';
import { LineInput } from './entries/line-input.tsx';
import { useDesk } from './entry-desk.tsx';
import { panelTexts } from './panel-texts.ts';

function useHeaderMenu(onRename: () => void): readonly MenuEntry[] {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const tools = useTexts(toolTexts);
  const { scenario } = desk;
  const { store, readOnly } = useDocumentBinding();
  const edit = useEdit();
  const copyTo = useCopy();
  const title = nodeTitle(scenario, desk.flow, desk.id, desk.locale);
  const locked = desk.node.lock === 'prescribed';
  const remove = () => {
    const { changes } = removeParts(store.get().history.present, desk.flow, [desk.id], []);
    edit({ label: text.removed(title), changes });
  };
  const copy = () => copyTo(desk.id, desk.id);
  const test = useTexts(testRunTexts);
  const debug = useNodeDebug(desk.flow, desk.id);
  const inner = subFlowOf(scenario, desk.flow, desk.id);
  return [
    ...(inner === undefined ? [] : [{ id: 'flow', label: tools.openFlow(scenarioText(scenario, scenario.flows[inner]?.title, desk.locale) ?? inner), icon: <Workflow size={14} aria-hidden="true" />, onAction: () => store.openFlow(inner) }]),
    ...(readOnly ? [] : [
      { id: 'run-to', label: test.runTo, icon: <ArrowRightToLine size={14} aria-hidden="true" />, onAction: debug.runTo },
      { id: 'run-from', label: test.runFrom, icon: <ArrowRightFromLine size={14} aria-hidden="true" />, onAction: debug.runFrom },
      { id: 'break', label: debug.hasBreakpoint ? test.clearBreak : test.setBreak, icon: <CircleDot size={14} aria-hidden="true" />, keys: 'B', onAction: debug.toggleBreakpoint },
      { id: 'line-run', separator: true as const },
    ]),
    { id: 'rename', label: text.rename, icon: <Hash size={14} aria-hidden="true" />, isDisabled: desk.readOnly, onAction: onRename },
    { id: 'copy', label: text.copyId, icon: <Copy size={14} aria-hidden="true" />, onAction: copy },
    { id: 'lock', label: locked ? text.lockOff : text.unlock, icon: locked ? <LockOpen size={14} aria-hidden="true" /> : <Lock size={14} aria-hidden="true" />, isDisabled: readOnly, onAction: () => desk.setNode('lock', locked ? undefined : 'prescribed', text.lockedTitle) },
    { id: 'line', separator: true },
    { id: 'remove', label: text.remove, icon: <Trash2 size={14} aria-hidden="true" />, danger: true, keys: 'Del', isDisabled: desk.readOnly, onAction: remove },
  ];
}

/** Tile, title to edit in place, id and kind, menu, and the notice of a prescribed node. */
export function PanelHeader({ type }: { readonly type: NodeTypeItem | undefined }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { select } = useDocument();
  const rename = useRename();
  const entries = useHeaderMenu(() => rename({ named: { kind: 'nodes', path: [desk.flow, desk.id] }, onDone: (to) => select({ nodes: [to] }) }));
  const title = nodeTitle(desk.scenario, desk.flow, desk.id, desk.locale);
  const locked = desk.node.lock === 'prescribed';
  return (
    <>
      <header className="panel-head">
        <CategoryTile category={type?.category ?? 'flow'} icon={type?.icon ?? 'puzzle'} />
        <div className="ui-grow">
          <h2 className="ui-hidden">{title}</h2>
          <LineInput className="panel-title" label={text.title} value={title} readOnly={desk.readOnly} onCommit={(next) => desk.setNodeText('title', desk.node.title, next, text.retitled(next))} />
          <p>
            <code>{desk.id}</code> · {type?.title[desk.locale] ?? desk.node.type}
          </p>
        </div>
        <Menu label={text.more} entries={entries}>
          <IconButton label={text.more} icon={<Ellipsis size={16} aria-hidden="true" />} />
        </Menu>
      </header>
      <OthersNote node={desk.id} />
      {locked || desk.readOnly ? (
        <p className="panel-lock" role="note">
          <Lock size={14} aria-hidden="true" />
          <span>
            {locked ? <b>{text.lockedTitle}</b> : null} {locked ? text.lockedText : text.readOnlyText}
          </span>
        </p>
      ) : null}
    </>
  );
}
