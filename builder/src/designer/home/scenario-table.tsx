import { CircleAlert, CircleCheck, Download, Ellipsis, PenLine, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TABLE_ROLES } from '../../ui/grid-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { homeTexts } from './home-text.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { downloadScenario } from './download.ts';
import { troublesOf, type Trouble } from './troubles.ts';
import { TimeToResult, Week } from './week.tsx';
import { dayText, whenText } from './when.ts';

function useTroubleWords(): (trouble: Trouble, item: ScenarioItem) => { readonly words: string; readonly link: string } {
  const text = useTexts(homeTexts);
  const { locale } = useLocale();
  return ({ kind, count }, item) => {
    if (kind === 'noCases') return { words: text.noCases, link: text.addCases };
    if (kind === 'ending') return { words: text.ending(count, dayText(item.ending?.until ?? '', locale)), link: text.look };
    return { words: text[kind](count), link: kind === 'opinions' ? text.reply : kind === 'overdue' || kind === 'failed' ? text.look : text.goFix };
  };
}

function Health({ item }: { readonly item: ScenarioItem }) {
  const text = useTexts(homeTexts);
  const wordsOf = useTroubleWords();
  const troubles = troublesOf(item);
  const first = troubles[0];
  if (first === undefined) return <HealthLine tone="ok" words={text.fine} />;
  // What is only unfinished is said when nothing is wrong.
  const shown = first.tone === 'draft' ? troubles : troubles.filter(({ tone }) => tone !== 'draft');
  return (
    <ul className="home-troubles">
      {shown.map((trouble) => (
        <li key={trouble.kind}>
          <HealthLine tone={trouble.tone} to={trouble.to} {...wordsOf(trouble, item)} />
        </li>
      ))}
    </ul>
  );
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

function Row({ item, now, onRemove }: { readonly item: ScenarioItem; readonly now: Date; readonly onRemove: (item: ScenarioItem) => void }) {
  const text = useTexts(homeTexts);
  const local = useLocalText();
  const { locale } = useLocale();
  return (
    <tr {...TABLE_ROLES.row}>
      <th {...TABLE_ROLES.name} scope="row" aria-label={local(item.title)}>
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
              {[item.unit, text.nodes(item.nodes), text.casesCount(item.cases.total), local(item.purpose)].filter((part) => part !== '').join(' · ')}
            </em>
          </span>
        </div>
      </th>
      <td {...TABLE_ROLES.cell} data-label={text.health}>
        <Health item={item} />
      </td>
      <td {...TABLE_ROLES.cell} data-label={text.version}>
        {item.release === undefined ? (
          <span className="ui-quiet">{text.notPublished}</span>
        ) : (
          <>
            <Link href={`/s/${item.id}/versions`} className="ui-mono">
              v{item.release}
            </Link>
            {item.draftChanged ? <Chip tone="accent">{text.draftChanged}</Chip> : null}
            <em>{text.publishedAt(whenText(item.publishedAt ?? '', now, locale))}</em>
          </>
        )}
      </td>
      <td {...TABLE_ROLES.cell} data-label={text.runs}>
        <Week runs={item.runs} />
      </td>
      <td {...TABLE_ROLES.cell} data-label={text.time}>
        <TimeToResult runs={item.runs} />
      </td>
      <td {...TABLE_ROLES.cell} className="home-updated" data-label={text.updated}>
        {whenText(item.updatedAt, now, locale)}
      </td>
      <td {...TABLE_ROLES.cell}>
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
      <table {...TABLE_ROLES.table} className="home-table">
        <colgroup>
          <col className="home-col-name" />
          <col className="home-col-health" />
          <col className="home-col-version" />
          <col className="home-col-runs" />
          <col className="home-col-time" />
          <col className="home-col-updated" />
          <col className="home-col-menu" />
        </colgroup>
        <thead {...TABLE_ROLES.group}>
          <tr {...TABLE_ROLES.row}>
            <th {...TABLE_ROLES.head} scope="col">{text.name}</th>
            <th {...TABLE_ROLES.head} scope="col">{text.health}</th>
            <th {...TABLE_ROLES.head} scope="col">{text.version}</th>
            <th {...TABLE_ROLES.head} scope="col">{text.runs}</th>
            <th {...TABLE_ROLES.head} scope="col">{text.time}</th>
            <th {...TABLE_ROLES.head} scope="col" className="home-updated">
              {text.updated}
            </th>
            <th {...TABLE_ROLES.head} scope="col">
              <span className="ui-hidden">{text.more}</span>
            </th>
          </tr>
        </thead>
        <tbody {...TABLE_ROLES.group}>
          {items.map((item) => (
            <Row key={item.id} item={item} now={now} onRemove={setRemoving} />
          ))}
        </tbody>
      </table>
      <RemoveDialog item={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}
