import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { keyTexts } from './key-text.ts';
import './member.css';

/** A secret in full with a button that copies it. Where the browser copies nothing, as on an office network without HTTPS, it is marked for copying by hand. */
export function ToldOnce({ secret, copyLabel }: { readonly secret: string; readonly copyLabel: string }) {
  const text = useTexts(keyTexts);
  const [state, setState] = useState<'copied' | 'marked'>();
  const shown = useRef<HTMLElement>(null);
  const mark = (): void => {
    if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
    setState('marked');
  };
  const copy = async (): Promise<void> => {
    if (await copyText(secret)) setState('copied');
    else mark();
  };
  return (
    <div>
      <div className="key-token">
        <code ref={shown}>{secret}</code>
        <Button icon={state === 'copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />} onPress={() => void copy()}>
          {state === 'copied' ? text.copied : copyLabel}
        </Button>
      </div>
      <p className="ui-hint" aria-live="polite">{state === 'marked' ? text.copyByHand : ''}</p>
    </div>
  );
}
