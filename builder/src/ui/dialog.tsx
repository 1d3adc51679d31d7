import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../text/locale.tsx';
import { IconButton } from './button.tsx';
import './overlay.css';
import { uiTexts } from './ui-text.ts';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons; the chief one last. */
  readonly actions?: ReactNode;
  /** 420, 520 or 880 px, or nearly the whole window. @default 'medium' */
  readonly size?: 'narrow' | 'medium' | 'wide' | 'full';
  /** A click outside closes it. @default true */
  readonly dismissable?: boolean;
  /** For questions that must be answered. */
  readonly alert?: boolean;
}

/** A modal dialog: traps the focus, Escape closes, the focus returns to where it was. */
export function Dialog({ title, open, onClose, children, actions, size = 'medium', dismissable = true, alert = false }: DialogProps) {
  const text = useTexts(uiTexts);
  return (
    <ModalOverlay className="ui-scrim" isOpen={open} onOpenChange={(next) => (next ? undefined : onClose())} isDismissable={dismissable}>
      <Modal className="ui-modal" data-size={size}>
        <AriaDialog className="ui-dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <div className="ui-dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={text.close} icon={<X size={16} aria-hidden="true" />} onPress={onClose} size="small" />
          </div>
          <div className="ui-dialog-body">{children}</div>
          {actions === undefined ? null : <div className="ui-dialog-foot">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
