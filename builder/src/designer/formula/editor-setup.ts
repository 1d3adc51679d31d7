import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus, selectedCompletion, setSelectedCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips, type KeyBinding } from '@codemirror/view';
import { feelCompletion, type EditorFacts } from './editor-completion.ts';
import { feelHover } from './editor-hover.ts';
import { halfWidthTyping } from './editor-typing.ts';
import { feelLanguage } from './editor-language.ts';
import type { DashedKey, FORMULA_KEYS, KeyOf } from '../../text/keys.ts';
import { limitText } from './text-limit.ts';

/** What the field does with keys that leave it. Return true when the key was used. */
export interface LeaveKeys {
  readonly onEnter: (back: boolean) => boolean;
  readonly onEscape: () => boolean;
  readonly onTab: (back: boolean) => boolean;
  /** Mends the first thing that can be mended. */
  readonly onFix: () => boolean;
  readonly onTidy: () => boolean;
  /** Arrow keys of a table cell that was opened by typing. */
  readonly onArrow?: (key: 'ArrowUp' | 'ArrowDown') => boolean;
}

export interface EditorOptions {
  /** The element the editor stands in; what floats above it stays in the same dialog. */
  readonly host: HTMLElement;
  readonly facts: () => EditorFacts;
  readonly leave: () => LeaveKeys;
  readonly multiline: boolean;
  /** Long text goes on in the next line of the field. */
  readonly wraps: boolean;
  readonly onHalfWidth: (signs: string) => void;
  /** Text was not let in, because there would have been so many characters. */
  readonly onTooLong: (length: number) => void;
  readonly readOnly: boolean;
  readonly label: string;
  readonly hint?: string;
  readonly describedBy?: string;
}

/** Pasted line breaks become spaces where a formula has one line. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ');
  return [{ changes: { from: 0, to: transaction.startState.doc.length, insert: text }, selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) } }];
});

/** A binding of a key that the page of shortcuts names. */
type NamedBinding = KeyBinding & { readonly key: DashedKey<KeyOf<typeof FORMULA_KEYS>> };

function leaveKeys(leave: () => LeaveKeys, multiline: boolean): NamedBinding[] {
  const idle = (view: EditorView) => completionStatus(view.state) !== 'active' && !view.composing;
  const undecided = (view: EditorView) => !view.composing && (completionStatus(view.state) !== 'active' || selectedCompletion(view.state) === null);
  const acceptFirst = (view: EditorView) => {
    if (completionStatus(view.state) !== 'active') return false;
    if (selectedCompletion(view.state) === null) view.dispatch({ effects: setSelectedCompletion(0) });
    return acceptCompletion(view);
  };
  return [
    { key: 'Enter', run: (view) => undecided(view) && !multiline && (leave().onEnter(false) || true), shift: (view) => undecided(view) && !multiline && leave().onEnter(true) },
    { key: 'Mod-Enter', run: (view) => idle(view) && leave().onEnter(false) },
    { key: 'Mod-.', run: (view) => !view.composing && leave().onFix() },
    { key: 'Shift-Alt-f', run: (view) => !view.composing && leave().onTidy() },
    { key: 'Escape', run: (view) => idle(view) && leave().onEscape() },
    { key: 'Tab', run: (view) => acceptFirst(view) || (idle(view) && leave().onTab(false)), shift: (view) => idle(view) && leave().onTab(true) },
    { key: 'ArrowUp', run: (view) => idle(view) && (leave().onArrow?.('ArrowUp') ?? false) },
    { key: 'ArrowDown', run: (view) => idle(view) && (leave().onArrow?.('ArrowDown') ?? false) },
  ];
}

/** Everything one formula field is made of. Values that change while it lives are read through functions. */
export function editorExtensions({ host, facts, leave, multiline, wraps, onHalfWidth, onTooLong, readOnly, label, hint, describedBy }: EditorOptions): Extension[] {
  return [
    Prec.high(keymap.of(leaveKeys(leave, multiline))),
    keymap.of([...completionKeymap, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
    history(),
    closeBrackets(),
    bracketMatching(),
    feelLanguage(facts().kind),
    feelCompletion(facts),
    feelHover(facts),
    halfWidthTyping(onHalfWidth),
    limitText(onTooLong),
    tooltips({ position: 'fixed', parent: host.closest<HTMLElement>('.ui-modal') ?? document.body }),
    Prec.highest(
      EditorView.domEventHandlers({
        // The list goes first: a dialog around the field must not close with it.
        keydown: (event, view) => {
          if (event.key === 'Escape' && completionStatus(view.state) !== null) event.stopPropagation();
          return false;
        },
      }),
    ),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off', ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }), ...(readOnly ? { 'aria-readonly': 'true' } : {}) }),
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(true),
    ...(wraps ? [EditorView.lineWrapping] : []),
    ...(multiline ? [] : [oneLine]),
    ...(hint === undefined ? [] : [placeholder(hint)]),
  ];
}
