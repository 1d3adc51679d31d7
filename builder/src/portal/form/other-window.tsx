import { AppWindow } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { startTexts } from '../start/text.ts';
import type { Draft } from './use-draft.ts';

/** The same form in two windows: says so, and lets this one take over what is in the other. */
export function OtherWindow({ draft, onTake }: { readonly draft: Draft; readonly onTake: (values: Readonly<Record<string, unknown>>) => void }) {
  const t = useTexts(startTexts);
  const { locale } = useLocale();
  const now = useNow();
  const { other, settle } = draft;
  if (other === undefined) return null;
  const take = () => {
    settle();
    // In the place of what this window still had to send.
    draft.keep(other.values);
    onTake(other.values);
  };
  return (
    <div className="note warn" role="alert">
      <AppWindow className="i" aria-hidden="true" />
      <div className="grow">
        <p>{t.otherWindow(formatMoment(other.savedAt, locale, now))}</p>
        <p><button type="button" className="link" onClick={take}>{t.takeOther}</button> <button type="button" className="link" onClick={settle}>{t.keepThis}</button></p>
      </div>
    </div>
  );
}
