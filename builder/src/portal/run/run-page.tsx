import { Link, useParams } from 'wouter';
import { ChevronLeft } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { CommentBox } from '../people/comment-box.tsx';
import { PaperList } from '../paper/paper-tools.tsx';
import '../paper/tools.css';
import { Timeline } from '../people/timeline.tsx';
import { Withdraw } from '../people/withdraw.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { Progress } from './progress.tsx';
import { ResultView } from './result.tsx';
import { runTexts } from './text.ts';
import { useLiveRun } from './use-live-run.ts';
import '../style/form-page.css';
import '../style/result.css';

/** One run: its progress while it moves, its result when there is one. */
export function RunPage() {
  const { id } = useParams<{ id: string }>();
  const t = useTexts(runTexts);
  const s = useTexts(shellTexts);
  const run = useLiveRun(id);
  if (run.isPending) return <div className="wrap"><Loading /></div>;
  if (!run.data) return <div className="wrap narrow"><PageHeading>{s.troubleTitle}</PageHeading><Trouble error={run.error} onRetry={() => void run.refetch()} /></div>;
  const view = run.data;
  if (view.result && view.next.kind === 'result') return <ResultView key={`${view.id}-result`} run={view} result={view.result} />;
  return (
    <div className="wrap narrow prog">
      <Link className="back" href="/mine"><ChevronLeft className="i s" aria-hidden="true" />{t.mine}</Link>
      <PageHeading title={`${t.progress} · ${view.app.title}`}>{view.app.title}</PageHeading>
      {view.subject === undefined ? null : <p className="ink2">{view.subject}</p>}
      <Progress run={view} lostSince={run.isError ? new Date(run.dataUpdatedAt).toISOString() : undefined} />
      <PaperList run={view.id} documents={view.documents} />
      <Withdraw run={view} />
      <Timeline entries={view.timeline} />
      <CommentBox run={view.id} />
    </div>
  );
}
