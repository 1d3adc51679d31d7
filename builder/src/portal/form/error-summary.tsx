import { useEffect, useRef, type MouseEvent } from 'react';
import { CircleAlert } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { formTexts } from './text.ts';

export interface SummaryLine {
  readonly message: string;
  /** Id of the control to go to; absent for what no field explains. */
  readonly control?: string;
}

/** More than this nobody reads in one go; the rest comes once these are mended. */
const MOST = 20;

interface SummaryProps {
  readonly lines: readonly SummaryLine[];
  /** Changes with each attempt, so that a second failure takes focus again. */
  readonly attempt: number;
}

/** The element with this id, or the first control inside what it names. */
export function focusControl(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

/** Takes focus after a failed attempt; every line leads to its field. */
export function ErrorSummary({ lines, attempt }: SummaryProps) {
  const t = useTexts(formTexts);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt === 0) return;
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: 'start' });
  }, [attempt]);
  if (lines.length === 0) return null;
  const linked = lines.filter((line) => line.control !== undefined).length;
  const go = (event: MouseEvent, control: string) => {
    event.preventDefault();
    focusControl(control);
  };
  return (
    <div ref={ref} className="pf-summary" tabIndex={-1} role="alert" aria-labelledby="pf-summary-title">
      <h2 id="pf-summary-title"><CircleAlert className="i" aria-hidden="true" />{linked > 0 ? t.summary(linked) : t.summaryServer}</h2>
      <ul>
        {lines.slice(0, MOST).map((line) => <li key={`${line.control ?? ''}${line.message}`}>{line.control === undefined ? line.message : <a href={`#${line.control}`} onClick={(event) => go(event, line.control ?? '')}>{line.message}</a>}</li>)}
        {lines.length > MOST ? <li>{t.summaryMore(lines.length - MOST)}</li> : null}
      </ul>
    </div>
  );
}
