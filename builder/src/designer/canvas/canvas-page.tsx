import { PanelRightClose, Play } from 'lucide-react';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { ReactFlowProvider } from 'reactflow';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { CrashGuard } from '../app/crash-guard.tsx';
import { NodePanel } from '../app/pages.ts';
import { askForHelp } from '../help/help-button.tsx';
import { useLook } from '../document/open-place.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { askForSearch } from '../search/asked.ts';
import { ScenarioSearch } from '../search/scenario-search.tsx';
import { SearchHost } from '../search/search-host.tsx';
import { useSavedCases } from '../test-run/case-run-provider.tsx';
import { useDebugKeys } from '../test-run/use-debug.ts';
import { RunPill } from '../test-run/run-pill.tsx';
import { WaitingForm } from '../test-run/waiting-form.tsx';
import { useTestRunDialog } from '../test-run/test-run-provider.tsx';
import { ALIGNMENTS } from './align.ts';
import { Announcer, type Say } from './announcer.tsx';
import { canvasTexts } from './canvas-text.ts';
import './canvas.css';
import { CommandsContext, type QuickAddWish } from './commands.tsx';
import { coverageSaid } from './coverage-words.ts';
import { CoverageProvider } from './coverage-context.tsx';
import { BackDialog, ConnectDialog, type BackWish } from './connect-dialog.tsx';
import { FlowCanvas } from './flow-canvas.tsx';
import { FlowSwitcher } from './flow-switcher.tsx';
import { COMMAND_KEY } from './keys.ts';
import { Palette } from './palette.tsx';
import { ProblemsStrip } from './problems-strip.tsx';
import { QuickAdd } from './quick-add.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { Toolbar, type Tool } from './toolbar.tsx';
import { toolTexts } from './tool-text.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useMakeCommands } from './use-commands.ts';

function EmptyCanvas({ onAdd }: { readonly onAdd: (wish: QuickAddWish) => void }) {
  const text = useTexts(canvasTexts);
  const { readOnly } = useDocumentBinding();
  const empty = useDocumentPart((state) => Object.keys(state.history.present.flows[state.flow]?.nodes ?? {}).length === 0);
  if (!empty) return null;
  return (
    <div className="canvas-empty">
      <EmptyState
        icon={<Play size={24} strokeWidth={1.75} aria-hidden="true" />}
        title={text.emptyTitle}
        actions={
          readOnly ? null : (
            <Button look="primary" onPress={() => onAdd({ at: { x: window.innerWidth / 2 - 160, y: 200 }, category: 'start' })}>
              {text.emptyAdd}
            </Button>
          )
        }
      >
        {text.emptyKey}
      </EmptyState>
    </div>
  );
}

function SidePanel({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(canvasTexts);
  const flow = useDocumentPart((state) => state.flow);
  const nodes = useDocumentPart((state) => state.selection.nodes);
  const [node] = nodes;
  return (
    <aside className="side-panel" aria-label={text.pickNode} data-region="" tabIndex={-1}>
      {node !== undefined && nodes.length === 1 ? (
        NodePanel === undefined ? (
          <EmptyState title={text.noPanel} />
        ) : (
          <CrashGuard at={`${flow}/${node}`}>
            <Suspense fallback={<PartLoading rows={6} />}>
              <NodePanel key={`${flow}/${node}`} flow={flow} node={node} />
            </Suspense>
          </CrashGuard>
        )
      ) : (
        <>
          <div className="side-panel-head">
            <IconButton size="small" label={text.closePanel} icon={<PanelRightClose size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={onClose} />
          </div>
          {nodes.length > 1 ? <EmptyState title={text.manySelected(nodes.length)}>{text.manyHint}</EmptyState> : <EmptyState title={text.pickNode}>{text.pickNodeHint}</EmptyState>}
        </>
      )}
    </aside>
  );
}

/** Coverage is said when it is shown: colours alone tell nothing to a screen reader. */
function useCoverageToggle(say: Say) {
  const tools = useTexts(toolTexts);
  const toast = useToast();
  const { store } = useDocumentBinding();
  const { results, total } = useSavedCases();
  const [covered, setCovered] = useState(false);
  const toggleCoverage = useCallback(() => {
    if (total === 0) return toast({ text: tools.coverageNone });
    setCovered(!covered);
    if (results.length === 0) return covered ? undefined : toast({ text: tools.coverageSoon });
    say(covered ? tools.coverageHide : coverageSaid(tools, store.get().history.present, results));
  }, [results, total, covered, tools, toast, say, store]);
  return { covered, toggleCoverage };
}

/** Its parts may still be on their way. */
function enterPanel(tries = 20): void {
  setTimeout(() => {
    const first = document.querySelector<HTMLElement>('.side-panel :is(button, input, [role=tab], textarea)');
    if (first !== null) first.focus();
    else if (tries > 0) enterPanel(tries - 1);
  }, 50);
}

function Workbench() {
  const text = useTexts(canvasTexts);
  const tools = useTexts(toolTexts);
  const { store } = useDocumentBinding();
  const middle = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState<QuickAddWish>();
  const [back, setBack] = useState<BackWish>();
  const [connecting, setConnecting] = useState<string>();
  const announcer = useRef<Say>(null);
  const say = useCallback<Say>((words) => announcer.current?.(words), []);
  const [tool, setTool] = useState<Tool>('select');
  // On a phone it would hide what it shows.
  const [minimap, setMinimap] = useState(() => window.innerWidth > 480);
  const [panelOpen, setPanelOpen] = useState(false);
  const { covered, toggleCoverage } = useCoverageToggle(say);
  const one = useDocumentPart((state) => state.selection.nodes.length === 1);
  const testRun = useTestRunDialog();
  const debugging = useDebugKeys(say);
  const commands = useMakeCommands({ onQuickAdd: setWish, onSay: say, onAskBack: (source, port, target) => setBack({ source, port, target }), pane: () => middle.current });
  useLook(useCallback(({ node }) => {
    // The flow that was just opened is drawn first.
    if (node !== undefined) setTimeout(() => commands.goTo(node), 40);
  }, [commands]));
  const actions = useMemo(
    () => ({
      commands,
      onTool: setTool,
      onConnect: () => setConnecting(store.get().selection.nodes[0]),
      onShortcuts: askForHelp,
      onSearch: askForSearch,
      onCoverage: toggleCoverage,
      ...debugging,
      onPanel: () => {
        setPanelOpen(true);
        enterPanel();
      },
    }),
    [commands, store, toggleCoverage, debugging],
  );
  useCanvasKeys(actions);
  const showPanel = panelOpen || one;
  return (
    <CommandsContext value={commands}>
      <div className="workbench" data-panel={showPanel ? '' : undefined}>
        <Palette />
        <div className="workbench-middle">
          <div className="canvas-holder" ref={middle} data-region="" tabIndex={-1}>
            <CoverageProvider shown={covered}>
              <FlowCanvas tool={tool} minimap={minimap} />
            </CoverageProvider>
            <EmptyCanvas onAdd={setWish} />
            <div className="canvas-corner">
              <RunPill />
              <FlowSwitcher />
            </div>
            <SelectionBar />
            <Toolbar tool={tool} onTool={setTool} minimap={minimap} onMinimap={setMinimap} coverage={covered} onCoverage={toggleCoverage} onShortcuts={askForHelp} />
            <WaitingForm />
          </div>
          <ProblemsStrip />
        </div>
        {showPanel ? <SidePanel onClose={() => setPanelOpen(false)} /> : null}
      </div>
      <Announcer ref={announcer} />
      {wish === undefined ? null : (
        <QuickAdd
          wish={wish}
          onClose={() => setWish(undefined)}
          onChoose={(type) => {
            setWish(undefined);
            commands.add(type, wish);
          }}
        />
      )}
      {connecting === undefined ? null : <ConnectDialog source={connecting} onClose={() => setConnecting(undefined)} />}
      {back === undefined ? null : <BackDialog wish={back} onClose={() => setBack(undefined)} />}
      <SearchHost>
        {(deeds) => (
          <ScenarioSearch
            {...deeds}
            tab="canvas"
            goTo={commands.goTo}
            actions={[
              { id: 'test', label: text.commandTest, keys: `${COMMAND_KEY}↵`, run: testRun.open },
              ...ALIGNMENTS.map((how) => ({ id: how, label: tools[`align_${how}`], keys: '', run: () => commands.align(how) })),
              { id: 'coverage', label: tools.coverage, keys: 'U', run: toggleCoverage },
              { id: 'arrange', label: text.arrangeLabel, keys: '', run: commands.arrange },
              { id: 'undo', label: text.undo, keys: `${COMMAND_KEY}Z`, run: commands.undo },
              { id: 'redo', label: text.redo, keys: `${COMMAND_KEY}⇧Z`, run: commands.redo },
              { id: 'problem', label: text.nextProblem, keys: 'F8', run: commands.nextProblem },
            ]}
          />
        )}
      </SearchHost>
    </CommandsContext>
  );
}

/** Palette, canvas, problems and panel of one scenario. */
export function CanvasPage() {
  return (
    <ReactFlowProvider>
      <Workbench />
    </ReactFlowProvider>
  );
}
