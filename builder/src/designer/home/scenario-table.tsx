import { CircleAlert, CircleCheck, Download, Ellipsis, PenLine, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { CasesPage, RunsPage } from '../app/pages.ts';
import { homeTexts } from './home-text.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { downloadScenario } from './download.ts';
import { whenText } from './when.ts';

function Health({ item }: { readonly item: ScenarioItem }) {
  const text = useTexts(homeTexts);
  const stopped = item.runs.incidents;
  if (stopped > 0) return <HealthLine tone="err" words={text.stopped(stopped)} to={RunsPage ? `/s/${item.id}/runs` : undefined} link={text.goFix} />;
  if (item.errors > 0) return <HealthLine tone="err" words={text.errors(item.errors)} to={`/s/${item.id}/canvas`} link={text.goFix} />;
  if ((item.cases.failed ?? 0) > 0) return <HealthLine tone="warn" words={text.failedCases(item.cases.failed ?? 0)} to={CasesPage ? `/s/${item.id}/cases` : undefined} link={text.goFix} />;
  if (item.warnings > 0) return <HealthLine tone="warn" words={text.warnings(item.warnings)} to={`/s/${item.id}/canvas`} link={text.goFix} />;
  if (item.cases.total === 0) return <HealthLine tone="draft" words={text.noCases} to={CasesPage ? `/s/${item.id}/cases` : undefined} link={text.addCases} />;
  return <HealthLine tone="ok" words={text.fine} />;
}

const SIGNS = { ok: CircleCheck, warn: TriangleAlert, err: CircleAlert, draft: PenLine } as const;

function HealthLine({ tone, words, to, link }: { readonly tone: keyof typeof SIGNS; readonly words: string; readonly to?: string | undefined; readonly link?: string }) {
  const Sign = SIGNS[tone];
  return (
    <span className="home-health" data-tone={tone}>
      <Sign size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{words}</span>
      {to === undefined ? null : <Link href={to}>{link}</Link>}
    </span>
  );
}

function RunBars({ item }: { readonly item: ScenarioItem }) {
  const text = useTexts(homeTexts);
  const { locale } = useLocale();
  const { days, total, completed, incidents } = item.runs;
  if (total === 0) return <span className="ui-quiet">{text.noRuns}</span>;
  const most = Math.max(1, ...days);
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <div className="home-runs">
      <svg viewBox="0 0 84 24" className="home-bars" role="img" aria-label={text.runsSpoken(days.join(', '))}>
        {days.map((runs, day) => {
          const height = Math.max(1, (runs / most) * 24);
          const last = day === days.length - 1;
          return <rect key={day} x={day * 12} y={24 - height} width={9} height={height} rx={1.5} fill={last ? (incidents > 0 ? 'var(--err)' : 'var(--ink-3)') : 'var(--line-2)'} />;
        })}
      </svg>
      <span>
        <b>{count.format(total)}</b>
        <em>{text.done(percent.format(completed / total))}</em>
      </span>
    </div>
  );
}

function Row({ item, now, onRemove }: { readonly item: ScenarioItem; readonly now: Date; readonly onRemove: (item: ScenarioItem) => void }) {
  const text = useTexts(homeTexts);
  const local = useLocalText();
  const { locale } = useLocale();
  return (
    <tr>
      <th scope="row" aria-label={local(item.title)}>
        <div className="home-name">
          <span className="home-icon">
            <Icon name={item.icon ?? 'workflow'} />
          </span>
          <span className="ui-grow">
            <span className="ui-row">
              <Link href={`/s/${item.id}/canvas`}>{local(item.title)}</Link>
              {item.synthetic ? <Chip tone="dashed">{text.synthetic}</Chip> : null}
            </span>
            <em>
              {local(item.purpose)} · {text.nodes(item.nodes)}
            </em>
          </span>
        </div>
      </th>
      <td>
        <Health item={item} />
      </td>
      <td>
        {item.release === undefined ? <span className="ui-quiet">{text.notPublished}</span> : <b className="ui-mono">v{item.release}</b>}
        {item.release !== undefined && item.draftChanged ? <em>{text.draftChanged}</em> : null}
      </td>
      <td>
        <RunBars item={item} />
      </td>
      <td>{text.casesCount(item.cases.total)}</td>
      <td className="home-updated">
        {whenText(item.updatedAt, now, locale)}
      </td>
      <td>
        <Menu
          label={text.menu(local(item.title))}
          entries={[
            { id: 'download', label: text.download, icon: <Download size={14} aria-hidden="true" />, onAction: () => void downloadScenario(item.id) },
            { id: 'remove', label: text.remove, icon: <Trash2 size={14} aria-hidden="true" />, danger: true, onAction: () => onRemove(item) },
          ]}
        >
          <IconButton size="small" label={text.menu(local(item.title))} icon={<Ellipsis size={16} aria-hidden="true" />} />
        </Menu>
      </td>
    </tr>
  );
}

export function ScenarioTable({ items }: { readonly items: readonly ScenarioItem[] }) {
  const text = useTexts(homeTexts);
  const [removing, setRemoving] = useState<ScenarioItem>();
  const [now] = useState(() => new Date());
  return (
    <>
      <table className="home-table">
        <colgroup>
          <col className="home-col-name" />
          <col className="home-col-health" />
          <col className="home-col-version" />
          <col className="home-col-runs" />
          <col className="home-col-cases" />
          <col className="home-col-updated" />
          <col className="home-col-menu" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col">{text.health}</th>
            <th scope="col">{text.version}</th>
            <th scope="col">{text.runs}</th>
            <th scope="col">{text.cases}</th>
            <th scope="col" className="home-updated">
              {text.updated}
            </th>
            <th scope="col">
              <span className="ui-hidden">{text.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} now={now} onRemove={setRemoving} />
          ))}
        </tbody>
      </table>
      <RemoveDialog item={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}
