import { useState } from 'react';
import type { Case } from '../../../../../runtime/schema/case.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { CodeEditor } from '../shared/code-editor.tsx';
import { caseTexts } from './case-text.ts';
import { readCase } from './read-case.ts';

export interface EditDialogProps {
  readonly value: Case;
  /** Ids of the other cases. */
  readonly taken: readonly string[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (value: Case) => void;
  readonly onClose: () => void;
}

/** One case as text. What was typed stays when the save is refused. */
export function EditDialog({ value, taken, busy, error, onSave, onClose }: EditDialogProps) {
  const text = useTexts(caseTexts);
  const [source, setSource] = useState(() => JSON.stringify(value, null, 2));
  const [tried, setTried] = useState(false);
  const reading = readCase(source, taken);
  const complaint = reading.kind === 'not-json' ? text.notJson(reading.message) : reading.kind === 'not-case' ? text.notCase : reading.kind === 'taken' ? text.idTaken(reading.id) : undefined;
  return (
    <Dialog
      title={text.editTitle}
      size="wide"
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            busy={busy}
            onPress={() => {
              setTried(true);
              if (reading.kind === 'case') onSave(reading.value);
            }}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <p className="ui-quiet">{text.editHint}</p>
      <CodeEditor label={text.editTitle} value={source} onChange={setSource} />
      {complaint === undefined || !tried ? null : (
        <p className="note-bar" data-tone="err" role="alert">
          {complaint}
        </p>
      )}
      {error === null || error === undefined ? null : <ErrorState error={error} />}
    </Dialog>
  );
}
