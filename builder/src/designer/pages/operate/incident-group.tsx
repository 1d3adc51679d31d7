import { CircleAlert, RotateCcw, SkipForward } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { IncidentGroup } from '../../../../../server/api/operate.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stampText } from '../shared/format.ts';
import { EditInputDialog } from './edit-input-dialog.tsx';
import { operateTexts } from './operate-text.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useResolve, type Progress } from './use-operate.ts';

function ProgressLine({ progress }: { readonly progress: Progress }) {
  const text = useTexts(operateTexts);
  const { done, all, failed } = progress;
  const words = done < all ? text.progress(done, all) : text.finished(all - failed.length, failed.length);
  return (
    <output className="operate-progress">
      <progress max={all} value={done} aria-label={words} />
      {words}
    </output>
  );
}

/** Runs that stopped at one step for one reason: all at once, or one of them. */
export function IncidentGroupCard({ scenario, group }: { readonly scenario: string; readonly group: IncidentGroup }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const { doing, progress } = useResolve(scenario);
  const [asking, setAsking] = useState<'skip' | { readonly edit: string }>();
  const close = (): void => setAsking(undefined);
  const runs = group.runs.map((run) => run.id);
  const tell = ({ all, failed }: Progress): void => toast({ text: text.finished(all - failed.length, failed.length) });
  const retry = (some: readonly string[]): void => doing.mutate({ runs: some, path: group.path, action: 'retry' }, { onSuccess: tell });
  return (
    <section className="operate-group" aria-label={`${group.title} ${group.code}`}>
      <div className="operate-group-head">
        <CircleAlert size={20} strokeWidth={1.75} aria-hidden="true" />
        <div className="operate-group-words">
          <b>
            {group.title} · {group.message}
          </b>
          <em>
            {text.count(group.count)} · {text.since(stampText(group.since, locale))} · <code>{group.code}</code>
          </em>
        </div>
        <span className="operate-acts">
          <Button look="primary" busy={doing.isPending} icon={<RotateCcw size={14} aria-hidden="true" />} onPress={() => retry(runs)}>
            {text.retryAll(runs.length)}
          </Button>
          <Button icon={<SkipForward size={14} aria-hidden="true" />} isDisabled={doing.isPending} onPress={() => setAsking('skip')}>
            {text.skipAll(runs.length)}
          </Button>
        </span>
      </div>
      {progress === undefined ? null : <ProgressLine progress={progress} />}
      {doing.isError ? <ErrorState error={doing.error} /> : null}
      <details className="operate-runs">
        <summary>{text.showRuns}</summary>
        <ul>
          {group.runs.map((run) => (
            <li key={run.id}>
              <span>
                {run.subject ?? text.noSubject} <em>{stampText(run.stoppedAt, locale)}</em>
              </span>
              <Link href={`/s/${scenario}/runs/${encodeURIComponent(run.id)}`}>{text.open}</Link>
              <Button size="small" isDisabled={doing.isPending} onPress={() => retry([run.id])}>
                {text.retry}
              </Button>
              <Button size="small" isDisabled={doing.isPending} onPress={() => setAsking({ edit: run.id })}>
                {text.edit}
              </Button>
            </li>
          ))}
        </ul>
      </details>
      {asking === 'skip' ? <ReasonDialog title={text.skipTitle(runs.length)} note={text.skipText} action={text.skipAll(runs.length)} doing={doing} onDo={(reason) => doing.mutate({ runs, path: group.path, action: 'skip', reason }, { onSuccess: (state) => { tell(state); close(); } })} onClose={close} /> : null}
      {typeof asking === 'object' ? <EditInputDialog scenario={scenario} run={asking.edit} path={group.path} title={group.title} onClose={close} /> : null}
    </section>
  );
}
