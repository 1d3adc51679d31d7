import { Bookmark, Download, Trash2, Undo2 } from 'lucide-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Release } from '../../../../../server/api/scenario.ts';
import type { SavedPoint } from '../../../../../server/api/versions.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { refusalText } from '../../review/use-review.ts';
import { stampText } from '../shared/format.ts';
import type { Version } from './use-versions.ts';
import { versionTexts } from './version-text.ts';

function Row({ chosen, onChoose, mark, title, note, by, end, below, children }: { readonly chosen: boolean; readonly onChoose: () => void; readonly mark: ReactNode; readonly title: ReactNode; readonly note: string; readonly by: string; readonly end: ReactNode; readonly below?: ReactNode; readonly children?: ReactNode }) {
  return (
    <li className="version-item">
      <button type="button" className="list-row version-row" {...(chosen ? { 'aria-current': true as const } : {})} onClick={onChoose}>
        {mark}
        <span className="list-row-words">
          <b>{title}</b>
          {note === '' ? null : <span>{note}</span>}
          <em>{by}</em>
          {children}
        </span>
      </button>
      <span className="version-deeds">{end}</span>
      {below}
    </li>
  );
}

interface RowProps {
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

export function ReleaseRow({ release, chosen, onChoose, onRollBack, children }: RowProps & { readonly release: Release; readonly onRollBack: (() => void) | undefined; readonly children?: ReactNode }) {
  const text = useTexts(versionTexts);
  const { locale } = useLocale();
  return (
    <Row
      chosen={chosen}
      onChoose={onChoose}
      mark={<span className="version-dot" data-tone={release.current ? 'online' : undefined} aria-hidden="true" />}
      title={
        <>
          v{release.number}
          {release.current ? <Chip tone="ok">{text.online}</Chip> : null}
          {release.restores === undefined ? null : <Chip>{text.backTo(release.restores)}</Chip>}
          {release.scheduled === undefined ? null : <Chip>{text.wasPlanned}</Chip>}
        </>
      }
      note={release.note === '' ? text.noNote : release.note}
      by={text.by(release.publishedByName ?? release.publishedBy, stampText(release.publishedAt, locale))}
      end={
        <>
          <a className="ui-button version-download" data-look="quiet" data-shape="icon" data-size="small" href={`/api/releases/${encodeURIComponent(release.id)}/export`} download aria-label={`${text.download} v${release.number}`} title={text.download}>
            <Download size={14} aria-hidden="true" />
          </a>
          {onRollBack === undefined ? null : <IconButton size="small" label={text.rollBackTo(release.number)} icon={<Undo2 size={14} aria-hidden="true" />} onPress={onRollBack} />}
        </>
      }
      below={children}
    >
      {release.cases === undefined ? null : <em>{text.casesOf(release.cases.passed, release.cases.total)}</em>}
      {release.approvedBy === undefined ? null : <em>{text.approvedBy(release.approvedBy.map(({ name, by }) => name ?? by).join(text.comma))}</em>}
    </Row>
  );
}

export function PointRow({ point, chosen, onChoose, onGone }: RowProps & { readonly point: SavedPoint; readonly onGone: () => void }) {
  const text = useTexts(versionTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const { id, readOnly } = useDocumentBinding();
  const drop = useMutation({
    mutationFn: () => request(`/api/scenarios/${id}/points/${point.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      onGone();
      toast({ text: text.pointGone(point.name) });
    },
    onError: (error) => toast({ text: refusalText(error) ?? '' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['points', id] }),
  });
  return (
    <Row
      chosen={chosen}
      onChoose={onChoose}
      mark={<Bookmark size={13} className="version-point" aria-hidden="true" />}
      title={
        <>
          <span className="version-name">{point.name}</span>
          <Chip>{text.named}</Chip>
        </>
      }
      note={point.note}
      by={text.by(point.by.name, stampText(point.at, locale))}
      end={readOnly ? null : <IconButton size="small" label={text.pointDrop(point.name)} icon={<Trash2 size={14} aria-hidden="true" />} busy={drop.isPending} onPress={() => drop.mutate()} />}
    />
  );
}

/** What a version is called where there is no room for more. */
export function versionName(version: Version | undefined, draft: string): string {
  if (version === undefined) return draft;
  return 'release' in version ? `v${version.release.number}` : version.point.name;
}
