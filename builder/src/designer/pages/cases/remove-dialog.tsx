import type { Case } from '../../../../../runtime/schema/case.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
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
    <Dialog
      alert
      size="narrow"
      title={text.removeTitle(value.title)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="danger" busy={busy} onPress={onRemove}>
            {text.removeDo}
          </Button>
        </>
      }
    >
      <p>{text.removeText}</p>
      {error === null ? null : <ErrorState error={error} />}
    </Dialog>
  );
}
