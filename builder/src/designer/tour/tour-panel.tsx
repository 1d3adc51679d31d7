import { ChevronDown, ChevronUp, Circle, CircleCheck, CircleDot, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useContent, useDocumentBinding } from '../document/document-context.tsx';
import { useTrace } from '../document/trace-context.tsx';
import { useSavedCases } from '../test-run/case-run-provider.tsx';
import { keepTour, useTour } from './tour-memory.ts';
import { doneSteps, stepNow, TOUR_STEPS, type TourStep } from './tour-steps.ts';
import { tourTexts } from './tour-text.ts';
import './tour.css';

type Words = (typeof tourTexts)['zh-CN'] | (typeof tourTexts)['en'];

function StepLine({ step, state, text }: { readonly step: TourStep; readonly state: 'done' | 'now' | 'next'; readonly text: Words }) {
  const Sign = { done: CircleCheck, now: CircleDot, next: Circle }[state];
  const word = { done: text.isDone, now: text.isNow, next: text.isNext }[state];
  return (
    <li data-state={state} {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}>
      <Sign size={16} strokeWidth={1.75} aria-hidden="true" />
      <span>
        <b>{text[`step_${step}`]}</b>
        <span className="ui-hidden">{word}</span>
        {state === 'now' ? <em>{text[`how_${step}`]}</em> : null}
      </span>
    </li>
  );
}

/** What has just been done and what comes next, for who does not see the list. */
function useSaid(done: ReadonlySet<TourStep>, text: Words): string {
  const [said, setSaid] = useState('');
  const count = done.size;
  const [before, setBefore] = useState(count);
  if (count !== before) {
    setBefore(count);
    const next = stepNow(done);
    const last = TOUR_STEPS.findLast((step) => done.has(step));
    if (count > before && last !== undefined) setSaid(next === undefined ? text.doneTitle : text.said(text[`step_${last}`], text[`step_${next}`]));
  }
  return said;
}

function Finished({ id, text }: { readonly id: string; readonly text: Words }) {
  return (
    <div className="tour-done">
      <b>{text.doneTitle}</b>
      <p>{text.doneText}</p>
      <div className="ui-row">
        <a href={`/portal/apps/${id}`}>{text.openPortal}</a>
        <span className="ui-grow" />
        <Button look="primary" onPress={() => keepTour({ state: 'done' })}>
          {text.finish}
        </Button>
      </div>
    </div>
  );
}

interface Place {
  readonly published: boolean;
  readonly tab: string;
}

function OpenTour({ published, tab }: Place) {
  const text = useTexts(tourTexts);
  const { id } = useDocumentBinding();
  const memory = useTour();
  const scenario = useContent();
  const cases = useSavedCases().total;
  const { whole } = useTrace();
  const [folded, setFolded] = useState(false);
  const finished = whole?.status === 'completed';
  const tick = useEffectEvent(() => keepTour({ ...memory, tried: true }));
  useEffect(() => {
    if (finished) tick();
  }, [finished]);
  const done = doneSteps({ scenario, tried: memory.tried === true, cases, published });
  const said = useSaid(done, text);
  const now = stepNow(done);
  return (
    <aside className="tour" data-small={tab === 'canvas' ? undefined : ''} aria-label={text.title} data-region="" tabIndex={-1}>
      <header>
        <h2>{text.title}</h2>
        <IconButton size="small" label={folded ? text.unfold : text.fold} icon={folded ? <ChevronUp size={14} aria-hidden="true" /> : <ChevronDown size={14} aria-hidden="true" />} onPress={() => setFolded(!folded)} />
        <IconButton size="small" label={text.close} icon={<X size={14} aria-hidden="true" />} onPress={() => keepTour({ ...memory, state: 'left' })} />
      </header>
      <progress value={done.size} max={TOUR_STEPS.length} aria-label={text.progress(done.size, TOUR_STEPS.length)} />
      <p className="ui-hidden" aria-live="polite">
        {said}
      </p>
      {folded ? null : now === undefined ? (
        <Finished id={id} text={text} />
      ) : (
        <>
          <ol>
            {TOUR_STEPS.map((step) => (
              <StepLine key={step} step={step} text={text} state={done.has(step) ? 'done' : step === now ? 'now' : 'next'} />
            ))}
          </ol>
          <div className="ui-row">
            {tab === 'canvas' || now === 'field' ? null : <Link href={`/s/${id}/canvas`}>{text.toCanvas}</Link>}
            <span className="ui-grow" />
            <Button size="small" look="quiet" onPress={() => keepTour({ ...memory, state: 'left' })}>
              {text.leave}
            </Button>
          </div>
          <p className="ui-quiet">{text.leftHint}</p>
        </>
      )}
    </aside>
  );
}

/** The steps to a first published app beside the real designer: it waits for the person's own deeds and ticks what is there. */
export function TourPanel(place: Place) {
  const { id } = useDocumentBinding();
  const memory = useTour();
  return memory.scenario === id && memory.state === 'open' ? <OpenTour {...place} /> : null;
}
