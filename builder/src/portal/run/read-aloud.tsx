import { useEffect, useState } from 'react';
import { Square, Volume2 } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { runTexts } from './text.ts';

/** 读给我听: the device reads the reasons with its own voice; nothing leaves it. Not shown where there is no voice. */
export function ReadAloud({ text }: { readonly text: string }) {
  const t = useTexts(runTexts);
  const { locale } = useLocale();
  const [reading, setReading] = useState(false);
  useEffect(() => () => window.speechSynthesis?.cancel(), []);
  if (typeof window.speechSynthesis === 'undefined') return null;
  const stop = () => {
    window.speechSynthesis.cancel();
    setReading(false);
  };
  const read = () => {
    window.speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(text);
    said.lang = locale;
    said.rate = 0.95;
    for (const over of ['end', 'error'] as const) said.addEventListener(over, () => setReading(false));
    setReading(true);
    window.speechSynthesis.speak(said);
  };
  return (
    <button type="button" className="read no-print" aria-pressed={reading} onClick={reading ? stop : read}>
      {reading ? <Square className="i s" aria-hidden="true" /> : <Volume2 className="i s" aria-hidden="true" />}{reading ? t.stopReading : t.readAloud}
    </button>
  );
}
