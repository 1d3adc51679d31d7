import { Check, CircleAlert, Clock, RotateCw, X } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { timeWords } from '../canvas/hit-line.ts';
import { useTrace } from '../document/trace-context.tsx';
import './test-run.css';
import { testRunTexts } from './test-run-text.ts';

const TONES: Readonly<Record<string, 'ok' | 'warn' | 'err'>> = { completed: 'ok', waiting: 'warn', running: 'warn' };

function statusWords(text: Readonly<Record<string, unknown>>, status: string): string {
  const words = text[`status_${status}`];
  return typeof words === 'string' ? words : status;
}

/** At the upper left while a test run is shown: what ran, how it ended, how far, how long. */
export function RunPill() {
  const text = useTexts(testRunTexts);
  const { trace, input, run, running, close, pins } = useTrace();
  if (trace === undefined) return null;
  const tone = TONES[trace.status] ?? 'err';
  const pinned = Object.keys(pins).length;
  return (
    <section className="run-pill" aria-label={text.title}>
      <span className="run-pill-sign" data-tone={tone}>
        {tone === 'ok' ? <Check aria-hidden="true" /> : tone === 'warn' ? <Clock aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
      </span>
      <b>{text.title}</b>
      <span className="run-pill-case">{input?.caseTitle ?? input?.caseId ?? text.handInput}</span>
      <span>{statusWords(text, trace.status)}</span>
      <span className="run-pill-line" />
      <span>{text.walked(trace.order.length)}</span>
      {trace.ms === undefined ? null : <span className="ui-quiet">{text.took(timeWords(trace.ms))}</span>}
      {pinned === 0 ? null : <span className="ui-quiet">{text.pinCount(pinned)}</span>}
      {trace.error === undefined ? null : <span className="run-pill-error">{trace.error.message}</span>}
      <IconButton size="small" label={text.again} busy={running} icon={<RotateCw size={14} aria-hidden="true" />} onPress={() => (input === undefined ? undefined : void run(input).catch(() => undefined))} />
      <IconButton size="small" label={text.close} icon={<X size={14} aria-hidden="true" />} onPress={close} />
    </section>
  );
}
