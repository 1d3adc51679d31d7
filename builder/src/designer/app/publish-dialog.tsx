import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PublishGate, usePublishing } from './publish-gate.tsx';
import { pageTexts } from './scenario-text.ts';

/** The publish gate as a dialog: a note, and the deed. */
export function PublishDialog({ number, onClose, onPublished }: { readonly number: number; readonly onClose: () => void; readonly onPublished: (number: number) => void }) {
  const text = useTexts(pageTexts);
  const publishing = usePublishing((release) => {
    onPublished(release.number);
    onClose();
  });
  return (
    <Dialog
      title={text.publishTitle(number)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={publishing.busy} isDisabled={publishing.blocked} onPress={publishing.publish}>
            {text.publishDo}
          </Button>
        </>
      }
    >
      <PublishGate publishing={publishing} onLeave={onClose} />
    </Dialog>
  );
}
