import { useEffect, useMemo, useRef } from 'react';
import { useReactFlow } from 'reactflow';
import { SCENARIO_NODES } from '../../../../runtime/schema/limits.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { useDatasets, useNodeTypes } from '../document/catalogue.ts';
import { useCheck } from '../document/check-context.tsx';
import { useDocumentBinding } from '../document/document-context.tsx';
import { nodesBefore } from '../document/names-in-scope.ts';
import { nodeTitle, portTitle, scenarioText } from '../document/scenario-text.ts';
import { useUndoOffer } from '../document/undo-offer.ts';
import { datasetColumns } from '../panel/dataset-columns.ts';
import { FIT } from './fit.ts';
import { annotationCommands } from './annotations/annotation-commands.ts';
import { annotationTexts } from './annotations/annotation-text.ts';
import { align, type Alignment } from './align.ts';
import { arrangeFlow, arrangeInput } from './arrange-client.ts';
import { canvasTexts } from './canvas-text.ts';
import { copyPart, type FlowPart } from './clipboard.ts';
import type { Commands, QuickAddWish } from './commands.tsx';
import { firstConfig, firstId, firstPorts, type Surroundings } from './first-config.ts';
import { linksOf } from './flow-graph.ts';
import { addNode, connect, freeNodeId, insertOnEdge, moveNodes, refusesLink, removeParts, type NewNode } from './graph-changes.ts';
import { countNodes, pasteOn } from './paste-commands.ts';
import { pasteTexts } from './paste-text.ts';
import { besideOthers, freePlace, placesOf } from './placement.ts';
import { rememberType } from './recent-types.ts';
import { CARD_HEIGHT, CARD_WIDTH, COLUMN_GAP, PANEL_WIDTH, RANK_GAP, roomOf, type Point } from './sizes.ts';
import { isLoose, wayThrough } from './splice.ts';
import { subFlowOf } from './sub-flow.ts';
import { toolTexts } from './tool-text.ts';

/** How far a copy lies from what it was copied from. */
const ASIDE: Point = { x: 40, y: 40 };

export interface CommandOptions {
  readonly onQuickAdd: (wish: QuickAddWish) => void;
  readonly onSay: (words: string) => void;
  /** A connection that only makes sense as rework: a person decides. */
  readonly onAskBack: (source: string, port: string, target: string) => void;
  readonly pane: () => HTMLElement | null;
}

function focusNode(id: string): void {
  // The card may be mounted only after the view has moved to it.
  setTimeout(() => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true }), 60);
}

/** What had the focus may go with the next deed: the canvas takes it then, so that its keys go on. */
function keepFocus(pane: HTMLElement | null): void {
  if (document.activeElement === document.body) return;
  setTimeout(() => {
    if (document.activeElement === document.body) pane?.focus({ preventScroll: true });
  }, 80);
}

/** The question a form begins with says what it asks for. */
function withQuestion(config: NewNode['node']['config'], words: string): NewNode['node']['config'] {
  const fields = config['fields'];
  return Array.isArray(fields) ? { ...config, fields: (fields as readonly { readonly id: string }[]).map((field) => (field.id === 'name' ? { title: words, ...field } : field)) } : config;
}

function madeNode(type: NodeTypeItem, locale: Locale, id: string, at: Point, config: NewNode['node']['config']): NewNode {
  return { id, at, node: { type: type.type, ...(type.version === 1 ? {} : { version: type.version }), title: type.title[locale], config } };
}

/** Builds the commands once; what changes is read through refs at the time of the deed. */
export function useMakeCommands(options: CommandOptions): Commands {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { store, readOnly } = useDocumentBinding();
  const types = useNodeTypes();
  const { list: datasets } = useDatasets();
  const check = useCheck();
  const flow = useReactFlow();
  const toast = useToast();
  const annotationWords = useTexts(annotationTexts);
  const toolWords = useTexts(toolTexts);
  const pasteWords = useTexts(pasteTexts);
  const undoOffer = useUndoOffer();
  const live = useRef({ text, annotationWords, toolWords, pasteWords, locale, types, datasets, check, options, toast, undoOffer });
  useEffect(() => {
    live.current = { text, annotationWords, toolWords, pasteWords, locale, types, datasets, check, options, toast, undoOffer };
  });
  return useMemo(() => {
    const now = () => ({ ...live.current, scenario: store.get().history.present, flowId: store.get().flow, chosen: store.get().selection });
    const say = (words: string): void => now().options.onSay(words);
    const title = (id: string): string => nodeTitle(now().scenario, now().flowId, id, now().locale);
    const centre = (): Point => {
      const box = now().options.pane()?.getBoundingClientRect();
      return box === undefined ? { x: 0, y: 0 } : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    };
    const goTo = (id: string): void => {
      const { scenario, flowId } = now();
      const at = placesOf(scenario, flowId)[id];
      if (at === undefined) return;
      store.select({ nodes: [id] });
      const zoom = flow.getZoom() < 0.6 ? 1 : flow.getZoom();
      void flow.setCenter(at.x + CARD_WIDTH / 2, at.y + CARD_HEIGHT / 2, { zoom, duration: 0 });
      focusNode(id);
      say(title(id));
    };
    /** Moves the view only when the card would be out of sight, or under the panel that opens for it. */
    const reveal = (at: Point): void => {
      const box = now().options.pane()?.getBoundingClientRect();
      if (box === undefined) return;
      const corner = flow.flowToScreenPosition(at);
      const far = flow.flowToScreenPosition({ x: at.x + CARD_WIDTH, y: at.y + CARD_HEIGHT });
      const seen = corner.x >= box.left && corner.y >= box.top && far.x <= Math.min(box.right, window.innerWidth - PANEL_WIDTH) && far.y <= box.bottom;
      if (!seen) void flow.setCenter(at.x + CARD_WIDTH / 2, at.y + CARD_HEIGHT / 2, { zoom: flow.getZoom(), duration: 0 });
    };
    const placeOf = (wish: QuickAddWish): Point => {
      const { scenario, flowId, chosen } = now();
      const places = placesOf(scenario, flowId);
      const above = wish.from?.node ?? chosen.nodes[0];
      const spot = above === undefined ? undefined : places[above];
      if (wish.place !== undefined) return freePlace(places, wish.place);
      // Another way out goes beside the first, not through it.
      const taken = wish.from === undefined ? 0 : Object.values(scenario.flows[flowId]?.edges ?? {}).filter(([from]) => from.startsWith(`${above ?? ''}.`)).length;
      if (spot !== undefined) return freePlace(places, { x: spot.x + taken * (CARD_WIDTH + COLUMN_GAP), y: spot.y + roomOf(scenario.flows[flowId]?.nodes[above ?? '']?.type ?? '') + RANK_GAP });
      const middle = flow.screenToFlowPosition(wish.at.x === 0 && wish.at.y === 0 ? centre() : wish.at);
      return freePlace(places, { x: middle.x - CARD_WIDTH / 2, y: middle.y - CARD_HEIGHT / 2 });
    };
    /** A click on the palette continues from the selected node when that has a way out that leads nowhere yet. */
    const openEnd = (type: NodeTypeItem): QuickAddWish['from'] => {
      const { scenario, flowId, chosen, types: known, check: checked } = now();
      const [node] = chosen.nodes;
      const body = scenario.flows[flowId];
      if (node === undefined || chosen.nodes.length > 1 || body === undefined || type.category === 'start') return undefined;
      const typeOfNode = known.get(body.nodes[node]?.type ?? '');
      const ports = checked.info(flowId, node)?.ports.map(({ id }) => id) ?? (typeOfNode === undefined ? [] : firstPorts(typeOfNode, body.nodes[node]?.config ?? {}));
      const port = ports.find((id) => id !== 'error' && !Object.values(body.edges).some((edge) => edge[0] === `${node}.${id}`));
      return port === undefined ? undefined : { node, port };
    };
    /** What a new node can lean on: datasets with their columns, and what the nodes before it know. */
    const surroundings = (after: string | undefined): Surroundings => {
      const { scenario, flowId, datasets: catalogue, check: checked, locale: language, text: words } = now();
      const body = scenario.flows[flowId];
      const ids = after === undefined || body === undefined ? [] : [after, ...nodesBefore(body, after).toReversed()];
      const outputsOf = (node: string): Surroundings['before'][number]['outputs'] => (checked.info(flowId, node)?.output as { readonly properties?: Surroundings['before'][number]['outputs'] } | undefined)?.properties ?? {};
      return { scenario, flow: flowId, result: { title: words.firstResult, yes: words.firstYes, no: words.firstNo }, columns: (dataset) => datasetColumns(scenario, catalogue, dataset, language), before: ids.map((node) => ({ node, type: body?.nodes[node]?.type ?? '', outputs: outputsOf(node) })) };
    };
    /** The way out by which a loose card goes on in the middle of an edge. */
    const through = (node: string): string | undefined => {
      const { scenario, flowId, types: known, check: checked } = now();
      const body = scenario.flows[flowId];
      const made = body?.nodes[node];
      if (readOnly || body === undefined || made === undefined || !isLoose(body, node)) return undefined;
      const type = known.get(made.type);
      return wayThrough(made.type, checked.info(flowId, node)?.ports ?? (type === undefined ? [] : firstPorts(type, made.config).map((id) => ({ id }))));
    };
    const splice = (node: string, edge: string): void => {
      const { scenario, flowId, text: words } = now();
      const [port, body] = [through(node), scenario.flows[flowId]?.nodes[node]];
      const at = placesOf(scenario, flowId)[node];
      if (port === undefined || body === undefined || at === undefined) return;
      store.edit({ label: words.insertLabel(title(node)), changes: insertOnEdge(scenario, flowId, edge, { id: node, node: body, at }, port) });
      store.select({ nodes: [node] });
      say(words.insertLabel(title(node)));
    };
    const add = (typeId: string, wish: QuickAddWish): string | undefined => {
      const { types: known, scenario, flowId, locale: language, text: words } = now();
      const type = known.get(typeId);
      if (readOnly || type === undefined) return undefined;
      if (countNodes(scenario) >= SCENARIO_NODES) {
        now().toast({ text: now().pasteWords.full(SCENARIO_NODES) });
        return undefined;
      }
      const body = scenario.flows[flowId] ?? { nodes: {}, edges: {} };
      const from = wish.from ?? (wish.edge === undefined && wish.place === undefined ? openEnd(type) : undefined);
      const source = from?.node ?? (wish.edge === undefined ? undefined : body.edges[wish.edge]?.[0].split('.')[0]);
      const made = madeNode(type, language, freeNodeId(body, firstId(type.type)), placeOf({ ...wish, ...(from === undefined ? {} : { from }) }), withQuestion(firstConfig(type, surroundings(source)), words.firstQuestion));
      const name = type.title[language];
      const out = firstPorts(type, made.node.config).find((port) => port !== 'error') ?? 'out';
      const changes = wish.edge === undefined ? [...addNode(scenario, flowId, made), ...(from === undefined ? [] : connect(scenario, flowId, from.node, from.port, made.id))] : insertOnEdge(scenario, flowId, wish.edge, made, out);
      store.edit({ label: wish.edge === undefined ? words.addLabel(name) : words.insertLabel(name), changes });
      store.select({ nodes: [made.id] });
      rememberType(typeId);
      reveal(made.at);
      focusNode(made.id);
      say(words.added(name));
      return made.id;
    };
    const removeSelected = (): void => {
      const { scenario, flowId, chosen, text: words } = now();
      // A frame drawn around nodes takes their edges along; people speak of the nodes.
      const count = chosen.nodes.length > 0 ? chosen.nodes.length : chosen.edges.length;
      if (readOnly || count === 0) return;
      keepFocus(now().options.pane());
      const { changes, cut } = removeParts(scenario, flowId, chosen.nodes, chosen.edges);
      store.edit({ label: words.deleteLabel(count), changes });
      const message = words.deleted(count, Math.max(0, cut));
      say(message);
      now().toast({ text: message, action: now().undoOffer() });
    };
    /** Beside what it was copied from; into the middle of what is seen where that is elsewhere. */
    const asideOf = (part: FlowPart): Point => {
      const box = now().options.pane()?.getBoundingClientRect();
      const spots = Object.values(part.nodes).map(({ at }) => at);
      const low = { x: Math.min(...spots.map(({ x }) => x)), y: Math.min(...spots.map(({ y }) => y)) };
      const corner = flow.flowToScreenPosition(low);
      if (box === undefined || spots.length === 0) return ASIDE;
      if (corner.x > box.left && corner.y > box.top && corner.x < box.right - CARD_WIDTH && corner.y < box.bottom - CARD_HEIGHT) return ASIDE;
      const middle = flow.screenToFlowPosition(centre());
      const grid = (value: number): number => Math.round(value / 4) * 4;
      return { x: grid(middle.x - (low.x + Math.max(...spots.map(({ x }) => x)) + CARD_WIDTH) / 2), y: grid(middle.y - (low.y + Math.max(...spots.map(({ y }) => y)) + CARD_HEIGHT) / 2) };
    };
    const paste = (source: string, by?: Point): void => {
      const { scenario, flowId, text: words } = now();
      const pasting = pasteOn(scenario, flowId, source, { by: (part) => besideOthers(placesOf(scenario, flowId), Object.values(part.nodes).map(({ at }) => at), by ?? asideOf(part), ASIDE), schemaOf: (type) => now().types.get(type)?.config, words: now().pasteWords });
      if (typeof pasting === 'string') return now().toast({ text: pasting });
      const { changes, ids, brought } = pasting;
      store.edit({ label: words.pasteLabel(ids.length), changes });
      store.select({ nodes: ids });
      say(words.pasted(ids.length, brought));
      if (brought > 0) now().toast({ text: words.pasted(ids.length, brought), action: now().undoOffer() });
    };
    const annotations = () => annotationCommands({ store, readOnly, middle: flow.screenToFlowPosition(centre()), words: now().annotationWords, say, toast: (words) => now().toast({ text: words }) });
    const step = (which: 'undo' | 'redo'): void => {
      if (readOnly) return;
      keepFocus(now().options.pane());
      const label = store[which]();
      if (label !== undefined) say(which === 'undo' ? now().text.undone(label) : now().text.redone(label));
    };
    return {
      readOnly,
      say,
      goTo,
      add,
      fitsEdges: (node) => through(node) !== undefined,
      splice,
      removeSelected,
      quickAdd: (wish) => {
        const [edge, ...more] = now().chosen.edges;
        const selected = edge !== undefined && more.length === 0 && now().chosen.nodes.length === 0 ? { edge } : {};
        if (!readOnly) now().options.onQuickAdd(wish ?? { at: centre(), ...selected });
      },
      quickAddTyped: (typed, entered = false) => {
        if (!readOnly) now().options.onQuickAdd({ at: centre(), typed, entered });
      },
      insertAt: (edge, at) => {
        if (!readOnly) now().options.onQuickAdd({ at, edge });
      },
      connect: (source, port, target) => {
        const { scenario, flowId, text: words } = now();
        const refused = refusesLink(scenario, flowId, source, port, target);
        const human = scenario.flows[flowId]?.nodes[source]?.type.startsWith('human.') === true;
        if (readOnly) return;
        if (refused === 'circle' && human) now().options.onAskBack(source, port, target);
        else if (refused !== undefined) now().toast({ text: { same: words.refuseSame, self: words.refuseSelf, circle: words.refuseCircle }[refused] });
        else {
          store.edit({ label: words.connectLabel(title(source), title(target)), changes: connect(scenario, flowId, source, port, target) });
          say(words.connected(title(source), title(target)));
        }
      },
      copy: (cut) => {
        const { scenario, flowId, chosen, text: words } = now();
        if (chosen.nodes.length === 0) return;
        void copyText(JSON.stringify(copyPart(scenario, flowId, chosen.nodes), null, 2)).then((copied) => {
          if (!copied) return now().toast({ text: now().pasteWords.copyBlocked });
          say(words.copied(chosen.nodes.length));
          if (cut) removeSelected();
        });
      },
      paste: ({ text: source, files }) => {
        if (readOnly) return;
        if (source === '' && files > 0) now().toast({ text: now().pasteWords.files(files) });
        else paste(source);
      },
      duplicate: () => {
        const { scenario, flowId, chosen } = now();
        if (!readOnly && chosen.nodes.length > 0) paste(JSON.stringify(copyPart(scenario, flowId, chosen.nodes)), { x: CARD_WIDTH + 40, y: 0 });
      },
      undo: () => step('undo'),
      redo: () => step('redo'),
      note: () => annotations().note(),
      group: (together) => annotations().group(together),
      arrange: () => {
        const { scenario, flowId, chosen, text: words } = now();
        const body = scenario.flows[flowId];
        if (readOnly || body === undefined) return;
        const some = chosen.nodes.length > 1;
        const places = placesOf(scenario, flowId);
        void arrangeFlow(arrangeInput(body, places, new Set(some ? chosen.nodes : Object.keys(body.nodes)))).then((arranged) => {
          // Whoever went on drawing meanwhile keeps what they drew.
          const { history, flow: present } = store.get();
          const still = Object.entries(arranged).filter(([id]) => Object.hasOwn(history.present.flows[flowId]?.nodes ?? {}, id));
          store.edit({ label: words.arrangeLabel, changes: moveNodes(history.present, flowId, Object.fromEntries(still)) });
          if (!some && present === flowId) requestAnimationFrame(() => void flow.fitView(FIT));
          say(words.arranged);
        });
      },
      align: (how: Alignment) => {
        const { scenario, flowId, chosen, toolWords: words } = now();
        const places = placesOf(scenario, flowId);
        const cards = chosen.nodes.flatMap((id) => (places[id] === undefined ? [] : [{ id, ...places[id], height: roomOf(scenario.flows[flowId]?.nodes[id]?.type ?? '') }]));
        const moved = align(cards, how);
        if (readOnly || Object.keys(moved).length === 0) return;
        const label = words.aligned(words[`align_${how}`], cards.length);
        store.edit({ label, changes: moveNodes(scenario, flowId, moved) });
        say(label);
      },
      openSubFlow: (node) => {
        const { scenario, flowId, chosen, toolWords: words } = now();
        const inner = subFlowOf(scenario, flowId, node ?? chosen.nodes[0]);
        if (inner === undefined) return;
        store.openFlow(inner);
        say(words.openFlow(scenarioText(scenario, scenario.flows[inner]?.title, now().locale) ?? inner));
      },
      nextEdge: () => {
        const { scenario, flowId, chosen, toolWords: words, check: checked } = now();
        const links = linksOf(scenario.flows[flowId] ?? { nodes: {}, edges: {} });
        const last = links.find((link) => link.id === chosen.edges[0]);
        const leaving = links.filter((link) => link.source === (chosen.nodes[0] ?? last?.source));
        const next = leaving[(leaving.findIndex((link) => link.id === last?.id) + 1) % Math.max(1, leaving.length)];
        if (next === undefined) return say(words.noEdges);
        store.select({ edges: [next.id] });
        say(words.edgeChosen(title(next.source), portTitle(scenario, next.source, checked.info(flowId, next.source)?.ports.find(({ id }) => id === next.port) ?? { id: next.port }, now().locale), title(next.target)));
      },
      nudge: (dx, dy) => {
        const { scenario, flowId, chosen, text: words } = now();
        const places = placesOf(scenario, flowId);
        const moved = Object.fromEntries(chosen.nodes.map((id) => [id, { x: (places[id]?.x ?? 0) + dx, y: (places[id]?.y ?? 0) + dy }]));
        if (readOnly || chosen.nodes.length === 0) return;
        say(words.moved(chosen.nodes.length, words[Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? 'wayRight' : 'wayLeft') : dy > 0 ? 'wayDown' : 'wayUp'], Math.abs(dx) + Math.abs(dy)));
        store.edit({ label: words.moveLabel(chosen.nodes.length), merge: `nudge ${chosen.nodes.join(' ')}`, changes: moveNodes(scenario, flowId, moved) });
      },
      nextProblem: () => {
        const { check: checked, flowId, chosen, text: words } = now();
        const placed = checked.diagnostics.filter((item) => item.place.node !== undefined);
        const current = placed.findLastIndex((item) => item.place.flow === flowId && item.place.node === chosen.nodes[0]);
        const next = placed[(current + 1) % Math.max(1, placed.length)];
        if (next?.place.node === undefined) return say(words.noNextProblem);
        if (next.place.flow !== undefined) store.openFlow(next.place.flow);
        goTo(next.place.node);
        say(`${title(next.place.node)}：${next.message[now().locale]}`);
      },
    };
  }, [store, readOnly, flow]);
}
