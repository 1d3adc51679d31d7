import { useEffect, useRef, useState } from 'react';
import { useLocale } from '../../../text/locale.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useTheme } from '../../app/theme.tsx';
import { loadMonaco } from '../../json/load-monaco.ts';

/** JSON in Monaco, loaded when first shown. `value` is read once; later the editor is the truth. */
export function CodeEditor({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (text: string) => void }) {
  const holder = useRef<HTMLDivElement>(null);
  const { locale } = useLocale();
  const { theme } = useTheme();
  const [state, setState] = useState<'loading' | 'ready' | { readonly error: unknown }>('loading');
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current.onChange = onChange;
  }, [onChange]);
  useEffect(() => {
    let gone = false;
    let dispose = (): void => undefined;
    loadMonaco(locale).then(
      ({ monaco, applyTokenTheme }) => {
        if (gone || holder.current === null) return;
        applyTokenTheme(theme === 'dark');
        const editor = monaco.editor.create(holder.current, { value: latest.current.value, language: 'json', theme: 'studio', minimap: { enabled: false }, automaticLayout: true, fontSize: 12, scrollBeyondLastLine: false, ariaLabel: label, fixedOverflowWidgets: true });
        const listening = editor.onDidChangeModelContent(() => {
          latest.current.value = editor.getValue();
          latest.current.onChange(latest.current.value);
        });
        dispose = () => {
          listening.dispose();
          editor.getModel()?.dispose();
          editor.dispose();
        };
        setState('ready');
      },
      (error: unknown) => setState({ error }),
    );
    return () => {
      gone = true;
      dispose();
    };
  }, [locale, theme, label]);
  return (
    <>
      {state === 'loading' ? <Skeleton rows={8} /> : null}
      {typeof state === 'object' ? <ErrorState error={state.error} /> : null}
      <div ref={holder} className="code-holder" />
    </>
  );
}

/** Two texts side by side, read only. */
export function CodeDiff({ label, before, after }: { readonly label: string; readonly before: string; readonly after: string }) {
  const holder = useRef<HTMLDivElement>(null);
  const { locale } = useLocale();
  const { theme } = useTheme();
  const [failed, setFailed] = useState<unknown>();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    let dispose = (): void => undefined;
    loadMonaco(locale).then(
      ({ monaco, applyTokenTheme }) => {
        if (gone || holder.current === null) return;
        applyTokenTheme(theme === 'dark');
        const original = monaco.editor.createModel(before, 'json');
        const modified = monaco.editor.createModel(after, 'json');
        const editor = monaco.editor.createDiffEditor(holder.current, { theme: 'studio', readOnly: true, automaticLayout: true, minimap: { enabled: false }, fontSize: 12, hideUnchangedRegions: { enabled: true }, originalAriaLabel: label, modifiedAriaLabel: label, scrollBeyondLastLine: false });
        editor.setModel({ original, modified });
        dispose = () => {
          editor.dispose();
          original.dispose();
          modified.dispose();
        };
        setReady(true);
      },
      (error: unknown) => setFailed(error),
    );
    return () => {
      gone = true;
      dispose();
    };
  }, [locale, theme, label, before, after]);
  return (
    <>
      {failed === undefined ? null : <ErrorState error={failed} />}
      {ready || failed !== undefined ? null : <Skeleton rows={8} />}
      <div ref={holder} className="code-diff" />
    </>
  );
}
