import { useId } from 'react';
import { Info } from 'lucide-react';
import type { PortalForm } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import type { Entries } from './entry.ts';
import { outcomeState, type FormOutcome, type OutcomeState } from './outcome-needs.ts';
import { formTexts, type FormWords as Words } from './text.ts';
import type { Evaluate } from './evaluate.ts';

function act(need: OutcomeState['needs'][number], t: Words): string {
  if (need.act === 'open') return t.needOpen(need.field.open?.title ?? need.field.title);
  return need.act === 'tick' ? t.needTick(need.field.title) : t.needFill(need.field.title);
}

/** One line for the summary per thing to do before this outcome. */
export function needWords(outcome: FormOutcome, state: OutcomeState, t: Words): { field?: string; message: string }[] {
  if (state.needs.length === 0) return [{ message: t.outcomeBlocked(outcome.title) }];
  return state.needs.map((need) => ({ field: need.field.id, message: t.outcomeNeeds(outcome.title, [act(need, t)]) }));
}

interface BarProps {
  readonly form: PortalForm;
  readonly entries: Entries;
  readonly evaluate: Evaluate;
  readonly busy: boolean;
  readonly onChoose: (outcome: FormOutcome) => void;
}

/** Buttons named by outcome; what each still needs is said before it is pressed. */
export function OutcomeBar({ form, entries, evaluate, busy, onChoose }: BarProps) {
  const t = useTexts(formTexts);
  const id = useId();
  const states = form.outcomes.map((outcome) => ({ outcome, state: outcomeState(outcome, form, entries, evaluate) }));
  const preset = form.outcomes.find((outcome) => outcome.preselect);
  return (
    <section className="pf-outcomes" aria-labelledby={`${id}-t`}>
      <h2 id={`${id}-t`} className="pf-section-title">{t.outcomes}</h2>
      <ul className="pf-needs" aria-live="polite">
        {states.filter(({ state }) => !state.ready).map(({ outcome, state }) => (
          <li key={outcome.port} id={`${id}-${outcome.port}`}><Info className="i s" aria-hidden="true" /><span>{state.needs.length > 0 ? t.outcomeNeeds(outcome.title, state.needs.map((need) => act(need, t))) : t.outcomeBlocked(outcome.title)}</span></li>
        ))}
      </ul>
      <div className="pf-outcome-buttons">
        {states.map(({ outcome, state }) => (
          <button key={outcome.port} type="button" className={outcome.port === (preset?.port ?? form.outcomes[0]?.port) ? 'pf-primary' : 'pf-secondary'} aria-disabled={busy} {...(state.ready ? {} : { 'aria-describedby': `${id}-${outcome.port}` })} onClick={() => onChoose(outcome)}>
            {outcome.title}{outcome.preselect ? <em>{t.suggested}</em> : null}
          </button>
        ))}
      </div>
    </section>
  );
}
