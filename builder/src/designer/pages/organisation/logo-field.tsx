import { useRef, useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { themeTexts } from './theme-text.ts';

/** Base64 of a file. */
async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x80_00) text += String.fromCodePoint(...bytes.subarray(at, at + 0x80_00));
  return btoa(text);
}

/** More than the server takes, so that its sentence says how much is too much. */
const MOST_SENT = 148_000;

interface LogoFieldProps {
  /** What is shown now, own or new. */
  readonly src: string | undefined;
  readonly isOwn: boolean;
  readonly from: string;
  readonly error: string | undefined;
  readonly onChange: (logo: string) => void;
}

/** Chooses a picture, shows it, and lets it go. */
export function LogoField({ src, isOwn, from, error, onChange }: LogoFieldProps) {
  const text = useTexts(themeTexts);
  const input = useRef<HTMLInputElement>(null);
  const [unread, setUnread] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      onChange((await base64Of(file.slice(0, MOST_SENT))) || 'AA==');
      setUnread(false);
    } catch {
      setUnread(true);
    }
  };
  const wrong = unread ? text.notRead : error;
  return (
    <fieldset className="ui-field theme-logo" aria-describedby="theme-logo-hint">
      <legend className="ui-label">{text.logo}</legend>
      <div className="ui-row">
        {src === undefined ? null : <img src={src} alt={text.logoAlt} />}
        <input ref={input} className="ui-hidden" type="file" accept="image/png,image/jpeg" tabIndex={-1} aria-label={text.logoPick} onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }} />
        <Button onPress={() => input.current?.click()}>{isOwn ? text.logoOther : text.logoPick}</Button>
        {isOwn ? <Button onPress={() => onChange('')}>{text.logoDrop}</Button> : null}
      </div>
      <p className="ui-hint" id="theme-logo-hint">{isOwn ? '' : text.sentence(from)}{text.logoHint}</p>
      {wrong === undefined ? null : <p className="ui-error" role="alert">{wrong}</p>}
    </fieldset>
  );
}
