import { EditorState, type Extension } from '@codemirror/state';

/** More text than this is no formula: what would make it longer is not let in, so that the field stays quick. */
export const MOST_TEXT = 20_000;

/** @param onRefused told how long the text would have become */
export function limitText(onRefused: (length: number) => void): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    const { length } = transaction.newDoc;
    if (!transaction.docChanged || length <= MOST_TEXT || length <= transaction.startState.doc.length) return transaction;
    // Not while the editor is in the middle of a change.
    setTimeout(() => onRefused(length), 0);
    return [];
  });
}
