import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Release } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useDocumentPart } from '../../document/document-context.tsx';
import { stampText } from '../shared/format.ts';
import '../shared/page.css';
import { usePeople } from '../shared/use-people.ts';
import { useRelease } from '../runs/use-runs.ts';
import { Comparison } from './comparison.tsx';
import { GatePanel } from './gate-panel.tsx';
import { versionTexts } from './version-text.ts';
import './versions.css';

const DRAFT = 'draft';

function useReleases(id: string) {
  return useQuery({ queryKey: ['releases', id], queryFn: ({ signal }) => request<{ readonly items: readonly Release[] }>(`/api/scenarios/${id}/releases`, { signal }) });
}

function ReleaseRow({ release, chosen, onChoose }: { readonly release: Release; readonly chosen: boolean; readonly onChoose: () => void }) {
  const text = useTexts(versionTexts);
  const { locale } = useLocale();
  const people = usePeople();
  return (
    <li className="ui-row">
      <button type="button" className="list-row version-row" {...(chosen ? { 'aria-current': true as const } : {})} onClick={onChoose}>
        <span className="version-dot" data-tone={release.current ? 'online' : undefined} aria-hidden="true" />
        <span className="list-row-words">
          <b>
            v{release.number}
            {release.current ? <Chip tone="ok">{text.online}</Chip> : null}
          </b>
          <span>{release.note === '' ? text.noNote : release.note}</span>
          <em>{text.by(people(release.publishedBy), stampText(release.publishedAt, locale))}</em>
          {release.cases === undefined ? null : <em>{text.casesOf(release.cases.passed, release.cases.total)}</em>}
        </span>
      </button>
      <a className="ui-button version-download" data-look="quiet" data-shape="icon" data-size="small" href={`/api/releases/${encodeURIComponent(release.id)}/export`} download aria-label={`${text.download} v${release.number}`} title={text.download}>
        <Download size={14} aria-hidden="true" />
      </a>
    </li>
  );
}

function Compared({ id, releases, from, to, onFrom, onTo }: { readonly id: string; readonly releases: readonly Release[]; readonly from: string; readonly to: string; readonly onFrom: (id: string) => void; readonly onTo: (id: string) => void }) {
  const text = useTexts(versionTexts);
  const draft = useDocumentPart((state) => state.history.present);
  const before = useRelease(from);
  const after = useRelease(to === DRAFT ? undefined : to);
  const newer = to === DRAFT ? draft : after.data?.scenario;
  const failed = before.isError ? before : after.isError ? after : undefined;
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (before.data === undefined || newer === undefined) return <Skeleton rows={8} height={28} />;
  const options = releases.map((release) => ({ id: release.id, label: release.current ? `v${release.number} ${text.online}` : `v${release.number}` }));
  return <Comparison key={`${from} ${to}`} id={id} before={before.data.scenario} after={newer} from={{ options, value: from, onChange: onFrom }} to={{ options: [{ id: DRAFT, label: text.draft }, ...options], value: to, onChange: onTo }} />;
}

/** Releases, what changed between any two, and the gate to the next one. */
export function VersionsPage({ id }: { readonly id: string }) {
  const text = useTexts(versionTexts);
  const releases = useReleases(id);
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState(DRAFT);
  const items = [...(releases.data?.items ?? [])].sort((one, other) => other.number - one.number);
  const base = from ?? items.find((item) => item.current)?.id ?? items[0]?.id;
  const next = (items[0]?.number ?? 0) + 1;
  // Choosing a version shows what it changed: against the one before it, or the draft against the live one.
  const choose = (at: number): void => {
    const release = items[at];
    const older = items[at + 1];
    if (release === undefined) return;
    if (older === undefined) {
      setFrom(release.id);
      setTo(DRAFT);
      return;
    }
    setFrom(older.id);
    setTo(release.id);
  };
  return (
    <div className="page-columns versions-page">
      <section className="page-side" aria-label={text.title} data-region="" tabIndex={-1}>
        <div className="side-head">
          <h2>{text.title}</h2>
        </div>
        <ul>
          <li>
            <button
              type="button"
              className="list-row version-row"
              {...(to === DRAFT ? { 'aria-current': true as const } : {})}
              onClick={() => {
                setFrom(undefined);
                setTo(DRAFT);
              }}
            >
              <span className="version-dot" data-tone="draft" aria-hidden="true" />
              <span className="list-row-words">
                <b>
                  v{next}
                  <Chip tone="accent">{text.draft}</Chip>
                </b>
                {items[0] === undefined ? null : <em>{text.compareWith(items.find((item) => item.current)?.number ?? items[0].number)}</em>}
              </span>
            </button>
          </li>
          {items.map((release, at) => (
            <ReleaseRow key={release.id} release={release} chosen={to === release.id} onChoose={() => choose(at)} />
          ))}
        </ul>
        {releases.isPending ? <Skeleton rows={4} height={56} /> : null}
      </section>
      <div className="versions-middle">
        {releases.isError ? <ErrorState error={releases.error} onRetry={() => void releases.refetch()} /> : null}
        {releases.isSuccess && base === undefined ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : null}
        {base === undefined ? null : <Compared id={id} releases={items} from={base} to={to} onFrom={setFrom} onTo={setTo} />}
      </div>
      <GatePanel number={next} />
    </div>
  );
}
