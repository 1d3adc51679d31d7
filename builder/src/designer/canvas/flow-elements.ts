import { useMemo, useState } from 'react';
import { Position, type Edge, type Node, type NodeHandle } from 'reactflow';
import { useTexts } from '../../text/locale.tsx';
import type { SameShape } from '../../text/catalogue.ts';
import { sameJson } from '../document/equal.ts';
import type { Selection } from '../document/store.ts';
import { testRunTexts } from '../test-run/test-run-text.ts';
import { canvasTexts } from './canvas-text.ts';
import { CARD_WIDTH, portPart, type Point } from './sizes.ts';
import { stateWord } from './state-words.ts';
import type { Card, CardData, Wire } from './view-model.ts';

export type CardNode = Node<CardData, 'card'>;
/** Without what it looks like: see `wire-looks`. */
export type WireEdge = Edge<Record<string, never>, 'wire'>;

type TestText = SameShape<(typeof testRunTexts)['zh-CN']>;
type CanvasText = SameShape<(typeof canvasTexts)['zh-CN']>;

/** Ports are told to React Flow beforehand, so that 1,000 cards need not be mounted once to be measured. */
function handlesOf(data: CardData): NodeHandle[] {
  const outs = data.outs.map((port, index): NodeHandle => ({ id: port.id, type: 'source', position: Position.Bottom, x: portPart(index, data.outs.length) * CARD_WIDTH, y: data.height, width: 0, height: 0 }));
  return [{ id: 'in', type: 'target', position: Position.Top, x: CARD_WIDTH / 2, y: 0, width: 0, height: 0 }, ...outs];
}

function spokenName(text: CanvasText, test: TestText, data: CardData): string {
  const kind = data.fact.split(' · ')[0] ?? '';
  const lock = data.lock === 'prescribed' ? text.locked : data.lock === 'optional' ? text.optional : '';
  return text.nodeSpoken(data.title, [kind, lock, data.halts ? test.breakpoint : ''].filter((word) => word !== '').join('，'), stateWord(text, data.state), text.problemsSpoken(data.errors, data.warnings), data.outs.length);
}

function nodeOf(text: CanvasText, test: TestText, card: Card, selected: boolean): CardNode {
  return {
    id: card.id,
    type: 'card',
    position: card.at,
    data: card.data,
    width: CARD_WIDTH,
    height: card.data.height,
    // With `measured` React Flow counts cards that are not mounted when it fits the view.
    measured: { width: CARD_WIDTH, height: card.data.height },
    handles: handlesOf(card.data),
    selected,
    ariaLabel: spokenName(text, test, card.data),
  };
}

/** Objects of the last rendering: what did not change keeps its object, and its list when nothing in it changed. */
interface Kept<Element> {
  list: Element[];
  readonly byId: Map<string, Element>;
}

function keepList<Element extends { readonly id: string }>(kept: Kept<Element>, next: Element[]): Element[] {
  if (kept.list.length === next.length && next.every((item, index) => item === kept.list[index])) return kept.list;
  kept.list = next;
  kept.byId.clear();
  for (const item of next) kept.byId.set(item.id, item);
  return next;
}

/** React Flow nodes; a card that did not change keeps its object, so its component does not render again. */
export function useCardNodes(cards: readonly Card[], chosen: Selection, dragged: Readonly<Record<string, Point>>): CardNode[] {
  const text = useTexts(canvasTexts);
  const test = useTexts(testRunTexts);
  const [kept] = useState((): Kept<CardNode> => ({ list: [], byId: new Map() }));
  const settled = useMemo(() => {
    const picked = new Set(chosen.nodes);
    return keepList(kept, cards.map((card) => {
      const old = kept.byId.get(card.id);
      const selected = picked.has(card.id);
      if (old !== undefined && old.selected === selected && old.position.x === card.at.x && old.position.y === card.at.y && sameJson(old.data, card.data)) return old;
      return nodeOf(text, test, card, selected);
    }));
  }, [cards, chosen, text, test, kept]);
  return useMemo(() => (Object.keys(dragged).length === 0 ? settled : settled.map((node) => (dragged[node.id] === undefined ? node : { ...node, position: dragged[node.id] ?? node.position, dragging: true }))), [settled, dragged]);
}

function createTitlesOf(): (cards: readonly Card[]) => ReadonlyMap<string, string> {
  let titles: ReadonlyMap<string, string> = new Map();
  return (cards) => {
    if (cards.length !== titles.size || cards.some((card) => titles.get(card.id) !== card.data.title)) titles = new Map(cards.map((card) => [card.id, card.data.title]));
    return titles;
  };
}

/** Titles by card; the same table as long as they are the same titles. */
export function useTitles(cards: readonly Card[]): ReadonlyMap<string, string> {
  const [titlesOf] = useState(createTitlesOf);
  return useMemo(() => titlesOf(cards), [cards, titlesOf]);
}

export function useWireEdges(wires: readonly Wire[], titles: ReadonlyMap<string, string>, chosen: Selection): WireEdge[] {
  const text = useTexts(canvasTexts);
  const [kept] = useState((): Kept<WireEdge> => ({ list: [], byId: new Map() }));
  return useMemo(() => {
    const picked = new Set(chosen.edges);
    return keepList(kept, wires.map(({ link, data }) => {
      const old = kept.byId.get(link.id);
      const selected = picked.has(link.id);
      const [source, target] = [titles.get(link.source) ?? link.source, titles.get(link.target) ?? link.target];
      const ariaLabel = data.label === undefined && link.port === 'out' ? text.edgePlain(source, target) : text.edgeSpoken(source, data.label ?? link.port, target);
      if (old !== undefined && old.selected === selected && old.ariaLabel === ariaLabel && old.source === link.source && old.target === link.target && old.sourceHandle === link.port) return old;
      return { id: link.id, type: 'wire', source: link.source, target: link.target, sourceHandle: link.port, targetHandle: 'in', selected, ariaLabel };
    }));
  }, [wires, titles, chosen, text, kept]);
}
