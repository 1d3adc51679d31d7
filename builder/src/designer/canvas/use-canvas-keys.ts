import { useEffect } from 'react';
import { useReactFlow, type ReactFlowInstance } from 'reactflow';
import type { ANYWHERE_KEYS, CANVAS_KEYS, KeyOf } from '../../text/keys.ts';
import { useDocumentBinding } from '../document/document-context.tsx';
import type { DocumentStore } from '../document/store.ts';
import { FIT } from './fit.ts';
import type { Commands } from './commands.tsx';
import { linksOf } from './flow-graph.ts';
import { takeHeldKeys } from './held-keys.ts';
import { isDialogOpen, isWriting, keyName } from './keys.ts';
import { placesOf } from './placement.ts';
import type { Tool } from './toolbar.tsx';
import { createWaitingLetter } from './waiting-letter.ts';

export interface KeyActions {
  readonly commands: Commands;
  readonly onTool: (tool: Tool) => void;
  readonly onConnect: () => void;
  readonly onShortcuts: () => void;
  readonly onSearch: () => void;
  readonly onPanel: () => void;
  readonly onCoverage: () => void;
  readonly onBreakpoint: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

interface KeyContext extends KeyActions {
  readonly flow: ReactFlowInstance;
  readonly store: DocumentStore;
}

/** The next node along (or against) the edges; sideways goes among the targets of the same source. */
function follow({ store, commands }: KeyContext, direction: 'up' | 'down' | 'left' | 'right'): void {
  const { history, flow: flowId, selection } = store.get();
  const [at] = selection.nodes;
  const body = history.present.flows[flowId];
  if (at === undefined || body === undefined) return;
  const links = linksOf(body);
  const places = placesOf(history.present, flowId);
  const byX = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort((one, other) => (places[one]?.x ?? 0) - (places[other]?.x ?? 0));
  if (direction === 'down' || direction === 'up') {
    const ends = links.filter((link) => (direction === 'down' ? link.source : link.target) === at).map((link) => (direction === 'down' ? link.target : link.source));
    const next = byX(ends)[Math.floor((new Set(ends).size - 1) / 2)];
    if (next !== undefined) commands.goTo(next);
    return;
  }
  const sources = new Set(links.filter((link) => link.target === at).map((link) => link.source));
  const row = byX(links.filter((link) => sources.has(link.source)).map((link) => link.target));
  const next = row[row.indexOf(at) + (direction === 'right' ? 1 : -1)];
  if (next !== undefined) commands.goTo(next);
}

function selectAll({ store }: KeyContext): void {
  const { history, flow } = store.get();
  store.select({ nodes: Object.keys(history.present.flows[flow]?.nodes ?? {}) });
}

function nextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  const inside = next?.querySelector<HTMLElement>('.react-flow__node.selected, .react-flow__node, button, a, input');
  (inside ?? next)?.focus();
}

type Act = (context: KeyContext) => void;

/** All but paste, which the browser tells of by itself: reading the clipboard would need its leave. */
const KEYS: Readonly<Record<Exclude<KeyOf<typeof CANVAS_KEYS>, 'Mod+v'>, Act>> = {
  '/': ({ commands }) => commands.quickAdd(),
  'Mod+z': ({ commands }) => commands.undo(),
  'Mod+Shift+z': ({ commands }) => commands.redo(),
  'Mod+y': ({ commands }) => commands.redo(),
  'Mod+c': ({ commands }) => commands.copy(false),
  'Mod+x': ({ commands }) => commands.copy(true),
  'Mod+d': ({ commands }) => commands.duplicate(),
  'Mod+a': selectAll,
  Delete: ({ commands }) => commands.removeSelected(),
  Backspace: ({ commands }) => commands.removeSelected(),
  ArrowUp: ({ commands }) => commands.nudge(0, -4),
  ArrowDown: ({ commands }) => commands.nudge(0, 4),
  ArrowLeft: ({ commands }) => commands.nudge(-4, 0),
  ArrowRight: ({ commands }) => commands.nudge(4, 0),
  'Shift+ArrowUp': ({ commands }) => commands.nudge(0, -20),
  'Shift+ArrowDown': ({ commands }) => commands.nudge(0, 20),
  'Shift+ArrowLeft': ({ commands }) => commands.nudge(-20, 0),
  'Shift+ArrowRight': ({ commands }) => commands.nudge(20, 0),
  'Alt+ArrowUp': (context) => follow(context, 'up'),
  'Alt+ArrowDown': (context) => follow(context, 'down'),
  'Alt+ArrowLeft': (context) => follow(context, 'left'),
  'Alt+ArrowRight': (context) => follow(context, 'right'),
  'Mod+f': ({ onSearch }) => onSearch(),
  u: ({ onCoverage }) => onCoverage(),
  o: ({ commands }) => commands.openSubFlow(),
  l: ({ commands }) => commands.nextEdge(),
  b: ({ onBreakpoint }) => onBreakpoint(),
  '.': ({ onStep }) => onStep(1),
  ',': ({ onStep }) => onStep(-1),
  'Mod+g': ({ commands }) => commands.group(true),
  'Mod+Shift+g': ({ commands }) => commands.group(false),
  n: ({ commands }) => commands.note(),
  v: ({ onTool }) => onTool('select'),
  h: ({ onTool }) => onTool('pan'),
  e: ({ onConnect }) => onConnect(),
  '1': ({ flow }) => void flow.fitView(FIT),
  '0': ({ flow }) => void flow.zoomTo(1),
  '+': ({ flow }) => void flow.zoomIn(),
  '=': ({ flow }) => void flow.zoomIn(),
  '-': ({ flow }) => void flow.zoomOut(),
  '?': ({ onShortcuts }) => onShortcuts(),
  Escape: ({ store }) => store.select({}),
};

/** These work wherever the focus is, even while writing. */
const ALWAYS: Readonly<Record<KeyOf<typeof ANYWHERE_KEYS>, Act>> = {
  F8: ({ commands }) => commands.nextProblem(),
  F6: () => nextRegion(1),
  'Shift+F6': () => nextRegion(-1),
};

function onNode(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.classList.contains('react-flow__node');
}

/** Enter and following an edge begin at the card that has the focus. */
const OF_FOCUS: ReadonlySet<string> = new Set(['Enter', 'Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+ArrowLeft', 'Alt+ArrowRight']);

function onCanvas(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && (target.closest('.canvas, .outline') !== null || target.matches('.canvas-holder, #main')));
}

function actOf(table: Readonly<Record<string, Act>>, name: string): Act | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Keys that do something to what is selected: without a selection they are letters like all others. */
const OF_SELECTION: ReadonlySet<string> = new Set(['b', 'e', 'l', 'o']);

function letterOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  return ctrlKey || metaKey || altKey || !/^\p{L}$/u.test(key) ? undefined : key;
}

/** A letter that means nothing else begins the name of a node. */
function typedLetter(event: KeyboardEvent, isChosen: boolean): string | undefined {
  const key = letterOf(event);
  if (key === undefined) return undefined;
  const name = key.toLowerCase();
  return !Object.hasOwn(KEYS, name) || (OF_SELECTION.has(name) && !isChosen) ? key : undefined;
}

function handlerOf(event: KeyboardEvent, isChosen: boolean): Act | undefined {
  const name = keyName(event);
  const always = actOf(ALWAYS, name);
  if (always !== undefined && !isDialogOpen()) return always;
  if (isWriting(event.target) || isDialogOpen()) return undefined;
  if (name === 'Enter' && onNode(event.target)) return (context) => context.onPanel();
  // Undo, quick-add and help are meant anywhere on the page; the others only on the canvas.
  const anywhere = ['/', '?', 'Mod+z', 'Mod+Shift+z', 'Mod+y'].includes(name);
  // A note or a group moves and goes by its own keys.
  if (!anywhere && event.target instanceof Element && event.target.closest('.annotation') !== null) return undefined;
  if (!anywhere && !onCanvas(event.target)) return undefined;
  const letter = typedLetter(event, isChosen);
  return letter === undefined ? actOf(KEYS, name) : ({ commands }) => commands.quickAddTyped(letter);
}

/** Keys of the canvas. In the capture phase, so that arrows make one undoable move rather than React Flow's own. */
export function useCanvasKeys(actions: KeyActions): void {
  const flow = useReactFlow();
  const { store } = useDocumentBinding();
  useEffect(() => {
    const waiting = createWaitingLetter((task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    });
    /** The card that was given the focus since a key last chose one. */
    let focused: string | undefined;
    const onFocus = ({ target }: FocusEvent): void => {
      focused = onNode(target) ? target.dataset['id'] : undefined;
    };
    const chooseFocused = (event: KeyboardEvent): void => {
      const { nodes, edges } = store.get().selection;
      if (focused !== undefined && onNode(event.target) && event.target.dataset['id'] === focused && (nodes.length !== 1 || nodes[0] !== focused || edges.length > 0)) store.select({ nodes: [focused] });
      focused = undefined;
    };
    /** A second letter makes a name of the first, unless it is the same command again. */
    const isName = (event: KeyboardEvent): boolean => {
      const [first, letter] = [waiting.letter(), letterOf(event)];
      if (first === undefined || letter === undefined || isWriting(event.target) || isDialogOpen() || !onCanvas(event.target)) return false;
      return first !== letter || !OF_SELECTION.has(letter.toLowerCase());
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229) return;
      const first = waiting.letter();
      if (first !== undefined && isName(event)) {
        waiting.drop();
        event.preventDefault();
        event.stopPropagation();
        actions.commands.quickAddTyped(first + event.key);
        return;
      }
      waiting.settle();
      const { selection } = store.get();
      const run = handlerOf(event, selection.nodes.length + selection.edges.length > 0);
      if (run === undefined) return;
      // A person may be copying words, not nodes.
      if (keyName(event) === 'Mod+c' && (getSelection()?.toString() ?? '') !== '') return;
      event.preventDefault();
      event.stopPropagation();
      if (OF_FOCUS.has(keyName(event))) chooseFocused(event);
      const act = (): void => run({ ...actions, flow, store });
      const letter = letterOf(event);
      if (letter === undefined || actions.commands.readOnly || typedLetter(event, selection.nodes.length + selection.edges.length > 0) !== undefined) act();
      else waiting.wait(letter, act);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (event.clipboardData === null || isWriting(event.target) || isDialogOpen() || !onCanvas(event.target)) return;
      event.preventDefault();
      actions.commands.paste({ text: event.clipboardData.getData('text/plain'), files: event.clipboardData.files.length });
    };
    window.addEventListener('focusin', onFocus);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('paste', onPaste);
    const ahead = takeHeldKeys();
    // A single letter may be a command; one that stands for itself begins a name.
    if (ahead !== undefined && (ahead.asked || !Object.hasOwn(KEYS, ahead.typed))) actions.commands.quickAddTyped(ahead.typed, ahead.entered);
    return () => {
      waiting.settle();
      window.removeEventListener('focusin', onFocus);
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('paste', onPaste);
    };
  }, [actions, flow, store]);
}
