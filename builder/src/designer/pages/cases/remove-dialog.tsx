import type { Case } from '../../../../../runtime/schema/case.ts';
import { useTexts } from '../../../text/locale.tsx';
import { ConfirmDialog } from '../shared/ask-dialogs.tsx';
import { caseTexts } from './case-text.ts';

export interface RemoveDialogProps {
  readonly value: Case;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** Asks before a case goes. */
export function RemoveDialog({ value, busy, error, onClose, onRemove }: RemoveDialogProps) {
  const text = useTexts(caseTexts);
  return (
    <ConfirmDialog title={text.removeTitle(value.title)} action={text.removeDo} doing={{ isPending: busy, isError: error !== null, error }} onDo={onRemove} onClose={onClose}>
      {text.removeText}
    </ConfirmDialog>
  );
}
