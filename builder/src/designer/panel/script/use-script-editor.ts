import { useEffect, useRef, useState, type RefObject } from 'react';
import { useLocale } from '../../../text/locale.tsx';
import { useTheme } from '../../app/theme.tsx';
import type { OutsideProblem } from '../../formula/formula-input.tsx';
import { typing } from '../../document/typing.ts';
import { loadMonaco } from '../../json/load-monaco.ts';

type MonacoModule = Awaited<ReturnType<typeof loadMonaco>>;
type Editor = ReturnType<MonacoModule['monaco']['editor']['create']>;

/** Pause after the last key before the text becomes an edit, in milliseconds. */
const QUIET_MS = 350;

interface ScriptEditorOptions {
  readonly value: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly problems: readonly OutsideProblem[];
  readonly onCommit: (code: string) => void;
}

/** JavaScript in Monaco, in step with the document both ways; problems of the checker are underlined where they are. */
export function useScriptEditor({ value, label, readOnly, problems, onCommit }: ScriptEditorOptions): { readonly holder: RefObject<HTMLDivElement | null>; readonly state: 'loading' | 'ready' | 'failed' } {
  const holder = useRef<HTMLDivElement>(null);
  const { locale } = useLocale();
  const { theme } = useTheme();
  const [opened, setOpened] = useState<{ readonly module: MonacoModule; readonly editor: Editor } | 'failed'>();
  const latest = useRef({ value, label, onCommit });
  useEffect(() => {
    latest.current = { value, label, onCommit };
  });
  useEffect(() => {
    let made: Editor | undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let release: (() => void) | undefined;
    const take = (): void => {
      clearTimeout(timer);
      release?.();
      release = undefined;
      const code = made?.getValue();
      if (code !== undefined && code !== latest.current.value) latest.current.onCommit(code);
    };
    loadMonaco(locale).then(
      (module) => {
        if (gone || holder.current === null) return;
        made = module.monaco.editor.create(holder.current, {
          value: latest.current.value, language: 'javascript', readOnly, ariaLabel: latest.current.label, automaticLayout: true, tabSize: 2, fontSize: 12, lineNumbersMinChars: 2, folding: false,
          minimap: { enabled: false }, scrollBeyondLastLine: false, fixedOverflowWidgets: true, wordWrap: 'on', unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
        });
        made.onDidChangeModelContent(() => {
          clearTimeout(timer);
          release ??= typing.hold(take);
          timer = setTimeout(take, QUIET_MS);
        });
        made.onDidBlurEditorText(take);
        setOpened({ module, editor: made });
      },
      () => setOpened('failed'),
    );
    return () => {
      gone = true;
      take();
      made?.getModel()?.dispose();
      made?.dispose();
    };
  }, [locale, readOnly]);
  const ready = opened === undefined || opened === 'failed' ? undefined : opened;
  useEffect(() => ready?.module.applyTokenTheme(theme === 'dark'), [ready, theme]);
  useEffect(() => {
    // An undo, or a change in another view. What is being typed here comes back as the value itself.
    if (ready && ready.editor.getValue() !== value && !ready.editor.hasTextFocus()) ready.editor.setValue(value);
  }, [ready, value]);
  useEffect(() => {
    const model = ready?.editor.getModel();
    if (!ready || !model) return;
    ready.module.monaco.editor.setModelMarkers(model, 'check', problems.map((problem) => {
      const start = model.getPositionAt(problem.from);
      const end = model.getPositionAt(Math.max(problem.to, problem.from + 1));
      return { severity: problem.severity === 'error' ? ready.module.monaco.MarkerSeverity.Error : ready.module.monaco.MarkerSeverity.Warning, message: problem.message[locale], startLineNumber: start.lineNumber, startColumn: start.column, endLineNumber: end.lineNumber, endColumn: end.column };
    }));
  }, [ready, problems, locale]);
  return { holder, state: opened === 'failed' ? 'failed' : ready ? 'ready' : 'loading' };
}
