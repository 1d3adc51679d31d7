import type { Explanation } from '../../../../runtime/schema/explanation.ts';
import type { NodeTrace } from '../../../../server/api/scenario.ts';
import { useLocale } from '../../text/locale.tsx';
import { reasonOf } from '../document/reason.ts';
import { ExplanationView } from './explanation-view.tsx';

/** The reason in whole sentences as the portal says them, then the values behind it. */
export function WhySection({ trace }: { readonly trace: NodeTrace }) {
  const { locale } = useLocale();
  const reason = reasonOf(trace);
  const known = trace.explanation !== undefined && trace.explanation !== null;
  if (!known && reason === undefined) return null;
  return (
    <section className="panel-section why">
      {reason === undefined ? null : <p className="why-told">{reason.told.join(locale === 'en' ? ' ' : '')}</p>}
      {known ? <ExplanationView explanation={trace.explanation as Explanation} reason={reason} /> : null}
    </section>
  );
}
