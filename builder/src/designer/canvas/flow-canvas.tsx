import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type DragEvent, type MouseEvent as ReactMouseEvent } from 'react';
import { Background, BackgroundVariant, ReactFlow, SelectionMode, useReactFlow, useStore, useStoreApi, type Connection, type EdgeChange, type FinalConnectionState, type NodeChange, type Viewport } from 'reactflow';
import 'reactflow/dist/base.css';
import { useTexts } from '../../text/locale.tsx';
import { useCheckState } from '../document/check-context.tsx';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { Annotations } from './annotations/annotations.tsx';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';
import { useCardNodes, useTitles, useWireEdges, type CardNode, type WireEdge } from './flow-elements.ts';
import { moveNodes, refusesLink } from './graph-changes.ts';
import { Minimap } from './minimap.tsx';
import { NodeCard } from './node-card.tsx';
import { NODE_DRAG } from './palette.tsx';
import { MIN_ZOOM, openView } from './open-view.ts';
import { placesOf } from './placement.ts';
import { CARD_WIDTH, PANEL_WIDTH, type Point } from './sizes.ts';
import { createDropEdge, DropEdgeProvider } from './splice.ts';
import type { Tool } from './toolbar.tsx';
import { useView } from './use-view.ts';
import type { Card } from './view-model.ts';
import { useKeepLooks, WireLooksProvider } from './wire-looks.ts';
import { Wire } from './wire.tsx';

// Objects made while rendering would make React Flow take every card for new.
const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { wire: Wire };
// Room at the top for the pill of a test run, so that it hides no card.
const PILL_ROOM = '64px';
const FIT = { maxZoom: 1, padding: { top: PILL_ROOM, left: 0.08, bottom: 0.08, right: 0.08 } } as const;
// Room for the panel that the first click opens and for the tool bar, so that they hide no card.
const FIT_FIRST = { maxZoom: 1, padding: { top: PILL_ROOM, left: '220px', bottom: 0.06, right: `${PANEL_WIDTH}px` } } as const;
const PAN_BUTTONS = [1, 2];
// Shift adds to what is chosen, as in drawing programs; a drag on the empty canvas frames without a key.
const MULTI = ['Meta', 'Control', 'Shift'];
const letCardsIn = (event: DragEvent): void => {
  if (event.dataTransfer.types.includes(NODE_DRAG)) event.preventDefault();
};
const PRO = { hideAttribution: true };
const NO_DRAG: Readonly<Record<string, Point>> = {};

/** Steps of detail: below 60 % tile and title, below 35 % blocks. */
function useDetail(): 'near' | 'mid' | 'far' {
  return useStore((state) => (state.transform[2] < 0.35 ? 'far' : state.transform[2] < 0.6 ? 'mid' : 'near'));
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const spot = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: spot?.clientX ?? 0, y: spot?.clientY ?? 0 };
}

function nodeUnder(at: Point): string | undefined {
  return document.elementsFromPoint(at.x, at.y).map((element) => element.closest<HTMLElement>('.react-flow__node')?.dataset['id']).find((id) => id !== undefined);
}

/** The edge on show there; none where a card other than `held` lies above it. */
function edgeUnder(at: Point, held?: string): string | undefined {
  for (const element of document.elementsFromPoint(at.x, at.y)) {
    const card = element.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
    if (card !== undefined && card !== held) return undefined;
    const edge = element.closest<SVGElement>('.react-flow__edge')?.dataset['id'];
    if (edge !== undefined) return edge;
  }
  return undefined;
}

function picked(ids: readonly string[], changes: readonly { readonly type: string; readonly id?: string; readonly selected?: boolean }[]): readonly string[] {
  const set = new Set(ids);
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue;
    if (change.selected) set.add(change.id);
    else set.delete(change.id);
  }
  return [...set];
}

function useSelectionChanges() {
  const { store } = useDocumentBinding();
  return useCallback(
    (nodes: readonly NodeChange<CardNode>[], edges: readonly EdgeChange<WireEdge>[]) => {
      const { selection } = store.get();
      if (![...nodes, ...edges].some((change) => change.type === 'select')) return;
      store.select({ nodes: picked(selection.nodes, nodes), edges: picked(selection.edges, edges) });
    },
    [store],
  );
}

function useDragging() {
  const text = useTexts(canvasTexts);
  const { store } = useDocumentBinding();
  const [dragged, setDragged] = useState(NO_DRAG);
  const follow = useCallback((changes: readonly NodeChange<CardNode>[]) => {
    const moved = changes.flatMap((change) => (change.type === 'position' && change.dragging === true && change.position !== undefined ? [[change.id, change.position] as const] : []));
    if (moved.length > 0) setDragged((old) => ({ ...old, ...Object.fromEntries(moved) }));
  }, []);
  const drop = useCallback(
    (nodes: readonly CardNode[]) => {
      const { history, flow } = store.get();
      const moved = Object.fromEntries(nodes.map((node) => [node.id, node.position]));
      if (nodes.length > 0) store.edit({ label: text.moveLabel(nodes.length), changes: moveNodes(history.present, flow, moved) });
      setDragged(NO_DRAG);
    },
    [store, text],
  );
  /** Cards of a group follow its frame. */
  const shift = useCallback(
    (ids: readonly string[], by: Point) => {
      const { history, flow } = store.get();
      const places = placesOf(history.present, flow);
      const still = by.x === 0 && by.y === 0;
      setDragged(still ? NO_DRAG : Object.fromEntries(ids.flatMap((id) => (places[id] === undefined ? [] : [[id, { x: places[id].x + by.x, y: places[id].y + by.y }]]))));
    },
    [store],
  );
  return { dragged, follow, drop, shift };
}

/** A loose card that is dragged onto an edge shows which, and goes into it when it is let go. */
function useSplicing(drop: (nodes: readonly CardNode[]) => void) {
  const commands = useCommands();
  const [edge] = useState(createDropEdge);
  // Whether the card fits is known when it is taken up, and asked no more while it moves.
  const fitting = useRef<string>(undefined);
  const take = useCallback((moved: readonly CardNode[]) => {
    const [card, ...more] = moved;
    fitting.current = card !== undefined && more.length === 0 && commands.fitsEdges(card.id) ? card.id : undefined;
  }, [commands]);
  const edgeAt = useCallback((event: MouseEvent | TouchEvent) => (fitting.current === undefined ? undefined : edgeUnder(pointOf(event), fitting.current)), []);
  const over = useCallback((event: MouseEvent | TouchEvent) => edge.put(edgeAt(event)), [edge, edgeAt]);
  const letGo = useCallback((event: MouseEvent | TouchEvent, moved: readonly CardNode[]) => {
    const into = edgeAt(event);
    const card = fitting.current;
    fitting.current = undefined;
    edge.put(undefined);
    if (into === undefined || card === undefined) return drop(moved);
    drop([]);
    commands.splice(card, into);
  }, [edge, edgeAt, drop, commands]);
  return { edge, take, over, letGo };
}

function useConnecting() {
  const commands = useCommands();
  const { store } = useDocumentBinding();
  const flow = useReactFlow();
  const onConnect = useCallback((link: Connection) => commands.connect(link.source, link.sourceHandle ?? 'out', link.target), [commands]);
  const isValid = useCallback(
    (link: Connection | WireEdge) => {
      const { history, flow: flowId } = store.get();
      const target = history.present.flows[flowId]?.nodes[link.target];
      const refused = refusesLink(history.present, flowId, link.source, link.sourceHandle ?? 'out', link.target);
      return target !== undefined && !target.type.startsWith('start.') && refused !== 'same' && refused !== 'self';
    },
    [store],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const from = state.fromHandle;
      if (state.isValid === true || from === null || from.type !== 'source' || state.fromNode === null) return;
      const at = pointOf(event);
      const end = { node: state.fromNode.id, port: from.id ?? 'out' };
      const target = nodeUnder(at);
      if (target !== undefined) return commands.connect(end.node, end.port, target);
      const place = flow.screenToFlowPosition(at);
      commands.quickAdd({ at, place: { x: place.x - CARD_WIDTH / 2, y: place.y }, from: end });
    },
    [commands, flow],
  );
  return { onConnect, isValid, onConnectEnd };
}

/** What React Flow calls while cards and edges are handled. It tells all its parts of another function, so they stay the same ones. */
function useHands({ follow, drop }: Pick<ReturnType<typeof useDragging>, 'follow' | 'drop'>, { take, over, letGo }: Pick<ReturnType<typeof useSplicing>, 'take' | 'over' | 'letGo'>, openSubFlow: (node: string) => void) {
  const selecting = useSelectionChanges();
  return useMemo(
    () => ({
      onNodesChange: (changes: NodeChange<CardNode>[]) => {
        follow(changes);
        selecting(changes, []);
      },
      onEdgesChange: (changes: EdgeChange<WireEdge>[]) => selecting([], changes),
      onNodeDragStart: (_event: unknown, _node: unknown, moved: CardNode[]) => take(moved),
      onNodeDrag: (event: MouseEvent | TouchEvent) => over(event),
      onNodeDragStop: (event: MouseEvent | TouchEvent, _node: unknown, moved: CardNode[]) => letGo(event, moved),
      onNodeDoubleClick: (_event: unknown, node: CardNode) => openSubFlow(node.id),
      onSelectionDragStop: (_event: unknown, moved: CardNode[]) => drop(moved),
    }),
    [follow, drop, take, over, letGo, selecting, openSubFlow],
  );
}

const NO_NODES: CardNode[] = [];
const NO_EDGES: WireEdge[] = [];

/** Whether somebody has moved the view since we looked. Ours is clamped and rounded by the pane, so a hair does not count. */
const hasMoved = (ours: Viewport | undefined, now: Viewport): boolean => ours !== undefined && (Math.abs(ours.x - now.x) > 1 || Math.abs(ours.y - now.y) > 1 || Math.abs(ours.zoom - now.zoom) > 0.01);

/** Looks at the flow when it is opened, after the first check and when another is chosen. Cards wait for the first look: drawn before, they would be drawn twice. */
function useOpening(cards: readonly Card[]): { readonly opened: boolean; readonly onInit: () => void } {
  const { store, readOnly } = useDocumentBinding();
  const flow = useReactFlow();
  const pane = useStoreApi();
  const [opened, setOpened] = useState(false);
  const last = useRef<Viewport>(undefined);
  const look = useEffectEvent(() => {
    // Whoever drags already looks at what they want to see.
    if (pane.getState().domNode?.matches(':active') === true) return;
    const [chosen] = store.get().selection.nodes;
    // What can only be looked at is shown whole: what happened where is the question there.
    const view = openView(cards, pane.getState(), chosen === undefined && window.innerWidth > 1200 ? FIT_FIRST : FIT, { whole: readOnly, chosen: cards.find(({ id }) => id === chosen) });
    if (view !== undefined) void flow.setViewport(view);
    last.current = view;
  });
  const onInit = (): void => {
    look();
    setOpened(true);
  };
  // The problems strip grows with the first check; the whole flow should still be seen.
  const settled = useCheckState() !== 'first';
  // Another flow of the scenario has its own size; whoever came to see one node of it is already there.
  const shown = useDocumentPart((state) => state.flow);
  const before = useRef({ settled, shown });
  useEffect(() => {
    const old = before.current;
    before.current = { settled, shown };
    if (shown === old.shown && (settled === old.settled || hasMoved(last.current, flow.getViewport()))) return undefined;
    if (shown !== old.shown && store.get().selection.nodes.length > 0) return undefined;
    const frame = requestAnimationFrame(() => look());
    return () => cancelAnimationFrame(frame);
  }, [settled, shown, store, flow]);
  return { opened, onInit };
}

/** The drawing surface of one flow. */
export function FlowCanvas({ tool, minimap }: { readonly tool: Tool; readonly minimap: boolean }) {
  const text = useTexts(canvasTexts);
  const { store, readOnly } = useDocumentBinding();
  const commands = useCommands();
  const flow = useReactFlow();
  const detail = useDetail();
  const chosen = useDocumentPart((state) => state.selection);
  const { cards, wires } = useView();
  const { dragged, follow, drop, shift } = useDragging();
  const connecting = useConnecting();
  const splicing = useSplicing(drop);
  const hands = useHands({ follow, drop }, splicing, commands.openSubFlow);
  const nodes = useCardNodes(cards, chosen, dragged);
  const titles = useTitles(cards);
  const edges = useWireEdges(wires, titles, chosen);
  const looks = useKeepLooks(wires);
  const { opened, onInit } = useOpening(cards);
  const lastPaneClick = useRef(0);
  const onPaneClick = useCallback(
    (event: ReactMouseEvent) => {
      store.select({});
      const twice = event.timeStamp - lastPaneClick.current < 350;
      lastPaneClick.current = event.timeStamp;
      if (!twice) return;
      const at = { x: event.clientX, y: event.clientY };
      const place = flow.screenToFlowPosition(at);
      commands.quickAdd({ at, place: { x: place.x - CARD_WIDTH / 2, y: place.y } });
    },
    [store, flow, commands],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      const type = event.dataTransfer.getData(NODE_DRAG);
      if (type === '') return;
      event.preventDefault();
      const at = { x: event.clientX, y: event.clientY };
      const place = flow.screenToFlowPosition(at);
      const edge = edgeUnder(at);
      commands.add(type, { at, place: { x: place.x - CARD_WIDTH / 2, y: place.y - 20 }, ...(edge === undefined ? {} : { edge }) });
    },
    [commands, flow],
  );
  return (
    <DropEdgeProvider value={splicing.edge}>
      <WireLooksProvider value={looks}>
        <ReactFlow<CardNode, WireEdge>
          className="canvas"
          data-detail={detail}
          data-traced={cards.some((card) => card.data.state !== 'none') ? '' : undefined}
          aria-label={text.canvas(cards.length)}
          nodes={opened ? nodes : NO_NODES}
          edges={opened ? edges : NO_EDGES}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onInit={onInit}
          {...hands}
          onConnect={connecting.onConnect}
          onConnectEnd={connecting.onConnectEnd}
          isValidConnection={connecting.isValid}
          onPaneClick={onPaneClick}
          onDrop={onDrop}
          onDragOver={letCardsIn}
          onlyRenderVisibleElements={detail !== 'far'}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={MULTI}
          selectionOnDrag={tool === 'select'}
          selectionMode={SelectionMode.Partial}
          panOnDrag={tool === 'pan' ? true : PAN_BUTTONS}
          panOnScroll={tool === 'select'}
          zoomOnDoubleClick={false}
          minZoom={MIN_ZOOM}
          maxZoom={2}
          connectionRadius={28}
          nodeDragThreshold={3}
          disableKeyboardA11y={false}
          proOptions={PRO}
        >
          <Annotations nodes={nodes} onShift={shift} />
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-2)" />
          {minimap ? <Minimap nodes={nodes} /> : null}
        </ReactFlow>
      </WireLooksProvider>
    </DropEdgeProvider>
  );
}
