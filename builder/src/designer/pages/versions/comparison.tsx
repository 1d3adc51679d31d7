import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Select, type Option } from '../../../ui/select.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { MarksContext } from '../../canvas/marks.ts';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentBinding, useDocumentPart, useEdit } from '../../document/document-context.tsx';
import { useUndoOffer } from '../../document/undo-offer.ts';
import { CodeDiff } from '../shared/code-editor.tsx';
import { FrozenCanvas, FrozenDocument } from '../shared/frozen-flow.tsx';
import { ChangeList } from './change-list.tsx';
import { compareScenarios, countMarks, drawnTogether, type ChangeGroup } from '../../changes/compare.ts';
import { RestoreContext, type RestoreDesk } from './restore-button.tsx';
import { versionTexts } from './version-text.ts';

function asText(scenario: Scenario): string {
  const { layout: _layout, ...content } = scenario;
  return `${JSON.stringify(content, null, 2)}\n`;
}

function Stepper({ groups }: { readonly groups: readonly ChangeGroup[] }) {
  const text = useTexts(versionTexts);
  const { store } = useDocumentBinding();
  const picked = useDocumentPart((state) => state.selection.nodes[0]);
  const nodes = groups.filter((group) => group.kind === 'node');
  const at = nodes.findIndex((group) => group.name === picked);
  if (nodes.length === 0) return null;
  const go = (by: number): void => store.select({ nodes: [nodes[(at + by + nodes.length * 2) % nodes.length]?.name ?? ''] });
  return (
    <span className="ui-row">
      <IconButton size="small" label={text.previous} icon={<ArrowUp size={14} aria-hidden="true" />} onPress={() => go(at < 0 ? 0 : -1)} />
      <span className="ui-quiet">{text.place(Math.max(0, at) + 1, nodes.length)}</span>
      <IconButton size="small" label={text.next} icon={<ArrowDown size={14} aria-hidden="true" />} onPress={() => go(at < 0 ? 1 : 1)} />
    </span>
  );
}

function PickedChanges({ groups, scenario, before }: { readonly groups: readonly ChangeGroup[]; readonly scenario: Scenario; readonly before: Scenario }) {
  const text = useTexts(versionTexts);
  const picked = useDocumentPart((state) => state.selection.nodes[0]);
  const flow = useDocumentPart((state) => state.flow);
  const mine = groups.filter((group) => group.id === `node:${flow}/${picked}`);
  const shown = picked === undefined ? groups : mine;
  return <div className="versions-changes">{shown.length === 0 ? <EmptyState title={text.noCanvasChange}>{text.pickChange}</EmptyState> : <ChangeList groups={shown} scenario={scenario} before={before} />}</div>;
}

export interface ComparisonProps {
  readonly id: string;
  readonly before: Scenario;
  readonly after: Scenario;
  /** The version things are taken back from. */
  readonly source: { readonly scenario: Scenario; readonly name: string };
  readonly from: { readonly options: readonly Option[]; readonly value: string; readonly onChange: (id: string) => void };
  readonly to: { readonly options: readonly Option[]; readonly value: string; readonly onChange: (id: string) => void };
}

/** Takes parts of an old version into the draft around the comparison, each as one step of undo. */
function useRestore({ scenario: old, name }: ComparisonProps['source']): RestoreDesk | undefined {
  const text = useTexts(versionTexts);
  const toast = useToast();
  const undoOffer = useUndoOffer();
  const { readOnly } = useDocumentBinding();
  const draft = useDocumentPart((state) => state.history.present);
  const edit = useEdit();
  return useMemo(() => {
    if (readOnly) return undefined;
    return {
      draft, old, name,
      take: (part, what) => {
        if (edit({ label: text.takenLabel(what, name), changes: part.changes })) toast({ text: text.taken(what, name), action: undoOffer() });
      },
    };
  }, [readOnly, draft, old, name, edit, toast, undoOffer, text]);
}

/** Two versions of a scenario: on the canvas, as a list by node, as text; or the newer one alone. */
export function Comparison({ id, before, after, source, from, to }: ComparisonProps) {
  const text = useTexts(versionTexts);
  const desk = useRestore(source);
  const [view, setView] = useState('picture');
  const groups = useMemo(() => compareScenarios(before, after), [before, after]);
  const changedFlow = groups.find((group) => group.flow !== undefined)?.flow;
  const flow = changedFlow ?? (Object.hasOwn(after.flows, 'main') ? 'main' : (Object.keys(after.flows)[0] ?? 'main'));
  const drawn = useMemo(() => drawnTogether(before, after, groups, flow), [before, after, groups, flow]);
  const counts = countMarks(groups);
  return (
    <RestoreContext value={desk}>
    <FrozenDocument id={id} scenario={view === 'whole' ? after : drawn.scenario} flow={flow}>
      <div className="versions-bar">
        <Select label={text.from} hideLabel options={from.options} value={from.value} onChange={from.onChange} />
        <ArrowRight size={14} aria-hidden="true" />
        <Select label={text.to} hideLabel options={to.options} value={to.value} onChange={to.onChange} />
        <Chip tone="ok">{text.added(counts.added)}</Chip>
        <Chip tone="warn">{text.changed(counts.changed)}</Chip>
        <Chip tone="err">{text.removed(counts.removed)}</Chip>
        <span className="ui-quiet">{text.layoutFree}</span>
        <span className="ui-grow" />
        {view === 'picture' ? <Stepper groups={groups} /> : null}
        <SegmentedControl
          label={text.view}
          size="small"
          value={view}
          onChange={setView}
          options={[
            { id: 'picture', label: text.picture },
            { id: 'list', label: text.list },
            { id: 'json', label: text.json },
            { id: 'whole', label: text.whole },
          ]}
        />
      </div>
      <div className="versions-body" data-view={groups.length === 0 && view !== 'json' && view !== 'whole' ? 'list' : view}>
        {view === 'whole' ? (
          <div className="versions-canvas" data-region="" tabIndex={-1}>
            <FrozenCanvas />
          </div>
        ) : view === 'json' ? (
          <CodeDiff label={text.jsonLabel} before={asText(before)} after={asText(after)} />
        ) : groups.length === 0 ? (
          <EmptyState title={text.same}>{text.sameText}</EmptyState>
        ) : view === 'list' ? (
          <ChangeList groups={groups} scenario={drawn.scenario} before={before} />
        ) : (
          <>
            <div className="versions-canvas" data-region="" tabIndex={-1}>
              <MarksContext value={drawn.marks}>
                <FrozenCanvas />
              </MarksContext>
            </div>
            <PickedChanges groups={groups} scenario={drawn.scenario} before={before} />
          </>
        )}
      </div>
    </FrozenDocument>
    </RestoreContext>
  );
}
