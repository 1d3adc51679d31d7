import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { durationText } from '../pages/shared/format.ts';
import { homeTexts } from './home-text.ts';

type Runs = NonNullable<ScenarioItem['runs']>;

/** Runs of the last seven days: a bar a day, how many, and how many came to their end. */
export function Week({ runs }: { readonly runs: Runs | undefined }) {
  const text = useTexts(homeTexts);
  const { locale } = useLocale();
  if (runs === undefined) return <span className="ui-quiet">{text.runsHidden}</span>;
  const { days, total, completed, failed, ended } = runs;
  if (total === 0) return <span className="ui-quiet">{text.noRuns}</span>;
  const most = Math.max(1, ...days);
  const count = new Intl.NumberFormat(locale);
  const went = [ended === 0 ? text.noneEnded : text.done(count.format(completed)), ...(failed === 0 ? [] : [text.failed(failed)])];
  return (
    <div className="home-runs">
      <svg viewBox="0 0 84 24" className="home-bars" role="img" aria-label={text.runsSpoken(days.join(text.comma))}>
        {days.map((started, day) => {
          const height = Math.max(1, (started / most) * 24);
          return <rect key={day} x={day * 12} y={24 - height} width={9} height={height} rx={1.5} fill={day === days.length - 1 ? 'var(--ink-3)' : 'var(--line-2)'} />;
        })}
      </svg>
      <span>
        <b>{count.format(total)}</b>
        <em>{went.join(' · ')}</em>
      </span>
    </div>
  );
}

/** How long people wait for a result, in the middle. */
export function TimeToResult({ runs }: { readonly runs: Runs | undefined }) {
  const text = useTexts(homeTexts);
  const { locale } = useLocale();
  if (runs?.medianMs === undefined) return <span className="ui-quiet">{text.noTime}</span>;
  return <>{durationText(runs.medianMs, locale)}</>;
}
