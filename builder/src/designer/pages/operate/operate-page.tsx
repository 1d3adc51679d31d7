import { CircleCheck, MessageSquare } from 'lucide-react';
import { Link } from 'wouter';
import { useTexts } from '../../../text/locale.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useDraftRights } from '../../app/draft-rights.tsx';
import { useFeedbackCount } from '../feedback/use-feedback.ts';
import { PageHead } from '../shared/list-page.tsx';
import { DeliverySection } from './delivery-section.tsx';
import { IncidentGroupCard } from './incident-group.tsx';
import { operateTexts } from './operate-text.ts';
import './operate.css';
import { StuckTable } from './stuck-section.tsx';
import { TriggerSection } from './trigger-section.tsx';
import { useLive, useOperate } from './use-operate.ts';

const fine = <CircleCheck size={24} strokeWidth={1.75} aria-hidden="true" />;

/** What needs an operator: stopped runs by cause, triggers and what failed of them, and runs that do not go on. */
export function OperatePage({ id }: { readonly id: string }) {
  const text = useTexts(operateTexts);
  const view = useOperate(id);
  useLive(id);
  const { runs } = useDraftRights();
  const opinions = useFeedbackCount(id, runs);
  return (
    <div className="page">
      <PageHead title={text.title} note={text.note}>
        {runs ? (
          <Link href={`/s/${id}/feedback`} className="operate-feedback">
            <MessageSquare size={14} aria-hidden="true" />
            {opinions === undefined || opinions === 0 ? text.feedback : text.feedbackOpen(opinions)}
          </Link>
        ) : null}
      </PageHead>
      <PageHead level={2} title={text.incidents} note={text.incidentsNote} />
      {view.isPending ? <Skeleton rows={3} height={44} /> : null}
      {view.isError && view.data === undefined ? <ErrorState error={view.error} onRetry={() => void view.refetch()} /> : null}
      {view.data?.cut === true ? <p className="note-bar" data-tone="warn">{text.cut}</p> : null}
      {view.data?.incidents.length === 0 ? (
        <EmptyState icon={fine} title={text.noIncidents}>
          {text.noIncidentsText}
        </EmptyState>
      ) : null}
      {view.data?.incidents.map((group) => (
        <IncidentGroupCard key={`${group.path} ${group.code}`} scenario={id} group={group} />
      ))}
      <TriggerSection id={id} />
      <DeliverySection id={id} />
      <PageHead level={2} title={text.stuck} />
      {view.data === undefined ? null : view.data.stuck.length === 0 ? <EmptyState icon={fine} title={text.noStuck} /> : <StuckTable scenario={id} items={view.data.stuck} />}
    </div>
  );
}
