import { GraduationCap } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { useStartTour } from '../tour/use-start-tour.ts';
import { homeTexts } from './home-text.ts';

const icon = <GraduationCap size={16} strokeWidth={1.75} aria-hidden="true" />;

/** A home without scenarios: what to do, and a guide to a first one until somebody has walked it. */
export function FirstSteps() {
  const text = useTexts(homeTexts);
  const { begin, label, state } = useStartTour();
  return (
    <>
      <EmptyState
        title={text.emptyTitle}
        actions={
          state === 'done' ? undefined : (
            <Button look="primary" icon={icon} busy={begin.isPending} onPress={() => begin.mutate()}>
              {label}
            </Button>
          )
        }
      >
        {text.empty}
      </EmptyState>
      {begin.isError ? <ErrorState error={begin.error} /> : null}
    </>
  );
}

/** For whoever left the guide before its end. */
export function GoOnBar({ empty }: { readonly empty: boolean }) {
  const { begin, label, state } = useStartTour();
  if (empty || state !== 'left') return null;
  return (
    <p className="home-go-on">
      <Button size="small" icon={icon} busy={begin.isPending} onPress={() => begin.mutate()}>
        {label}
      </Button>
    </p>
  );
}
