import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { checkFormula, type FormulaProblem } from './check-formula.ts';
import { createFormulaEditor, type FormulaEditor, type FormulaEditorOptions } from './formula-editor.ts';

/** Checks wait this long after the last key, so that typing is never slowed by them. */
const CHECK_MS = 160;
const NOTE_MS = 6000;
const NONE: readonly FormulaProblem[] = [];

export interface FormulaEditorState {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly text: string;
  readonly problems: readonly FormulaProblem[];
  /** What was changed while typing and why: full-width signs made plain. Gone after a while. */
  readonly note: string | undefined;
  /** Even blanks; the same formula. */
  readonly tidy: () => void;
  /** Replaces a part of the text and commits. */
  readonly replace: (from: number, to: number, text: string) => void;
  /** Puts text at the caret; before there is an editor, at the end. */
  readonly insert: (text: string) => void;
}

type Given = Omit<FormulaEditorOptions, 'onText' | 'onHalfWidth'> & {
  readonly onText?: ((text: string) => void) | undefined;
  /** Without it there is no editor yet: the text is only checked. */
  readonly active: boolean;
};

/** Mounts one editor when it is wanted and keeps it, its checks and React in step. */
export function useFormulaEditor(given: Given): FormulaEditorState {
  const host = useRef<HTMLDivElement | null>(null);
  const editor = useRef<FormulaEditor | null>(null);
  const [typed, setText] = useState(given.value);
  const [problems, setProblems] = useState(NONE);
  const [note, setNote] = useState<string>();
  const { kind, scope, onText, active } = given;
  const text = active ? typed : given.value;
  const options: FormulaEditorOptions = {
    ...given,
    onHalfWidth: setNote,
    onText: (now) => {
      setText(now);
      onText?.(now);
    },
  };
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
    editor.current?.update(options);
  });

  useLayoutEffect(() => {
    if (!active || !host.current) return undefined;
    const made = createFormulaEditor(host.current, { ...latest.current, kind, multiline: given.multiline, readOnly: given.readOnly, label: given.label });
    editor.current = made;
    setText(latest.current.value);
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [active, kind, given.multiline, given.readOnly, given.label]);

  useEffect(() => {
    if (note === undefined) return undefined;
    const gone = setTimeout(() => setNote(undefined), NOTE_MS);
    return () => clearTimeout(gone);
  }, [note]);

  useEffect(() => {
    const waiting = setTimeout(() => {
      const found = checkFormula(text, kind, scope);
      setProblems(found.length === 0 ? NONE : found);
      editor.current?.showProblems(text, found);
    }, CHECK_MS);
    return () => clearTimeout(waiting);
  }, [text, kind, scope]);

  const change = (next: string) => {
    if (!given.readOnly && next !== given.value) given.onCommit(next);
  };
  return {
    host,
    text,
    problems,
    note,
    tidy: () => editor.current?.tidy(),
    replace: (from, to, insert) => (editor.current === null ? change(text.slice(0, from) + insert + text.slice(to)) : editor.current.replace(from, to, insert)),
    insert: (added) => (editor.current === null ? change(text === '' || /[\s(]$/.test(text) ? text + added : `${text} ${added}`) : editor.current.insert(added)),
  };
}
