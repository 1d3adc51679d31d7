import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import type { Section } from './sections.ts';
import { formTexts } from './text.ts';

interface Props {
  readonly sections: readonly Section[];
  /** Flaws by field, and how often they were looked for. */
  readonly flawed: ReadonlySet<string>;
  readonly attempt: number;
  /** What each tab holds, in the order of the sections. */
  readonly children: readonly ReactNode[];
}

/** Sections as tabs: arrows walk, the tab with a mistake says so and comes to the front. */
export function FormTabs({ sections, flawed, attempt, children }: Props) {
  const t = useTexts(formTexts);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [seen, setSeen] = useState(attempt);
  const here = Math.min(at, sections.length - 1);
  const faults = sections.map((section) => section.fields.filter((field) => flawed.has(field.id)).length);
  if (attempt !== seen) {
    setSeen(attempt);
    const first = faults.findIndex((count) => count > 0);
    if (first >= 0 && faults[here] === 0) setAt(first);
  }
  const go = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? { Home: 0, End: sections.length - 1 }[event.key] : (here + step + sections.length) % sections.length;
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div ref={list} className="pf-tabs" role="tablist">
        {sections.map((section, index) => (
          <button key={section.title ?? index} type="button" role="tab" id={`${id}-tab-${index}`} aria-selected={index === here} aria-controls={`${id}-panel-${index}`} tabIndex={index === here ? 0 : -1} onClick={() => setAt(index)} onKeyDown={go}>
            {section.title ?? t.tabOf(index + 1)}
            {faults[index] === 0 ? null : <span className="pf-tab-bad"><CircleAlert className="i s" aria-hidden="true" />{t.tabFaults(faults[index] ?? 0)}</span>}
          </button>
        ))}
      </div>
      {sections.map((section, index) => <section key={section.title ?? index} role="tabpanel" id={`${id}-panel-${index}`} aria-labelledby={`${id}-tab-${index}`} className="pf-section" hidden={index !== here}>{children[index]}</section>)}
    </>
  );
}
