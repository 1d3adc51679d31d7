import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { FormulaProblem } from './check-formula.ts';
import type { CaretPlace } from './light-formula.tsx';
import type { EditorFacts } from './editor-completion.ts';
import { typing } from '../document/typing.ts';
import { formatFormula } from './format.ts';
import { formulaTexts } from './formula-texts.ts';
import { preparePinyin } from './pinyin.ts';
import { namesOf } from './scope-names.ts';
import { editorExtensions, type LeaveKeys } from './editor-setup.ts';

/** A formula with lines of its own is laid out beyond so many characters. */
const LINE = 72;
/** A pause this long counts as one finished edit. */
const COMMIT_MS = 500;

export interface FormulaEditorOptions extends EditorFacts {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** Every change of the text, before it is committed. */
  readonly onText: (text: string) => void;
  readonly keys?: Partial<Omit<LeaveKeys, 'onFix' | 'onTidy'>> | undefined;
  /** Full-width signs that were made plain while typing, as words. */
  readonly onHalfWidth: (signs: string) => void;
  /** Text was not let in, because there would have been so many characters. */
  readonly onTooLong: (length: number) => void;
  readonly multiline: boolean;
  readonly readOnly: boolean;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly describedBy?: string | undefined;
  /** Takes the focus when made, with the caret at a place on the screen or at the end. */
  readonly takeFocus: CaretPlace | undefined;
  /** Cells commit when they are left, not while they are typed in. */
  readonly commitOnPause: boolean;
}

export interface FormulaEditor {
  /** Facts and callbacks that change while the editor lives. */
  readonly update: (options: FormulaEditorOptions) => void;
  readonly showProblems: (text: string, problems: readonly FormulaProblem[]) => void;
  readonly replace: (from: number, to: number, text: string) => void;
  /** Puts text where the caret is, instead of what is selected, and goes on after it. */
  readonly insert: (text: string) => void;
  readonly tidy: () => void;
  readonly destroy: () => void;
}

/**
 * One CodeMirror in `parent`. The text inside is the truth while the person types (an input method breaks when text is
 * written back), so a new `value` is taken over only when it differs from what was committed last and nothing composes.
 */
export function createFormulaEditor(parent: HTMLElement, first: FormulaEditorOptions): FormulaEditor {
  let options = first;
  let committed = first.value;
  let entered = first.value;
  let shown: readonly FormulaProblem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let release: (() => void) | undefined;
  /** Since the last pause, or in a cell since it was entered. */
  let isTyping = false;

  const handOn = (): void => {
    release?.();
    release = undefined;
    const now = view.state.doc.toString();
    if (now === committed || options.readOnly) return;
    committed = now;
    options.onCommit(now);
  };
  const commit = (): void => {
    clearTimeout(timer);
    isTyping = false;
    handOn();
  };
  const replaceAll = (text: string): void => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  const escape = (): boolean => {
    clearTimeout(timer);
    if (options.keys?.onEscape) {
      release?.();
      release = undefined;
      committed = view.state.doc.toString();
      return options.keys.onEscape();
    }
    replaceAll(entered);
    commit();
    view.contentDOM.blur();
    return true;
  };
  const leave = (): LeaveKeys => ({
    onEnter: (back) => {
      commit();
      return options.keys?.onEnter?.(back) ?? false;
    },
    onTab: (back) => {
      commit();
      return options.keys?.onTab?.(back) ?? false;
    },
    onArrow: (key) => {
      if (!options.keys?.onArrow) return false;
      commit();
      return options.keys.onArrow(key);
    },
    onEscape: escape,
    onFix: () => {
      const fix = shown.find((problem) => problem.fix !== undefined)?.fix;
      if (fix === undefined || options.readOnly) return false;
      view.dispatch({ changes: { from: fix.from, to: fix.to, insert: fix.text } });
      return true;
    },
    onTidy: () => {
      const now = view.state.doc.toString();
      const tidy = formatFormula(now, options.kind, namesOf(options.scope), options.multiline ? { width: LINE } : {});
      if (tidy !== now && !options.readOnly) replaceAll(tidy);
      return true;
    },
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: first.value,
      selection: { anchor: first.value.length },
      extensions: [
        ...editorExtensions({ host: parent, facts: () => options, leave, multiline: first.multiline, wraps: first.multiline || first.commitOnPause, onHalfWidth: (signs) => options.onHalfWidth(signs), onTooLong: (length) => options.onTooLong(length), readOnly: first.readOnly, label: first.label, ...(first.hint === undefined ? {} : { hint: first.hint }), ...(first.describedBy === undefined ? {} : { describedBy: first.describedBy }) }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          options.onText(update.state.doc.toString());
          clearTimeout(timer);
          isTyping = update.state.doc.toString() !== committed;
          if (isTyping && !options.readOnly) release ??= typing.hold(() => (view.composing ? undefined : handOn()));
          if (options.commitOnPause) timer = setTimeout(() => (view.composing ? undefined : rest()), COMMIT_MS);
        }),
        EditorView.domEventHandlers({
          focus: () => {
            void preparePinyin();
            entered = view.state.doc.toString();
          },
          blur: commit,
        }),
      ],
    }),
  });
  const takeOver = (): void => {
    if (options.value === committed) return;
    committed = options.value;
    if (view.state.doc.toString() === committed) return;
    replaceAll(committed);
    clearTimeout(timer);
  };
  const rest = (): void => {
    // Committed before others' edits came in: what stands now is shown.
    const isBehind = view.state.doc.toString() === committed;
    commit();
    if (isBehind) takeOver();
  };
  if (first.takeFocus !== undefined) {
    const at = first.takeFocus === 'end' ? null : view.posAtCoords(first.takeFocus);
    if (at !== null) view.dispatch({ selection: { anchor: at } });
    view.focus();
  }

  return {
    update: (next) => {
      options = next;
      if (!view.composing && !isTyping) takeOver();
    },
    showProblems: (text, problems) => {
      if (view.state.doc.toString() !== text) return;
      shown = problems;
      const end = view.state.doc.length;
      view.dispatch(setDiagnostics(view.state, problems.map(({ from, to, severity, message, fix }) => ({
        from: Math.min(from, end), to: Math.min(Math.max(to, from + 1), end), severity, message: message[options.locale],
        ...(fix === undefined || options.readOnly ? {} : { actions: [{ name: formulaTexts[options.locale].fixTo(fix.text), apply: (target: EditorView) => target.dispatch({ changes: { from: fix.from, to: fix.to, insert: fix.text } }) }] }),
      }))));
    },
    replace: (from, to, text) => {
      view.dispatch({ changes: { from, to, insert: text } });
      commit();
      view.focus();
    },
    insert: (text) => {
      view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.paste' });
      commit();
      view.focus();
    },
    tidy: () => {
      leave().onTidy();
      commit();
      view.focus();
    },
    destroy: () => {
      if (options.commitOnPause) commit();
      release?.();
      clearTimeout(timer);
      view.destroy();
    },
  };
}
