import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import type { Release } from '../../../../../server/api/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useDraftRights } from '../../app/draft-rights.tsx';
import { useDocumentBinding, useDocumentPart } from '../../document/document-context.tsx';
import { isInPortal } from '../../live/app-address.ts';
import { LiveLine } from '../../live/live-line.tsx';
import '../shared/page.css';
import { Comparison } from './comparison.tsx';
import { GatePanel } from './gate-panel.tsx';
import { PointDialog } from './point-dialog.tsx';
import { RollBackDialog } from './roll-back-dialog.tsx';
import { canDraw, DRAFT, mergeVersions, usePoints, useReleases, useVersionContent, type Version } from './use-versions.ts';
import { PointRow, ReleaseRow, versionName } from './version-list.tsx';
import { versionTexts } from './version-text.ts';
import './versions.css';

interface Pair {
  readonly from: string;
  readonly to: string;
}

function Compared({ id, versions, pair, onPair }: { readonly id: string; readonly versions: readonly Version[]; readonly pair: Pair; readonly onPair: (pair: Pair) => void }) {
  const text = useTexts(versionTexts);
  const draft = useDocumentPart((state) => state.history.present);
  const before = useVersionContent(id, pair.from);
  const after = useVersionContent(id, pair.to);
  const newer = pair.to === DRAFT ? draft : after.data;
  const failed = before.isError ? before : after.isError ? after : undefined;
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (before.data === undefined || newer === undefined) return <Skeleton rows={8} height={28} />;
  if (!canDraw(before.data) || !canDraw(newer)) return <EmptyState title={text.notDrawable}>{text.notDrawableText}</EmptyState>;
  const options = versions.map((version) => ({ id: version.key, label: 'release' in version && version.release.current ? `${versionName(version, '')} ${text.online}` : versionName(version, '') }));
  const nameOf = (key: string): string => versionName(versions.find((version) => version.key === key), text.draft);
  return (
    <Comparison
      key={`${pair.from} ${pair.to}`}
      id={id}
      before={before.data}
      after={newer}
      // Into the draft one takes from the older side; of two old versions, from the one that is looked at.
      source={pair.to === DRAFT ? { scenario: before.data, name: nameOf(pair.from) } : { scenario: newer, name: nameOf(pair.to) }}
      from={{ options, value: pair.from, onChange: (from) => onPair({ from, to: pair.to }) }}
      to={{ options: [{ id: DRAFT, label: text.draft }, ...options], value: pair.to, onChange: (to) => onPair({ from: pair.from, to }) }}
    />
  );
}

/** Releases and named versions, what changed between any two, and the gate to the next one. */
export function VersionsPage({ id }: { readonly id: string }) {
  const text = useTexts(versionTexts);
  const { readOnly } = useDocumentBinding();
  const { publish } = useDraftRights();
  const inPortal = useDocumentPart((state) => isInPortal(state.history.present));
  const releases = useReleases(id);
  const points = usePoints(id);
  const [pair, setPair] = useState<Pair>();
  const [naming, setNaming] = useState(false);
  const [back, setBack] = useState<Release>();
  const items = releases.data?.items ?? [];
  const versions = mergeVersions(items, points.data?.items ?? []);
  const live = items.find((item) => item.current);
  const next = (items[0]?.number ?? 0) + 1;
  const shown: Pair | undefined = pair ?? (versions[0] === undefined ? undefined : { from: live?.id ?? versions[0].key, to: DRAFT });
  // Choosing a version shows what it changed: against the one before it, or the oldest against the draft.
  const choose = (version: Version): void => {
    const older = versions[versions.indexOf(version) + 1];
    setPair(older === undefined ? { from: version.key, to: DRAFT } : { from: older.key, to: version.key });
  };
  const chosen = shown === undefined ? undefined : shown.to === DRAFT && pair !== undefined && versions.at(-1)?.key === shown.from ? shown.from : shown.to;
  const failed = releases.isError ? releases : points.isError ? points : undefined;
  return (
    <div className="page-columns versions-page">
      <section className="page-side" aria-label={text.title} data-region="" tabIndex={-1}>
        <div className="side-head">
          <h2>{text.title}</h2>
          <span className="ui-grow" />
          {readOnly ? null : (
            <Button size="small" icon={<Bookmark size={13} aria-hidden="true" />} onPress={() => setNaming(true)}>
              {text.pointOpen}
            </Button>
          )}
        </div>
        <ul className="version-list">
          <li>
            <button type="button" className="list-row version-row" {...(chosen === DRAFT ? { 'aria-current': true as const } : {})} onClick={() => setPair(undefined)}>
              <span className="version-dot" data-tone="draft" aria-hidden="true" />
              <span className="list-row-words">
                <b>
                  v{next}
                  <Chip tone="accent">{text.draft}</Chip>
                </b>
                {live === undefined ? null : <em>{text.compareWith(live.number)}</em>}
              </span>
            </button>
          </li>
          {versions.map((version) =>
            'release' in version ? (
              <ReleaseRow key={version.key} release={version.release} chosen={chosen === version.key} onChoose={() => choose(version)} onRollBack={!publish || version.release.current ? undefined : () => setBack(version.release)}>{version.release.current && inPortal ? <LiveLine id={id} release={version.release.number} /> : null}</ReleaseRow>
            ) : (
              <PointRow key={version.key} point={version.point} chosen={chosen === version.key} onChoose={() => choose(version)} onGone={() => setPair(undefined)} />
            ),
          )}
        </ul>
        {releases.isPending || points.isPending ? <Skeleton rows={4} height={56} /> : null}
      </section>
      <div className="versions-middle">
        {failed === undefined ? null : <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
        {releases.isSuccess && points.isSuccess && shown === undefined ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : null}
        {shown === undefined ? null : <Compared id={id} versions={versions} pair={shown} onPair={setPair} />}
      </div>
      <GatePanel number={next} />
      {naming ? <PointDialog onClose={() => setNaming(false)} /> : null}
      {back === undefined ? null : <RollBackDialog id={id} release={back} next={next} onClose={() => setBack(undefined)} />}
    </div>
  );
}
