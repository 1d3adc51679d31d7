import { useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog, type DialogProps } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { askTexts } from './ask-text.ts';
import { SaveProblem } from './save-problem.tsx';
import './page.css';

/** What a mutation says of itself; TanStack's answers fit. */
export interface Doing {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
}

export interface FormDialogProps {
  readonly title: string;
  readonly saving: Doing;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What is wrong with each entry; nothing is sent while anything is. */
  readonly wrong: Readonly<Record<string, string | undefined>>;
  /** Word of the chief button. @default 保存 */
  readonly action?: string;
  readonly size?: DialogProps['size'];
  /** Puts what is saved now in the place of what was typed; offered after somebody else saved. */
  readonly onTakeSaved?: () => void;
  /** `say` gives a word of `wrong` once the person tried to save. */
  readonly children: (say: (word: string | undefined) => string | undefined) => ReactNode;
}

/** A form in a dialog: says what is wrong when saving is tried, keeps what was typed when it fails. */
export function FormDialog({ title, saving, onSave, onClose, wrong, action, size, onTakeSaved, children }: FormDialogProps) {
  const text = useTexts(askTexts);
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const save = (): void => {
    if (Object.values(wrong).every((word) => word === undefined)) {
      onSave();
      return;
    }
    flushSync(() => setTried(true));
    body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  };
  return (
    <Dialog
      title={title}
      open
      dismissable={false}
      onClose={onClose}
      {...(size === undefined ? {} : { size })}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={saving.isPending} onPress={save}>
            {action ?? text.save}
          </Button>
        </>
      }
    >
      <div className="form-stack" ref={body}>
        {children((word) => (tried ? word : undefined))}
        {!saving.isError ? null : onTakeSaved ? <SaveProblem error={saving.error} onTakeSaved={onTakeSaved} /> : <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  );
}

export interface ConfirmDialogProps {
  readonly title: string;
  readonly action: string;
  readonly doing: Doing;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before something goes that cannot be brought back here. */
export function ConfirmDialog({ title, action, doing, onDo, onClose, children }: ConfirmDialogProps) {
  const text = useTexts(askTexts);
  return (
    <Dialog
      alert
      size="narrow"
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="danger" busy={doing.isPending} onPress={onDo}>
            {action}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      {doing.isError ? <ErrorState error={doing.error} /> : null}
    </Dialog>
  );
}
