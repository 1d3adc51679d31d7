import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDate, formatMoment, formatTime } from '../format/dates.ts';
import { startTexts } from '../start/text.ts';
import type { SaveState } from './use-draft.ts';
import { useNow } from '../format/use-now.ts';

/** When it was last kept, and where. */
export function SaveNote({ state }: { readonly state: SaveState }) {
  const t = useTexts(startTexts);
  const { locale } = useLocale();
  const now = useNow();
  if (state.kind === 'nowhere') return <>{t.savedNowhere}</>;
  if (!('at' in state)) return state.kind === 'saving' ? <>{t.saving}</> : null;
  if (state.kind === 'local') return <>{t.savedLocal}</>;
  const today = formatDate(state.at, locale, now) === formatDate(now, locale, now);
  return <>{t.savedAt(today ? formatTime(state.at) : formatMoment(state.at, locale, now))}</>;
}
