import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/contextmenu/register';
// The diff editor names folded regions by it, and services must be known before the first editor.
import 'monaco-editor/features/documentSymbols/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/snippet/register';
// The feature entry registers only the inline part; the list of completions is this one.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
// Vite turns `?worker` into a module with a default export; the linter reads the file itself.
// oxlint-disable-next-line import/default
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/languages/definitions/javascript/register';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
// oxlint-disable-next-line import/default
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';

/** The one place that loads Monaco: bundled, with its two workers, no CDN. Only ever imported lazily. */
self.MonacoEnvironment = { getWorker: (_id: string, label: string) => (label === 'json' ? new JsonWorker() : new EditorWorker()) };

export { jsonDefaults, monaco };

/** Reads colours from the page's tokens, because Monaco takes only literal ones. */
export function applyTokenTheme(dark: boolean): void {
  const style = getComputedStyle(document.documentElement);
  // Monaco refuses `#fff`, to which the build shortens `#ffffff`.
  const token = (name: string): string => style.getPropertyValue(name).trim().replace(/^#(\w)(\w)(\w)$/, '#$1$1$2$2$3$3');
  monaco.editor.defineTheme('studio', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [],
    colors: { 'editor.background': token('--surface'), 'editor.foreground': token('--ink'), 'editorLineNumber.foreground': token('--ink-3'), 'editorLineNumber.activeForeground': token('--ink'), focusBorder: token('--focus') },
  });
  monaco.editor.setTheme('studio');
}
