import { useCallback } from 'react';
import { defineTexts } from '../../text/catalogue.ts';
import { useTexts } from '../../text/locale.tsx';
import { useToast, type ToastMessage } from '../../ui/toast.tsx';
import { useDocumentBinding } from './document-context.tsx';

export const undoTexts = defineTexts(
  { undo: '撤销', tooLate: '后来又改过别的。要退回，请用撤销一步步退' },
  { undo: 'Undo', tooLate: 'Something else was changed since. Use undo to go back step by step' },
);

/** For the message about the edit just done: takes back that edit and no other, however late it is pressed. */
export function useUndoOffer(): () => NonNullable<ToastMessage['action']> {
  const text = useTexts(undoTexts);
  const toast = useToast();
  const { store } = useDocumentBinding();
  return useCallback(() => {
    const undo = store.undoLast();
    const step = store.get().history.past.at(-1);
    return {
      label: text.undo,
      onAction: () => (undo() === undefined ? toast({ text: text.tooLate }) : undefined),
      // Taken back by other means, there is nothing left to offer.
      lapses: (close) => store.subscribe(() => {
        const { future } = store.get().history;
        if (step !== undefined && future.includes(step)) close();
      }),
    };
  }, [store, text, toast]);
}
