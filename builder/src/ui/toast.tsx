import { X } from 'lucide-react';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { Button as AriaButton, Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';
import { useTexts } from '../text/locale.tsx';
import { Button } from './button.tsx';
import './overlay.css';
import { uiTexts } from './ui-text.ts';

interface ToastAction {
  readonly label: string;
  readonly onAction: () => void;
  /** Calls `close` when there is nothing left to do, and with it the message goes. @returns how to stop listening */
  readonly lapses?: (close: () => void) => () => void;
}

export interface ToastMessage {
  readonly text: string;
  /** @default 'neutral' */
  readonly tone?: 'neutral' | 'err';
  /** Until it is closed: what nobody may miss. */
  readonly stays?: boolean;
  /** One thing to do about it, e.g. undo. */
  readonly action?: ToastAction;
  /** More that can be done about it, after the first. */
  readonly more?: readonly ToastAction[];
}

type Show = (message: ToastMessage) => void;
const ToastContext = createContext<Show>(() => undefined);

/** Shows a message at the foot of the screen for 8 seconds; with an action it stays 12, and what nobody may miss until it is closed. */
export function useToast(): Show {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const text = useTexts(uiTexts);
  const [queue] = useState(() => new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 }));
  const show = useMemo<Show>(() => (message) => {
    let stop = (): void => undefined;
    const key = queue.add(message, { onClose: () => stop(), ...(message.stays === true ? {} : { timeout: message.action ? 12_000 : 8_000 }) });
    stop = message.action?.lapses?.(() => queue.close(key)) ?? stop;
  }, [queue]);
  return (
    <ToastContext value={show}>
      {children}
      <ToastRegion queue={queue} className="ui-toasts" aria-label={text.messages}>
        {({ toast }) => (
          <AriaToast toast={toast} className="ui-toast" data-tone={toast.content.tone ?? 'neutral'}>
            <ToastContent className="ui-toast-words">
              <Text slot="title">{toast.content.text}</Text>
            </ToastContent>
            {[...(toast.content.action === undefined ? [] : [toast.content.action]), ...(toast.content.more ?? [])].map(({ label, onAction }) => (
              <Button
                key={label}
                look="link"
                onPress={() => {
                  onAction();
                  queue.close(toast.key);
                }}
              >
                {label}
              </Button>
            ))}
            <AriaButton slot="close" className="ui-button" data-look="quiet" data-shape="icon" data-size="small" aria-label={text.close}>
              <X size={14} aria-hidden="true" />
            </AriaButton>
          </AriaToast>
        )}
      </ToastRegion>
    </ToastContext>
  );
}
