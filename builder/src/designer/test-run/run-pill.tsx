import { Check, ChevronsRight, CircleAlert, Clock, FlaskConical, RotateCw, StepBack, StepForward, X } from 'lucide-react';
import type { Trace } from '../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { timeWords } from '../canvas/hit-line.ts';
import { useContent } from '../document/document-context.tsx';
import { nextStop } from '../document/replay.ts';
import { nodeTitle } from '../document/scenario-text.ts';
import { useTrace } from '../document/trace-context.tsx';
import { useKeepCase } from '../pages/runs/use-keep-case.ts';
import './test-run.css';
import { testRunTexts } from './test-run-text.ts';

const TONES: Readonly<Record<string, 'ok' | 'warn' | 'err'>> = { completed: 'ok', waiting: 'warn', running: 'warn' };

function statusWords(text: Readonly<Record<string, unknown>>, status: string): string {
  const words = text[`status_${status}`];
  return typeof words === 'string' ? words : status;
}

/** How long the steps worked, in milliseconds: the clock of a test run stands still or jumps, so its ends say nothing. */
function workOf({ nodes }: Trace): number {
  return Object.values(nodes).reduce((sum, { ms }) => sum + (ms ?? 0), 0);
}

/** At the upper left while a test run is shown: what ran, how it ended, how far, how long. */
export function RunPill() {
  const text = useTexts(testRunTexts);
  const { trace, whole, steps, show, breakpoints, input, run, running, close, pins } = useTrace();
  const { locale } = useLocale();
  const scenario = useContent();
  const { keepTest, busy } = useKeepCase();
  if (trace === undefined || whole === undefined) return null;
  const all = whole.order.length;
  const next = steps < all ? whole.order[steps] : undefined;
  const tone = TONES[trace.status] ?? 'err';
  const pinned = Object.keys(pins).length;
  return (
    <section className="run-pill" aria-label={text.title}>
      <span className="run-pill-sign" data-tone={tone}>
        {tone === 'ok' ? <Check aria-hidden="true" /> : tone === 'warn' ? <Clock aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
      </span>
      <b>{text.title}</b>
      <span className="run-pill-case">{input?.caseTitle ?? input?.caseId ?? text.handInput}</span>
      <span>{next === undefined ? statusWords(text, trace.status) : text.halted(nodeTitle(scenario, trace.flow, next.split('/').at(-1) ?? next, locale))}</span>
      <span className="run-pill-line" />
      <span>{next === undefined ? text.walked(all) : text.stepNow(steps, all)}</span>
      {trace.ms === undefined ? null : <span className="ui-quiet">{text.took(timeWords(workOf(whole)))}</span>}
      {pinned === 0 ? null : <span className="ui-quiet">{text.pinCount(pinned)}</span>}
      {trace.error === undefined ? null : <span className="run-pill-error">{trace.error.message}</span>}
      <IconButton size="small" label={text.stepBack} keys="," icon={<StepBack size={14} aria-hidden="true" />} isDisabled={steps === 0} onPress={() => show(steps - 1)} />
      <IconButton size="small" label={text.stepOn} keys="." icon={<StepForward size={14} aria-hidden="true" />} isDisabled={steps >= all} onPress={() => show(steps + 1)} />
      <IconButton size="small" label={text.goOn} icon={<ChevronsRight size={14} aria-hidden="true" />} isDisabled={steps >= all} onPress={() => show(nextStop(whole, breakpoints, steps))} />
      <IconButton size="small" label={text.keepCase} busy={busy} icon={<FlaskConical size={14} aria-hidden="true" />} onPress={() => keepTest(whole, input)} />
      <IconButton size="small" label={text.again} busy={running} icon={<RotateCw size={14} aria-hidden="true" />} onPress={() => (input === undefined ? undefined : void run(input).catch(() => undefined))} />
      <IconButton size="small" label={text.close} icon={<X size={14} aria-hidden="true" />} onPress={close} />
    </section>
  );
}
