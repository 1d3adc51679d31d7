import { Transaction, type Extension } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { findFullWidth, type FullWidthSign } from './full-width.ts';

/** Whether the text up to `at` has an open quote. */
function insideQuotes(text: string, at: number): boolean {
  return (text.slice(0, at).replaceAll(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Signs to make plain after typing ended at `at`; a Chinese closing quote also closes text that a plain one opened. */
export function signsToMend(text: string, at: number): readonly FullWidthSign[] {
  const typed = text.charAt(at - 1);
  const closes = (typed === '”' || typed === '“') && insideQuotes(text, at - 1) && !text.slice(at).includes('"');
  return closes ? [{ from: at - 1, to: at, sign: typed, plain: '"' }] : findFullWidth(text);
}

function typedByHand(update: ViewUpdate): boolean {
  return update.docChanged && update.transactions.some((one) => one.isUserEvent('input') && !one.isUserEvent('input.complete') && !one.isUserEvent('input.halfwidth'));
}

/** Full-width signs that a Chinese keyboard types outside quoted text become plain once nothing composes; `onMade` hears which. */
export function halfWidthTyping(onMade: (signs: string) => void): Extension {
  const mend = (view: EditorView): void => {
    if (view.composing || view.state.readOnly) return;
    const signs = signsToMend(view.state.doc.toString(), view.state.selection.main.head);
    if (signs.length === 0) return;
    view.dispatch({ changes: signs.map(({ from, to, plain }) => ({ from, to, insert: plain })), annotations: Transaction.userEvent.of('input.halfwidth') });
    onMade([...new Set(signs.map(({ sign, plain }) => `${sign} → ${plain === ' ' ? '␣' : plain}`))].join('  '));
  };
  // Later than the event itself: text must not change under an input method that is still finishing.
  const soon = (view: EditorView): void => void setTimeout(() => mend(view), 0);
  return [
    EditorView.updateListener.of((update) => {
      if (typedByHand(update) && !update.view.composing) soon(update.view);
    }),
    EditorView.domEventHandlers({
      compositionend: (_event, view) => {
        soon(view);
        return false;
      },
    }),
  ];
}
