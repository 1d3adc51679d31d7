import { useCallback, useEffect, useRef, useState } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { request } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useUser } from '../app/session.tsx';
import { useTheme } from '../app/theme.tsx';
import { useCheck } from '../document/check-context.tsx';
import { changesOf, differences } from '../document/diff.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { isDrawable } from '../document/drawable.ts';
import { sameJson } from '../document/equal.ts';
import { readHalf, writeHalf, type HalfWritten } from './half-written.ts';
import { readScenarioFile, type FileReading } from '../home/read-scenario-file.ts';
import { changedStretch, jsonRanges, rangeNear } from './json-ranges.ts';
import { jsonTexts } from './json-text.ts';
import { loadMonaco } from './load-monaco.ts';

type MonacoModule = Awaited<ReturnType<typeof loadMonaco>>;
type Editor = ReturnType<MonacoModule['monaco']['editor']['create']>;

export type JsonState = { readonly kind: 'in-step' } | Exclude<FileReading, { readonly kind: 'scenario' | 'too-large' }>;

/** Pause after the last key before the text becomes an edit, in milliseconds. */
const QUIET_MS = 350;

export function jsonText(scenario: Scenario): string {
  return `${JSON.stringify(scenario, null, 2)}\n`;
}

function readText(source: string): { readonly state: JsonState; readonly scenario?: Scenario } {
  const reading = readScenarioFile(source);
  if (reading.kind === 'too-large') return { state: { kind: 'not-scenario' } };
  if (reading.kind !== 'scenario') return { state: reading };
  return isDrawable(reading.scenario) ? { state: { kind: 'in-step' }, scenario: reading.scenario } : { state: { kind: 'not-scenario' } };
}

async function loadSchema(module: MonacoModule): Promise<void> {
  const schema = await request<unknown>('/schema/scenario-1.json').catch(() => undefined);
  module.jsonDefaults.setDiagnosticsOptions({ validate: true, enableSchemaRequest: false, schemas: schema === undefined ? [] : [{ uri: 'internal://scenario-1.json', fileMatch: ['*'], schema }] });
}

function createEditor(module: MonacoModule, holder: HTMLElement, value: string, readOnly: boolean, label: string): Editor {
  return module.monaco.editor.create(holder, {
    value,
    language: 'json',
    readOnly,
    ariaLabel: label,
    automaticLayout: true,
    tabSize: 2,
    fontSize: 13,
    lineHeight: 20,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
    stickyScroll: { enabled: false },
    fixedOverflowWidgets: true,
    quickSuggestions: { strings: true, other: true, comments: false },
  });
}

/** Only the stretch that differs is replaced, so the caret and the folds stay. */
function follow(module: MonacoModule, editor: Editor, source: string): void {
  const model = editor.getModel();
  if (model === null || model.getValue() === source) return;
  const { from, to, text } = changedStretch(model.getValue(), source);
  const start = model.getPositionAt(from);
  const end = model.getPositionAt(to);
  model.applyEdits([{ range: new module.monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column), text }]);
}

function useJsonPlace(): { readonly id: string; readonly user: string } {
  const { id } = useDocumentBinding();
  const user = useUser();
  return { id, user: user.id };
}

/** An editor in step with the document both ways. The text becomes an edit only when it is a whole scenario. */
export function useJsonEditor() {
  const text = useTexts(jsonTexts);
  const { locale } = useLocale();
  const { theme } = useTheme();
  const { store, readOnly } = useDocumentBinding();
  const scenario = useDocumentPart((state) => state.history.present);
  const check = useCheck();
  const holder = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<{ readonly module: MonacoModule; readonly editor: Editor }>();
  const [state, setState] = useState<JsonState>({ kind: 'in-step' });
  const label = useRef(text);
  const { id, user } = useJsonPlace();
  const [half, setHalf] = useState<HalfWritten | undefined>(() => readHalf({ id, user }));
  const [kept, setKept] = useState(true);
  /** The scenario that the text was last in step with: what is written is a change of that, not of what others made of it since. */
  const base = useRef<Scenario>(half?.base ?? scenario);
  useEffect(() => {
    label.current = text;
  });
  useEffect(() => {
    let made: Editor | undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (source: string): void => {
      const reading = readText(source);
      setState(reading.state);
      if (reading.scenario === undefined) {
        setKept(readOnly || writeHalf({ id, user }, { text: source, base: base.current, at: new Date().toISOString() }));
        return;
      }
      writeHalf({ id, user }, undefined);
      setHalf(undefined);
      store.edit({ label: label.current.editLabel, merge: 'json', changes: changesOf(differences(base.current, reading.scenario)) });
      base.current = store.get().history.present;
    };
    void loadMonaco(locale).then(async (module) => {
      await loadSchema(module);
      if (gone || holder.current === null) return;
      const editor = createEditor(module, holder.current, readOnly ? jsonText(store.get().history.present) : (readHalf({ id, user })?.text ?? jsonText(store.get().history.present)), readOnly, label.current.editor);
      made = editor;
      let composing = false;
      editor.onDidCompositionStart(() => (composing = true));
      editor.onDidCompositionEnd(() => (composing = false));
      editor.onDidChangeModelContent(() => {
        clearTimeout(timer);
        timer = setTimeout(() => (composing ? undefined : take(editor.getValue())), QUIET_MS);
      });
      setState(readText(editor.getValue()).state);
      setOpened({ module, editor });
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      // Leaving within the pause must not lose the last keys.
      if (made !== undefined) take(made.getValue());
      made?.getModel()?.dispose();
      made?.dispose();
      store.seal();
    };
    // The editor is made once per visit: its language table cannot change under it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, readOnly]);
  useEffect(() => opened?.module.applyTokenTheme(theme === 'dark'), [opened, theme]);
  useEffect(() => {
    if (opened === undefined) return;
    const written = readText(opened.editor.getValue()).scenario;
    // Half-written text is kept until it is whole; a text that says the same is not reformatted.
    if (written === undefined ? opened.editor.hasTextFocus() || readHalf({ id, user }) !== undefined : sameJson(written, scenario)) {
      if (written !== undefined) base.current = scenario;
      return;
    }
    base.current = scenario;
    follow(opened.module, opened.editor, jsonText(scenario));
  }, [opened, scenario, id, user]);
  useEffect(() => {
    const model = opened?.editor.getModel();
    if (opened === undefined || model === null || model === undefined || readText(model.getValue()).scenario === undefined) return;
    const ranges = jsonRanges(model.getValue());
    const { MarkerSeverity, editor } = opened.module.monaco;
    editor.setModelMarkers(
      model,
      'check',
      check.diagnostics.map((item) => {
        const range = rangeNear(ranges, item.place.path);
        const start = model.getPositionAt(range.from);
        const end = model.getPositionAt(range.to);
        const hint = item.hint === undefined ? '' : `\n${item.hint[locale]}`;
        return {
          severity: { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info }[item.severity],
          message: `${item.message[locale]}${hint}`,
          code: item.code,
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          // A whole node underlined says nothing: the first line is enough.
          endLineNumber: start.lineNumber,
          endColumn: end.lineNumber === start.lineNumber ? end.column : model.getLineMaxColumn(start.lineNumber),
        };
      }),
    );
  }, [opened, check, locale, state]);
  const discard = useCallback(() => {
    writeHalf({ id, user }, undefined);
    setHalf(undefined);
    const present = store.get().history.present;
    base.current = present;
    if (opened === undefined) return;
    follow(opened.module, opened.editor, jsonText(present));
    setState({ kind: 'in-step' });
  }, [id, user, store, opened]);
  return { holder, state, ready: opened !== undefined, half, kept, goOn: () => { setHalf(undefined); opened?.editor.focus(); }, discard };
}
