import { Circle, Square, Triangle } from 'lucide-react';
import { Link } from 'wouter';
import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { Badge } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { liveFigures, type LiveScenario } from './live-figures.ts';
import { sideTexts } from './side-text.ts';

/** So many stand in the column; the list has them all. */
const MOST = 8;

const SIGNS = { ok: Circle, warn: Triangle, err: Square } as const;

function Row({ live: { item, runs, trouble } }: { readonly live: LiveScenario }) {
  const text = useTexts(sideTexts);
  const local = useLocalText();
  const { locale } = useLocale();
  const count = new Intl.NumberFormat(locale);
  const tone = trouble?.tone === 'err' ? 'err' : trouble === undefined ? 'ok' : 'warn';
  const Sign = SIGNS[tone];
  const said = { stopped: text.stoppedHere, overdue: text.overdueHere, failed: text.failedHere };
  const words = trouble === undefined ? text.fine : said[trouble.kind as keyof typeof said](count.format(trouble.count));
  return (
    <li className="home-live-row" data-tone={tone}>
      <Sign size={8} fill="currentColor" aria-hidden="true" />
      <span className="home-live-name">
        <Link href={`/s/${item.id}/runs`}>{local(item.title)}</Link> <span className="ui-mono">v{item.release}</span>
      </span>
      <span className="home-live-state">{trouble?.to === undefined ? words : <Link href={trouble.to}>{words}</Link>}</span>
      {runs.total === 0 ? (
        <span className="home-live-none">{text.noRuns}</span>
      ) : (
        <>
          <span className="home-live-bar" aria-hidden="true">
            <i style={{ width: `${(runs.completed / runs.total) * 100}%` }} />
          </span>
          <span className="home-live-share" title={text.doneOf(count.format(runs.completed), count.format(runs.total))}>
            <span aria-hidden="true">
              <b>{count.format(runs.completed)}</b> / {count.format(runs.total)}
            </span>
            <span className="ui-hidden">{text.doneOf(count.format(runs.completed), count.format(runs.total))}</span>
          </span>
        </>
      )}
    </li>
  );
}

/** How it goes with what is published: figures of all together, and each with what is worst about it. */
export function LiveSection({ items }: { readonly items: readonly ScenarioItem[] }) {
  const text = useTexts(sideTexts);
  const { locale } = useLocale();
  const count = new Intl.NumberFormat(locale);
  const { scenarios, today, completed, stopped } = liveFigures(items);
  const figures = [[text.today, today], [text.completed, completed], [text.stopped, stopped]] as const;
  return (
    <section aria-labelledby="home-live">
      <div className="home-head">
        <h2 id="home-live">{text.live}</h2>
        {scenarios.length === 0 ? null : <Badge tone="ok">{text.liveCount(count.format(scenarios.length))}</Badge>}
      </div>
      {scenarios.length === 0 ? (
        <EmptyState title={text.noLive}>{text.noLiveNote}</EmptyState>
      ) : (
        <>
          <dl className="home-figures">
            {figures.map(([label, figure]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd {...(label === text.stopped && figure > 0 ? { 'data-tone': 'err' } : {})}>{count.format(figure)}</dd>
              </div>
            ))}
          </dl>
          <ul>
            {scenarios.slice(0, MOST).map((live) => (
              <Row key={live.item.id} live={live} />
            ))}
          </ul>
          {scenarios.length > MOST ? <p className="ui-quiet">{text.more(count.format(scenarios.length - MOST))}</p> : null}
        </>
      )}
    </section>
  );
}
